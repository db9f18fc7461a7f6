"""What some do and others are shown no trace of: what is said between operator, county and city,
and what an office looked at. Others read the same as before, to the last byte."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from tests.access.routes import rows
from tests.access.test_stages import ALWAYS_OTHER
from tests.access.world import World, body, taken_back

from jiqun.records.applications.correcting import ask_correction
from jiqun.records.applications.looking import look_at
from jiqun.records.applications.models import GUARD, Application
from jiqun.records.applications.talking import ask_at, reply_in, settle_talk
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.queries import person_named
from jiqun.records.triggers import put_up, take_down
from jiqun.records.versions.actions import freeze

pytestmark = pytest.mark.django_db
SIGN = "CANARY-TALK"
# A person's own account is nobody's application, and gives out another token each time.
_OWN = ("account_", "mfa_")
ROWS = [
    row for row in rows() if row.told["GET"]["county"] != "405" and not row.route.startswith(_OWN)
]
_PRINTED_AT = re.compile(rb"<dd><time [^>]*>[^<]*</time>")
OTHERS = ("other_county", "other_operator", "other_city")


def everything(world: World, role: str) -> dict[str, bytes]:
    """By address what a role reads of 中宁's, without what differs between any two answers."""
    client = world.client(role)
    return {row.address(world.own): _read(client.get(row.address(world.own))) for row in ROWS}


def _read(answer: HttpResponse) -> bytes:
    shown = _PRINTED_AT.sub(b"", ALWAYS_OTHER.sub(b"", body(answer)))
    return str(answer.status_code).encode() + shown


def somebody(name: str) -> Person:
    person = person_named(name)
    assert person
    return person


def talk(world: World) -> None:
    """The operator asks at an answer and of the whole, the city replies, the county settles."""
    own = world.own["public_id"]
    for target in ("total_output:2025", ""):
        one = ask_at(own, target, f"{SIGN}对吗？", somebody("zhongning-park"))
    reply_in(own, one, f"{SIGN}对。", somebody("zhongwei"))
    settle_talk(own, one, somebody("zhongning"))


def look(world: World) -> None:
    """The city looks at an answer, and writes down what it is going to ask."""
    own, officer = world.own["public_id"], somebody("zhongwei")
    look_at(own, "total_output:2025", officer)
    ask_correction(own, "total_output:2025", f"{SIGN}偏小", "核对", officer)


DONE: list[tuple[Callable[[World], None], str]] = [
    *((talk, role) for role in ("region", *OTHERS)),
    *((look, role) for role in ("county", "operator", "region", *OTHERS)),
]


@pytest.mark.parametrize(("do", "role"), DONE, ids=[f"{do.__name__}-{r}" for do, r in DONE])
def test_others_read_the_same_as_before(
    world: World, do: Callable[[World], None], role: str
) -> None:
    with taken_back():
        at_the_city(world)
        before = everything(world, role)
        do(world)
        after = everything(world, role)
    assert len(before) > 30
    assert [address for address, was in before.items() if after[address] != was] == []


@pytest.mark.parametrize("role", ["county", "operator", "city"])
def test_those_who_talk_read_it(world: World, role: str) -> None:
    """So that the silence above is not that of a talk nobody sees."""
    with taken_back():
        talk(world)
        page = world.client(role).get(f"/a/{world.own['public_id']}/talks/").content.decode()
    assert page.count(SIGN) == 3


def test_city_reads_what_it_looked_at(world: World) -> None:
    with taken_back():
        at_the_city(world)
        before = everything(world, "city")
        look(world)
        after = everything(world, "city")
    assert [address for address, was in before.items() if after[address] != was] != []


def at_the_city(world: World) -> None:
    """中宁's application is submitted, and lies at its city."""
    own = Application.objects.get(public_id=world.own["public_id"])
    take_down(connection, GUARD)
    Application.objects.filter(pk=own.pk).update(
        stage="under_review", level="city", submitted=freeze(own.filing, SYSTEM)
    )
    put_up(connection, GUARD)
