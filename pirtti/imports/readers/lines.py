"""Turn the cells of a table's row into a line, with everything that is wrong with it."""

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pirtti.calendar import rules as calendar
from pirtti.core import texts, timewords
from pirtti.imports import rules
from pirtti.imports.readers import rhythms
from pirtti.imports.rules import Fault

# The longest that is stored of each text.
LENGTHS = {
    "name": 120,
    "place": 200,
    "kind": 120,
    "organiser": 200,
    "audience": 200,
    "theme": 120,
    "about": 3000,
    "sign_up_how": 200,
}
_AGES = re.compile(
    r"(\d{1,3})\s*(?:[-–—]\s*(\d{1,3}))?\s*"
    r"-?(kk|mån|månader|mo|months?|v|vuotta|vuotiaat|vuotiaille|år|åringar|y|years?)?\.?"
)
_EVERYBODY = {"kaikki", "kaikenikäiset", "alla", "alla åldrar", "all", "everybody"}
_MONTHS = ("k", "m")
_NO = {"", "ei", "ei tarvita", "-", "–", "nej", "ingen", "no", "none", "not needed"}
_WANTED = {"toivotaan", "toivottu", "gärna", "önskas", "wanted", "welcome"}
_YES = {
    "kyllä", "on", "tarvitaan", "pakollinen", "ja", "krävs", "behövs", "obligatorisk",
    "yes", "needed", "required", "x",
}  # fmt: skip
_TEXT_FAULTS = {
    texts.TextFault.IDENTITY_CODE: Fault.IDENTITY_CODE,
    texts.TextFault.TOO_LONG: Fault.TEXT_TOO_LONG,
}
_TIME_FAULTS = {
    calendar.RuleFault.END_NOT_AFTER_START: Fault.END_BEFORE_START,
    calendar.RuleFault.CROSSES_MIDNIGHT: Fault.CROSSES_MIDNIGHT,
    calendar.RuleFault.TOO_LONG: Fault.TOO_LONG,
}


@lru_cache(maxsize=4096)
def _cleaned(value: str, most: int, multiline: bool) -> tuple[str, Fault | None]:  # noqa: FBT001 - cached by place
    """Return a text as it is stored, or why it is not; rows say the same again and again."""
    if value[:1] == "=" and len(value) > 1:
        return "", Fault.FORMULA
    if not multiline:
        value = " ".join(value.split("\n")).replace("\r", " ")
    try:
        return texts.clean_text(value, max_length=most, multiline=multiline), None
    except texts.BadText as bad:
        return "", _TEXT_FAULTS.get(bad.fault, Fault.TEXT_BROKEN)


class Collector:
    """Reads values one by one and remembers what could not be read, each fault once."""

    def __init__(self) -> None:
        self.faults: dict[Fault, None] = {}

    def add(self, fault: Fault) -> None:
        """Remember a fault."""
        self.faults.setdefault(fault)

    def text(self, name: str, value: str) -> str:
        """Clean a text; one that is refused is not kept at all."""
        if not value:
            return ""
        kept, fault = _cleaned(value, LENGTHS[name], name == "about")
        if fault is not None:
            self.add(fault)
        return kept

    def read(self, reader: Callable[[], Any], fault: Fault) -> Any:
        """Read a value, None when it can't be read."""
        try:
            return reader()
        except timewords.Unreadable as bad:
            wrong_weekday = bad.reason is timewords.Reason.WRONG_WEEKDAY
            self.add(Fault.WRONG_WEEKDAY if wrong_weekday else fault)
            return None

    def times(self, start: dt.time | None, end: dt.time | None) -> None:
        """Judge the times of one day."""
        if start and end:
            fault = calendar.refuse_times(start, end)
            if fault:
                self.add(_TIME_FAULTS[fault])
        elif not {Fault.TIME_UNREADABLE, Fault.ALL_DAY} & self.faults.keys():
            self.add(Fault.TIMES_MISSING)


def from_cells(number: int, cells: dict[str, str], *, today: dt.date) -> rules.Line:
    """Read a row of a table; never raises, what is wrong stands in its faults."""
    seen = Collector()
    words: dict[str, Any] = {
        name: seen.text(name, cells.get(name, ""))
        for name in ("name", "place", "kind", "organiser", "audience", "theme", "about")
    }
    if not words["name"] and not seen.faults:
        seen.add(Fault.NAME_MISSING)
    start, end = _times(seen, cells)
    on, rhythm = rhythms.when(seen, cells, today=today)
    low, high = _ages(seen, cells.get("ages", ""))
    sign_up, how = _sign_up(seen, cells.get("sign_up", ""))
    price = cells.get("price", "0")
    return rules.Line(
        number,
        **words,
        on=on,
        rhythm=rhythm,
        starts_at=start,
        ends_at=end,
        age_from=low,
        age_to=high,
        price_cents=seen.read(
            lambda: timewords.parse_price_cents(price[:80]), Fault.PRICE_UNREADABLE
        ),
        sign_up=sign_up,
        sign_up_how=how,
        identity=_identity(cells),
        faults=tuple(seen.faults),
    )


def _identity(cells: dict[str, str]) -> str:
    given = cells.get("identity", "").strip()[:200]
    return f"id {given}" if given else ""


def _times(
    seen: Collector, cells: dict[str, str]
) -> tuple[dt.time | None, dt.time | None]:
    first, last = cells.get("start", "")[:80], cells.get("end", "")[:80]
    if first and not last:
        try:
            start, end = timewords.parse_times(first)
        except timewords.Unreadable as bad:
            # One time alone can be read; it is the other that is missing.
            if bad.reason is not timewords.Reason.NOT_TWO_TIMES:
                seen.add(Fault.TIME_UNREADABLE)
            elif _time(seen, first):
                seen.add(Fault.TIMES_MISSING)
            return None, None
        seen.times(start, end)
        return start, end
    begins, ends = _time(seen, first), _time(seen, last)
    seen.times(begins, ends)
    return begins, ends


def _time(seen: Collector, text: str) -> dt.time | None:
    if not text:
        return None
    found: dt.time | None = seen.read(
        lambda: timewords.parse_time(text), Fault.TIME_UNREADABLE
    )
    return found


def _ages(seen: Collector, text: str) -> tuple[int | None, int | None]:
    """Read ages into months, both ends included: `0–6 v` is 0–83."""
    said = rules.words_key(text[:80])
    if not said or said in _EVERYBODY:
        return None, None
    found = _AGES.fullmatch(said)
    if not found:
        seen.add(Fault.AGES_UNREADABLE)
        return None, None
    low, high = int(found[1]), int(found[2] or found[1])
    if not (found[3] or "v").startswith(_MONTHS):
        low, high = low * 12, high * 12 + 11
    if calendar.refuse_ages(low, high):
        seen.add(Fault.AGES_UNREADABLE)
        return None, None
    return low, high


def _sign_up(seen: Collector, text: str) -> tuple[str, str]:
    said = rules.words_key(text[:400])
    if said in _NO:
        return "none", ""
    if said in _WANTED:
        return "wanted", ""
    if said in _YES:
        return "needed", ""
    return "needed", seen.text("sign_up_how", text)
