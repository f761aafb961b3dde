"""What stands on a sheet, as plain values: typst gets them as JSON and nothing else."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """A text and the language it is in."""

    text: str
    language: str


# The same in one language or two; empty when there is nothing to say.
Said = list[Words]


@dataclass(frozen=True, slots=True)
class Entry:
    """One date. `cancelled` is the word for it, empty when it is held."""

    time: str
    name: Said
    place: Said = field(default_factory=list)
    theme: Said = field(default_factory=list)
    facts: list[Said] = field(default_factory=list)
    cancelled: Said = field(default_factory=list)
    reason: Said = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its dates; `note` names a public holiday."""

    number: str
    title: Said
    note: Said
    entries: list[Entry]
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a month's grid with its ISO number."""

    number: str
    days: list[Day]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What every file says of itself, and how large its pages are."""

    title: str
    language: str
    publisher: str
    paper: str
    flipped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Paper):
    """What every sheet says: whose it is, where it came from, where to look for more."""

    name: Said
    about: Said
    short: str
    qr: str
    qr_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates(Sheet):
    """A month or a week. `kind` is `grid` or `list`; a grid has `weeks`, a list `days`."""

    span: Said
    kind: str
    notes: list[Said]
    printed: Said
    empty: Said
    nothing: Said
    is_empty: bool
    days: list[Day] = field(default_factory=list)
    weeks: list[Week] = field(default_factory=list)
    weekdays: list[Said] = field(default_factory=list)
    week: Said = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fact:
    """A heading of a poster and the lines under it."""

    label: Said
    lines: list[Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster(Sheet):
    """One activity or place, with strips to tear off."""

    whens: list[Said]
    text: Said
    facts: list[Fact]
    dates: list[Entry]
    dates_title: Said
    invitation: Said
    strip_name: str
    strip_when: str
    strips: int = 9


@dataclass(frozen=True, slots=True)
class Code:
    """The address of one personal invitation, also as QR."""

    short: str
    qr: str
    qr_words: str


@dataclass(frozen=True, slots=True)
class Told:
    """An invitation in one language: greeting, warm words, facts, how to answer."""

    language: str
    title: str
    greeting: str
    lines: list[str]
    facts: list[tuple[str, str]]
    how: str
    until: str
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitations(Paper):
    """A pile of invitations that say the same; each has a code of its own.

    With two languages they stand side by side.
    """

    told: list[Told]
    codes: list[Code]


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a course on paper: when it was, and what it was about."""

    when: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Paper):
    """Who took part in which course: name, sessions, hours, who signs."""

    heading: str
    who: str
    lines: list[str]
    course: str
    about: str
    sessions_title: str
    when_title: str
    what_title: str
    sessions: list[Session]
    hours: str
    given: str
    organisers: str
    signature: str
