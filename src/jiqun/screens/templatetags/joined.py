"""{% joined %}: what stands on several lines of a template is one line of the page.

A browser shows a line end between two Chinese words as a space; so a long sentence stands in a
template as {% joined %} … {% endjoined %}, on lines that can be read.
"""

from __future__ import annotations

import re

from django import template
from django.template.base import Node, NodeList, Parser, TextNode, Token
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()

_PART = re.compile(r"[<>]|\s*\n\s*|[^<>\n]+?(?=[<>]|\s*\n|$)")


class JoinedLines(Node):
    """What stands inside, as it was made one line when the template was read; what its variables
    bring stays as it is."""

    def __init__(self, inside: NodeList) -> None:
        self.nodelist = inside

    def render(self, context: Context) -> SafeString:
        """The joined lines."""
        return self.nodelist.render(context)


@register.tag
def joined(parser: Parser, token: Token) -> JoinedLines:
    """Everything up to {% endjoined %} without line ends and the blanks around them; inside a tag
    of HTML they part its attributes and stay."""
    inside = parser.parse(("endjoined",))
    parser.delete_first_token()
    in_tag = False
    for text in inside.get_nodes_by_type(TextNode):
        if not isinstance(text, TextNode):  # which the stubs do not know
            continue
        parts = []
        for part in _PART.findall(text.s):
            in_tag = part == "<" or (in_tag and part != ">")
            if in_tag or "\n" not in part:
                parts.append(part)
        text.s = "".join(parts)
    return JoinedLines(inside)
