"""Drills: an installation of its own is served, treated badly, and looked at.

Each runs in a new empty home (on PostgreSQL: in a new database beside the one of
`DATABASE_URL`), on this machine only, and takes everything away again.
"""
