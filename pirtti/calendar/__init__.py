"""When? Activities, their rhythms and dates."""
