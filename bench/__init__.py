"""How fast Pirtti is, measured; started by `script/bench`, read in docs/performance.md."""
