"""A text stays a text: whatever somebody writes, no page takes it for markup or for a template."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from lxml import html
from tests.access.crawl import Visit, crawl, written
from tests.access.marking import bring_file, bring_word, write_texts
from tests.access.routes import rows
from tests.access.world import World, taken_back

from jiqun.records.applications.models import Call
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import person_named

pytestmark = pytest.mark.django_db
LINE = "</script></textarea></style><x-mark onmark=1 src=x>\"'><x-mark>{{7*7}}{% now 'Y' %}${7*7}"


def payload(name: str) -> str:
    """What is written at a place; it says where it came from."""
    return f"{name}{LINE}"


@pytest.fixture(scope="module")
def marked(world: World) -> Iterator[tuple[World, dict[str, str]]]:
    """The world with markup in every answer, in names of people, offices, files and the call; and
    the texts by where they stand."""
    by = person_named("zhongning")
    assert by
    with taken_back():
        Person.objects.filter(pk=by.pk).update(full_name=payload("人")[:100])
        Office.objects.filter(memberships__person=by).update(name=payload("单位")[:100])
        Call.objects.update(title=payload("通知"))
        by = Person.objects.get(pk=by.pk)
        texts = write_texts("640521", by, payload)
        bring_file("640521", by, "<x-mark onmark=1>'.pdf")
        preview = bring_word("640521", by, "<x-mark>\"'.docx")
        yield World({**world.own, "preview": preview}, world.theirs, world.sessions), texts


def pieces(visit: Visit) -> Iterator[str]:
    """The HTML of a visit: the page itself, or what an answer in JSON holds of a page."""
    if visit.is_page and visit.sent:
        yield visit.sent.decode()
    elif visit.answer["Content-Type"].startswith("application/json"):
        told = json.loads(visit.sent)
        yield from (value for value in told.values() if isinstance(value, str) and "<" in value)


@pytest.mark.parametrize("role", ["county", "region"])
def test_markup_in_any_text_is_shown_and_never_taken_for_markup(
    marked: tuple[World, dict[str, str]], role: str
) -> None:
    world, texts = marked
    base = f"/a/{world.own['public_id']}/"
    shown: set[str] = set()
    pages = 0
    visits = [*crawl(world.client(role), ["/", base, f"{base}findings/?section=part_2"])]
    if role == "county":
        answer = [row for row in rows() if row.route in ("answer", "evidence_add", "presence")]
        with taken_back():
            visits += written(world.client(role), answer, dict(world.own))
    for visit in visits:
        for piece in pieces(visit):
            if visit.address.startswith(f"{base}download/"):
                continue
            pages += 1
            assert taken_for_markup(piece) == [], visit.address
            on_page = shown_on(piece)
            shown |= {place for place, text in texts.items() if text in on_page}
    assert pages > 20
    missing = set(texts) - shown
    assert missing == set()


def taken_for_markup(page: str) -> list[str]:
    """Where the payload came alive: an element, an attribute, a template that was worked out."""
    tree = html.fromstring(page)
    alive = [str(found.tag) for found in tree.iter("x-mark")]
    alive += [str(found) for found in tree.xpath("//@onmark")]
    text = tree.text_content()
    return alive + [worked for worked in ("49{%", "}}2026$", "$49") if worked in text]


def shown_on(page: str) -> str:
    """What stands on the page, letter by letter: its text, what stands in its inputs, and the rows
    of lists, which a script puts there."""
    tree = html.fromstring(page)
    data = tree.xpath("//script[@type='application/json'][not(@id)]/text()")
    rows = [json.loads(text) for text in data]
    told = [value for table in rows for row in table for value in row.values()]
    return "\n".join([tree.text_content(), *tree.xpath("//input/@value"), *map(str, told)])


def test_markup_that_came_alive_is_reported() -> None:
    assert taken_for_markup(f"<p>{LINE}</p>")
    assert taken_for_markup("<p title='x' onmark=1></p>")
    assert taken_for_markup("<p>49{% now %}</p>")
    assert not taken_for_markup("<p>&lt;x-mark onmark=1&gt;{{7*7}}{% now 'Y' %}</p>")
