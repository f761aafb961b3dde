"""Show that a database works: run in its own process by `pirtti restore --verify`.

`python -m pirtti.config.smoke` migrates the database it is pointed at and asks for
the front page; it ends with 0 when that answered.
"""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.test import Client


def main() -> int:
    """Migrate, then read the front page in Finnish."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pirtti.config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    host = settings.ALLOWED_HOSTS[0].replace("*", "127.0.0.1")
    answer = Client(headers={"host": host}).get("/fi/", secure=True)
    if answer.status_code != 200:  # noqa: PLR2004 - "OK" of HTTP
        sys.stderr.write(f"The front page answered {answer.status_code}.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
