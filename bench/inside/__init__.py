"""What the bench does with Pirtti's own code, each time in a process of its own.

`python -m bench.inside NAME JSON` calls `run(**words)` of the module NAME and writes
what it returns as one line of JSON. PIRTTI_HOME says on which data.
"""
