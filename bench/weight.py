"""What a browser fetches on a first visit to a page, as it comes over the wire."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from bench.serving import Server

RELS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "manifest",
    "apple-touch-icon",
}
SOURCES = {
    "script": "src",
    "img": "src",
    "source": "src",
    "use": "href",
    "image": "href",
}
_FACE = re.compile(r"@font-face\s*{([^}]*)}")
_RANGE = re.compile(r"U\+([0-9A-F?]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_IMPORT = re.compile(r"""@import\s+(?:url\()?\s*["']([^"']+)["']""")
_NOTE = re.compile(r"/\*.*?\*/", re.DOTALL)


class _Links(HTMLParser):
    """Collects the addresses that a browser fetches for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "link" and RELS & set((named.get("rel") or "").split()):
            self.found.append(named.get("href") or "")
        elif tag in SOURCES and named.get("loading") != "lazy":
            self.found.append(named.get(SOURCES[tag]) or "")


def first_visit(server: Server, page: str) -> dict[str, int]:
    """Return the bytes of a page and of all it needs, by address."""
    html = server.page(page).body.decode()
    sizes = {page: _size(server, page)}
    links = _Links()
    links.feed(html)
    waiting = [urljoin(page, link) for link in links.found if link]
    while waiting:
        address = urldefrag(waiting.pop()).url
        if not address or address in sizes or urlsplit(address).scheme:
            continue
        sizes[address] = _size(server, address)
        if urlsplit(address).path.endswith(".css"):
            style = server.page(address).body.decode()
            waiting += [urljoin(address, link) for link in _of_style(style, html)]
    return sizes


def _size(server: Server, address: str) -> int:
    return len(server.page(address, Accept_Encoding="gzip").body)


def _of_style(style: str, text: str) -> Iterator[str]:
    """Tell what a style sheet fetches; of fonts, those that the text needs."""
    style = _NOTE.sub("", style)
    for face in _FACE.findall(style):
        if _is_needed(face, text):
            yield from _URL.findall(face)
    rest = _FACE.sub("", style)
    yield from _IMPORT.findall(rest)
    yield from (url for url in _URL.findall(rest) if not url.startswith("data:"))


def _is_needed(face: str, text: str) -> bool:
    """Say whether a font has a character of the text (its unicode-range tells)."""
    ranges = [_numbers(*found) for found in _RANGE.findall(face)]
    letters = {ord(letter) for letter in text}
    return not ranges or any(
        low <= letter <= high for letter in letters for low, high in ranges
    )


def _numbers(first: str, last: str) -> tuple[int, int]:
    low = int(first.replace("?", "0"), 16)
    return low, int(last or first.replace("?", "F"), 16)
