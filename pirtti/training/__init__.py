"""Family training: cohorts around the months in which children are to be born."""
