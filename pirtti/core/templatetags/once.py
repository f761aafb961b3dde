"""Parts of a page that are the same on every page in a language."""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class OnceNode(Node):
    """A part that is drawn once in each language."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.drawn: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Give the part as it was drawn the first time."""
        language = get_language()
        drawn = self.drawn.get(language)
        if drawn is None or settings.DEBUG:
            # Without the page's variables: what depended on them would be missing
            # at once, on the first page already.
            drawn = self.drawn[language] = self.nodelist.render(context.new({}))
        return drawn


@register.tag
def once(parser: Parser, _token: Token) -> OnceNode:
    """Draw what stands in between once in each language: `{% once %}…{% endonce %}`.

    For words, icons, styles and addresses that no variable changes: they are most
    of a page, and drawing them anew costs as much as what differs.
    """
    nodelist: Any = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodelist)
