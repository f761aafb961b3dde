"""Print the table of vendored files for `THIRD_PARTY.md`."""

import hashlib
from pathlib import Path

STATIC = Path(__file__).parents[2] / "pirtti/core/static"

if __name__ == "__main__":
    vendored = [path for path in (STATIC / "vendor").rglob("*") if path.is_file()]
    for path in sorted([*vendored, STATIC / "core/theme.css"]):
        checksum = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"| `{path.relative_to(STATIC).as_posix()}` | `{checksum}` |")
