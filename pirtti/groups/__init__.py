"""Peer groups: who they are for, who leads them, and where in their life they are."""
