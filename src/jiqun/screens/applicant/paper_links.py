"""The on-screen paper with every answer a link to where it is filled in."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString, mark_safe
from lxml import html

from jiqun.engine import Paper, write_page


def linked_page(
    paper: Paper, address_of: Callable[[str], str], label_of: Callable[[str], str]
) -> SafeString:
    """The fragment of the paper; the functions give the address and the label of an answer's tag.

    The engine escapes every answer; here elements are only renamed and given attributes.
    """
    page = html.fragment_fromstring(write_page(paper))
    for place in page.iterfind(".//span[@data-answer]"):
        tag = place.attrib.pop("data-answer")
        place.tag = "a"
        place.set("href", address_of(tag))
        place.attrib.pop("role", None)  # a box stays named by its aria-label
        if "aria-label" in place.attrib:
            continue
        place.set("title", f"修改：{label_of(tag)}")
        if not place.text_content().strip():
            place.set("aria-label", f"填写：{label_of(tag)}")
    return mark_safe(html.tostring(page, encoding="unicode"))  # noqa: S308
