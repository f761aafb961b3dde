"""Is the database as this version of Pirtti needs it, and how to bring it there."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from pirtti.config import backups, talk
from pirtti.network.models import Area
from pirtti.people.models import User


def is_sqlite() -> bool:
    """Say whether the data is in an SQLite file."""
    return connection.vendor == "sqlite"


def pending() -> list[str]:
    """List the migrations that have not been run, as app.name."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _back in plan]


def is_new() -> bool:
    """Say whether the database has no tables yet."""
    return not connection.introspection.table_names()


def unknown() -> list[str]:
    """List migrations of the database that this version does not know (a newer one ran)."""
    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations) | set(loader.replacements)
    ours = {app for app, _name in known}
    return [
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in ours and (app, name) not in known
    ]


def has_data() -> bool:
    """Say whether somebody has put something in (tables must exist)."""
    tables = set(connection.introspection.table_names())
    if not {User._meta.db_table, Area._meta.db_table} <= tables:
        return False
    return bool(User.objects.exists() or Area.objects.exists())


def migrate(*, backup_first: bool) -> int:
    """Run the pending migrations, after a backup where there is data to lose.

    Returns how many were run.
    """
    if unknown():
        raise talk.GiveUp(
            "The database was last used by a newer Pirtti. Install that version, or put"
            " back a backup of this one (pirtti restore)."
        )
    waiting = pending()
    if not waiting:
        return 0
    if backup_first and has_data():
        now = timezone.now()
        file = backups.default_file(now)
        with talk.progress("Backup before the change") as show:
            backups.write(file, now=now, progress=show)
        talk.say(f"Backup before the change: {file}")
    talk.say("Making the database ready …")
    call_command("migrate", interactive=False, verbosity=0)
    return len(waiting)
