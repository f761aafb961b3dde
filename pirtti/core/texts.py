"""Keep what people type clean before it is stored; no Django.

Refusals come with a plain reason, never with the refused text itself, so that a
personal identity code does not travel on into logs. Source: issue A "Bad input",
`reliability.md` §1.4 and the `sec text` list of §4.
"""

import re
import unicodedata
from enum import Enum, auto

from stdnum.fi import hetu

# Living scripts stack a few marks on a letter; more is a way to break a page.
MOST_MARKS = 8

_LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_OVERRIDES = frozenset("\u202d\u202e")
# Each opening direction mark and the one that closes it.
_CLOSED_BY = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
_CLOSINGS = frozenset(_CLOSED_BY.values())

# ddmmyy, century sign (those of 2023 too), individual number, control character.
_IDENTITY_CODE = re.compile(
    r"(?<![0-9])(?=([0-9]{6})(?: ?([-+]) ?|([A-FU-Y]))([0-9]{3}[0-9A-Y])(?![0-9]))"
)
_SPACES = re.compile(r"\s+")
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63), "-")


class TextFault(Enum):
    """Why a text is not taken as it is."""

    CONTROL = auto()
    DIRECTION = auto()
    IDENTITY_CODE = auto()
    TOO_LONG = auto()
    BROKEN = auto()
    TOO_MANY_MARKS = auto()


class BadText(ValueError):  # noqa: N818 - reads as a sentence: "raises BadText"
    """A text is refused: `fault` says why, `detail` where or how much.

    `detail` is a code point (`U+0000`), a length or empty; never the text.
    """

    def __init__(self, fault: TextFault, detail: str = "") -> None:
        super().__init__(f"{fault.name} {detail}".strip())
        self.fault = fault
        self.detail = detail


def clean_text(text: str, *, max_length: int, multiline: bool = False) -> str:
    """Return the text as it is stored, or raise `BadText`.

    Composed (NFC), line breaks as `\\n`, no spaces around it nor at the ends of
    lines; a tab in a one-line text becomes a space, a line break there is
    refused. A text with nothing visible in it is empty. `max_length` counts
    characters (code points, as the database does) of what is stored.
    """
    _refuse_match(_SURROGATES, text, TextFault.BROKEN)
    text = unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", text))
    if not multiline:
        text = text.replace("\t", " ").strip()
    _refuse_match(_CONTROLS, text, TextFault.CONTROL)
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip()
    if not multiline and "\n" in text:
        raise BadText(TextFault.CONTROL, "U+000A")
    if not any(_is_visible(character) for character in text):
        return ""
    if len(text) > max_length:
        raise BadText(TextFault.TOO_LONG, str(len(text)))
    _refuse_directions(text)
    _refuse_marks(text)
    if holds_identity_code(text):
        raise BadText(TextFault.IDENTITY_CODE)
    return text


def holds_identity_code(text: str) -> bool:
    """Say whether a Finnish personal identity code stands anywhere in the text.

    Temporary codes (900–999) count: they too point at one person. Small letters,
    any dash, spaces around the dash and invisible characters do not hide it. The
    birth date must exist and the control character fit (python-stdnum), so dates
    and phone numbers pass; only a number grouped exactly like a code, 6 digits, a
    dash and 4, whose last digit also fits (one in 31), is taken for one.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).upper()
    plain = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return any(
        hetu.is_valid(
            f"{match[1]}{match[2] or match[3]}{match[4]}", allow_temporary=True
        )
        for match in _IDENTITY_CODE.finditer(_SPACES.sub(" ", plain))
    )


def _refuse_match(pattern: re.Pattern[str], text: str, fault: TextFault) -> None:
    if found := pattern.search(text):
        raise BadText(fault, _code_point(found[0]))


def _refuse_directions(text: str) -> None:
    """Refuse direction marks that would reach beyond this text or lie about it.

    Embeddings and isolates that are closed on their own line are left alone:
    Arabic and Hebrew texts are pasted with them. One left open would turn the
    rest of the page around. Overrides show letters in another order than they
    are stored in (a way to hide a name or a code), and no language needs them.
    """
    for line in text.split("\n"):
        waiting: list[str] = []
        for character in line:
            if closing := _CLOSED_BY.get(character):
                waiting.append(closing)
            elif character in _OVERRIDES or (
                character in _CLOSINGS and (not waiting or waiting.pop() != character)
            ):
                raise BadText(TextFault.DIRECTION, _code_point(character))
        if waiting:
            raise BadText(TextFault.DIRECTION, _code_point(waiting[-1]))


def _refuse_marks(text: str) -> None:
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        if run > MOST_MARKS:
            raise BadText(TextFault.TOO_MANY_MARKS, _code_point(character))


def _is_visible(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) != "Cf"


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
