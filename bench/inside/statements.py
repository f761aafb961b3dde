"""Count what a page asks of the database, without a server around it."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def run(*, pages: list[str]) -> dict[str, list[str]]:
    """Return the statements of each page, rendered fresh for the second time."""
    return {page: _statements(page) for page in pages}


def _statements(page: str) -> list[str]:
    client = Client(headers={"host": "127.0.0.1"})
    client.get(page)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(page)
    if answer.status_code != 200:
        raise SystemExit(f"{page} answered {answer.status_code}.")
    return [query["sql"] for query in captured.captured_queries]
