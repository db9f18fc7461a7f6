"""The elements of every page: buttons say what they do, inputs have a label, ids are unique."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import html
from lxml.html import HtmlElement
from tests.access.crawl import crawl
from tests.access.world import World

pytestmark = pytest.mark.django_db
ACCOUNT = ("", "password/", "factor/", "factor/add/", "factor/again/", "logout/")
_UNLABELLED = {"hidden", "submit"}


@pytest.mark.parametrize("role", ["county", "region", "anonymous"])
def test_buttons_have_types_inputs_labels_and_ids_are_unique(world: World, role: str) -> None:
    base = f"/a/{world.own['public_id']}/"
    starts = ["/account/login/"]
    if role != "anonymous":
        starts = ["/", base, f"{base}findings/?section=part_2"]
        starts += [f"/account/{place}" for place in ACCOUNT]
    seen: dict[str, list[str]] = {}
    pages = 0
    for visit in crawl(world.client(role), starts):
        if visit.is_page and visit.sent and not visit.address.startswith(f"{base}download/"):
            pages += 1
            if found := faults(visit.sent.decode()):
                seen[visit.address] = found
    assert pages >= (1 if role == "anonymous" else 20)
    assert seen == {}


def faults(page: str) -> list[str]:
    """What is wrong with the elements of a page, as a reader can find it."""
    tree = html.fromstring(page)
    ids = Counter(tree.xpath("//@id"))
    found = [f"id {name} stands {count} times" for name, count in ids.items() if count > 1]
    labelled = set(tree.xpath("//label/@for"))
    for element in tree.iter("button"):
        if element.get("type") not in ("button", "submit"):
            found.append(f"no type: {_start(element)}")
    for element in tree.iter("input", "select", "textarea"):
        if element.get("type") not in _UNLABELLED and not _has_label(element, labelled, set(ids)):
            found.append(f"no label: {_start(element)}")
    return found


def _has_label(element: HtmlElement, labelled: set[str], ids: set[str]) -> bool:
    if element.get("aria-label", "").strip() or element.get("id") in labelled:
        return True
    names = element.get("aria-labelledby", "").split()
    inside = any(one.tag == "label" for one in element.iterancestors())
    return inside or (bool(names) and set(names) <= ids)


def _start(element: HtmlElement) -> str:
    return html.tostring(element, encoding="unicode")[:120]


@pytest.mark.parametrize(
    "page",
    [
        "<form><button>登录</button></form>",
        "<form><input name='kind'></form>",
        "<form><textarea aria-labelledby='gone'></textarea></form>",
        "<p><i id='a'></i><i id='a'></i></p>",
    ],
)
def test_fault_of_an_element_is_reported(page: str) -> None:
    assert len(faults(page)) == 1


def test_elements_without_fault_are_not_reported() -> None:
    page = """<form><label for=a>一</label><input id=a><label>二<select></select></label><input
    type=hidden><textarea aria-label=三></textarea><button type=submit>保存</button></form>"""
    assert faults(page) == []
