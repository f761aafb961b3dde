"""The demo neighbourhood: five believable towns, told in `data/*.toml`."""
