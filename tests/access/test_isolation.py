"""What one county writes, no other county sees: not in a page, a file, an export or an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.access.crawl import Visit, crawl, written
from tests.access.marking import bring_file, bring_word, write_texts
from tests.access.routes import FILING, Row, rows
from tests.access.world import World, taken_back
from tests.records.evidence.sample_files import PDF

from jiqun.records.organisations.queries import person_named

pytestmark = pytest.mark.django_db
ROWS = rows()
SIGN = "CANARY"
PHONE = "0955-7799331"
OUTSIDE = ("other_county", "other_operator", "other_city", "admin", "anonymous")
INSIDE = ("county", "operator", "city", "region")


@pytest.fixture(scope="module")
def marked(world: World) -> Iterator[World]:
    """The world with canaries in every answer of 中宁, in its files, previews and history."""
    by = person_named("zhongning")
    assert by
    number = iter(range(10_000))

    def canary(place: str) -> str:
        return PHONE if place.endswith("_phone") else f"{SIGN}{next(number):04}"

    with taken_back():
        write_texts("640521", by, canary)
        # No longer to be seen in the form, but in the history.
        write_texts("640521", by, canary)
        assert SIGN in bring_file("640521", by, f"{SIGN}证明.pdf", PDF + SIGN.encode())
        preview = bring_word("640521", by, f"{SIGN}.docx")
        yield World({**world.own, "preview": preview}, world.theirs, world.sessions)


def visits(world: World, role: str) -> Iterator[Visit]:
    """Everything a role reaches: by links, by the addresses of its own application (for those
    who have none: of 海原's), by those of 中宁's, and by every change sent to either."""
    client = world.client(role)
    ids = (world.own, world.theirs)
    addresses = [
        row.address(one) for row in ROWS for one in ids if row.told["GET"]["county"] != "405"
    ]
    yield from crawl(client, ["/", *addresses])
    for row in _changes():
        for one in ids:
            with taken_back():
                yield from written(world.client(role), [row], one)


@pytest.mark.parametrize("role", OUTSIDE)
def test_nobody_outside_sees_what_a_county_wrote(marked: World, role: str) -> None:
    ids = {marked.own["public_id"], marked.own[f"{FILING}public_id"]}
    known = {SIGN, PHONE, *ids}
    # An address that is asked for may be named in what comes back: the way to it after the login.
    asked_for = ids if role == "anonymous" else set()
    seen = [
        (visit.address, sign)
        for visit in visits(marked, role)
        for sign in known - asked_for
        if sign in visit.text
    ]
    assert seen == []


@pytest.mark.parametrize("role", INSIDE)
def test_those_it_is_for_see_it_everywhere(marked: World, role: str) -> None:
    """So that the silence above is not that of a walk that reaches nothing."""
    base = f"/a/{marked.own['public_id']}/"
    found = {
        visit.address.removeprefix(base): visit.text
        for visit in crawl(marked.client(role), ["/", f"{base}download/json/"])
        if SIGN in visit.text
    }
    wanted = {f"part/{number}/" for number in range(10)} | {
        "download/json/",
        "evidence/",
        f"word/{marked.own['preview']}/",
        "checks/",
        "history/",
        "paper/",
    }
    assert wanted - set(found) == set()
    assert any(address.startswith("evidence/") and len(address) > 40 for address in found)
    assert PHONE in found["download/json/"]


def test_word_and_pdf_are_looked_into(marked: World) -> None:
    """The walk reads what stands in a package and on the pages of a PDF."""
    client = marked.client("county")
    pdf, word = (r for k in ("pdf", "word") for r in ROWS if r.title == f"download-{k}")
    visits_of_both = [
        next(iter(crawl(client, [pdf.address(marked.own)]))),
        next(iter(written(client, [word], dict(marked.own)))),
    ]
    for visit in visits_of_both:
        assert visit.answer.status_code == 200
        assert visit.text.count(SIGN) > 50


def _changes() -> list[Row]:
    """The rows of what can be sent; a login would make somebody else of who asks."""
    alone = ("405",)
    return [
        row
        for row in ROWS
        if row.told["POST"]["county"] not in alone and not row.route.startswith("account_")
    ]
