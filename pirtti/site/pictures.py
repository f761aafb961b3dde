"""The picture of a shared link: name, day, time and place, drawn for 1200 × 630.

Messengers show it where somebody sends a link to a friend (F10). Drafts have none:
they are not found, like their pages.
"""

import io
import math
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw, ImageFont

from pirtti.calendar import access
from pirtti.core import content, marks, timewords
from pirtti.network.models import Area
from pirtti.papers import rules as papers
from pirtti.site import activity_page, cards, feeds, page_cache

WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT = 80, 80
# The house of our preview: where it is cut out, and how large it stands here.
HOUSE, HOUSE_SIZE = (450, 150, 750, 450), 150
PAPER, INK, MUTED, GREEN = "#fffaf3", "#1d3b33", "#5b5348", "#1f6f5c"
LETTERS = "vendor/nunito/5.3.0/Nunito-{}.ttf"
# Sizes to try for the name, so that it fits on three lines at most.
NAME_SIZES, MOST_LINES = (92, 76, 62, 50), 3


class Words(NamedTuple):
    """What stands on a picture."""

    name: str
    when: str
    where: str
    is_cancelled: bool = False


@marks.public
@require_safe
def activity(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture of an activity: its name, rhythm and place."""
    found = access.public_activity(slug)
    etag = feeds.etag_of(found.area)
    known = feeds.known_already(request, found.area, etag)
    if known is not None:
        return known
    language = _language()
    page = activity_page.activity_page(found, now=timezone.now(), language=language)
    when = page.rhythms[0] if page.rhythms else ""
    return _answer(Words(page.name.text, when, page.where.name.text), found.area, etag)


@marks.public
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture of one date: what, when and where; a cancelled one says so."""
    date = access.public_occurrence(pk)
    etag = feeds.etag_of(date.area)
    known = feeds.known_already(request, date.area, etag)
    if known is not None:
        return known
    language = _language()
    day, start = timewords.from_instant(date.starts_at)
    end = timewords.from_instant(date.ends_at)[1]
    times = timewords.show_range(start, end, language, in_sentence=True)
    when = capfirst(f"{cards.day_long(day)} {times}")
    name = content.shown(date.activity.name, language).text
    where = activity_page.where_of(date, language).name.text
    return _answer(Words(name, when, where, date.is_cancelled), date.area, etag)


def draw(words: Words) -> bytes:
    """Return the picture as PNG; signs that our letters lack are left out."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, HEIGHT - 28, WIDTH, HEIGHT), fill=GREEN)
    picture.paste(_house(), (WIDTH - RIGHT - HOUSE_SIZE + 20, 50))
    if words.is_cancelled:
        _badge(pen, gettext("Cancelled"))
    lines, size = _fitted(words.name, WIDTH - LEFT - RIGHT - HOUSE_SIZE)
    top = 150 if words.is_cancelled else 90
    for line in lines:
        pen.text((LEFT, top), line, fill=INK, font=_font("ExtraBold", size))
        top += math.ceil(size * 1.2)
    bottom = HEIGHT - 178
    for text, letters, colour in (
        (words.when, "ExtraBold", GREEN),
        (words.where, "Regular", MUTED),
    ):
        line, size = _one_line(text, letters)
        pen.text((LEFT, bottom), line, fill=colour, font=_font(letters, size))
        bottom += 64
    return _png(picture)


def _answer(words: Words, area: Area, etag: str) -> HttpResponse:
    response = HttpResponse(draw(words), content_type="image/png")
    response["ETag"] = etag
    return page_cache.keep(response, area)


def _badge(pen: ImageDraw.ImageDraw, text: str) -> None:
    """Write a word on a dark ground: it is seen also where the picture is small."""
    font = _font("ExtraBold", 44)
    width = pen.textlength(text, font=font)
    pen.rounded_rectangle((LEFT, 62, LEFT + width + 56, 130), 34, fill="#8f1d1d")
    pen.text((LEFT + 28, 66), text, fill="#ffffff", font=font)


def _fitted(text: str, width: int) -> tuple[list[str], int]:
    """Break a name into lines at the largest size that fits; else cut it."""
    words = _drawable(text).split()
    for size in NAME_SIZES:
        lines = _lines(words, _font("ExtraBold", size), width)
        if len(lines) <= MOST_LINES:
            return lines, size
    return [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"], size


def _lines(words: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    # A word that is wider than the picture makes the next smaller size be tried.
    return lines if all(font.getlength(line) <= width for line in lines) else lines * 9


def _one_line(text: str, letters: str) -> tuple[str, int]:
    plain = Truncator(" ".join(_drawable(text).split())).chars(72)
    for size in (48, 42, 36, 30, 26):
        if _font(letters, size).getlength(plain) <= WIDTH - LEFT - RIGHT:
            break
    return plain, size


def _drawable(text: str) -> str:
    """Leave out what our letters lack, and the breaks that only paper wants."""
    return papers.printable(text).replace("\u200b", "")


@cache
def _font(letters: str, size: int) -> ImageFont.FreeTypeFont:
    path = finders.find(LETTERS.format(letters))
    return ImageFont.truetype(str(path), size)


@cache
def _house() -> Image.Image:
    path = finders.find("site/preview.png")
    with Image.open(Path(str(path))) as preview:
        house = preview.convert("RGB").crop(HOUSE)
    return house.resize((HOUSE_SIZE, HOUSE_SIZE), Image.Resampling.LANCZOS)


def _png(picture: Image.Image) -> bytes:
    """Pack a picture; 64 colours are enough for flat ground and soft edges."""
    file = io.BytesIO()
    picture.quantize(
        64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    ).save(file, "PNG")
    return file.getvalue()


def _language() -> str:
    return get_language() or "fi"
