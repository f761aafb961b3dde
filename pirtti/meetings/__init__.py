"""A group's own room: its meetings, its talk, what its members wish and felt."""
