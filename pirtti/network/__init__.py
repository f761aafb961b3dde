"""Where, with whom? Areas, organisations, places, roles."""
