"""Files of others: bytes in, rows out; bounded in time, memory and number.

No Django here, and nothing of the database: what a row means is settled later.
"""

from pirtti.imports.readers.reading import read, read_file
from pirtti.imports.rules import Line

__all__ = ["Line", "read", "read_file"]
