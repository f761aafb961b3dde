"""Whether this installation can serve its pages (`reliability.md` §3.10)."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from pirtti.network import queries
from pirtti.post import queries as post


def faults() -> list[str]:
    """Return what stands in the way, in short lines without any detail of data."""
    try:
        queries.country()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            return [f"{len(waiting)} migrations have not been run."]
        is_late = post.is_late(timezone.now())
    except DatabaseError:
        return ["The database does not answer."]
    return ["Letters have been due for more than 10 minutes."] if is_late else []
