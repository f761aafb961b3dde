"""Whether this installation can serve its pages (`reliability.md` §3.10)."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from pirtti.network import queries


def faults() -> list[str]:
    """Return what stands in the way, in short lines without any detail of data."""
    try:
        queries.country()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return ["The database does not answer."]
    return [f"{len(waiting)} migrations have not been run."] if waiting else []
