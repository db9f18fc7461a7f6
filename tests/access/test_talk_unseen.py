"""Whatever is said between operator, county and city: what the region and everybody else who takes
no part reads stays the same to the last byte."""

from __future__ import annotations

import re

import pytest
from tests.access.routes import rows
from tests.access.test_stages import ALWAYS_OTHER
from tests.access.world import World, body, taken_back

from jiqun.records.applications.talking import ask_at, reply_in, settle_talk
from jiqun.records.organisations.queries import person_named

pytestmark = pytest.mark.django_db
SIGN = "CANARY-TALK"
# A person's own account is nobody's application, and gives out another token each time.
_OWN = ("account_", "mfa_")
ROWS = [
    row for row in rows() if row.told["GET"]["county"] != "405" and not row.route.startswith(_OWN)
]
_PRINTED_AT = re.compile(rb"<dd><time [^>]*>[^<]*</time>")


def everything(world: World, role: str) -> dict[str, bytes]:
    """By address what a role reads of 中宁's, without what differs between any two answers."""
    client = world.client(role)
    found = {}
    for row in ROWS:
        answer = client.get(row.address(world.own))
        status = str(answer.status_code).encode()
        found[row.address(world.own)] = status + _PRINTED_AT.sub(
            b"", ALWAYS_OTHER.sub(b"", body(answer))
        )
    return found


def talk(world: World) -> None:
    """The operator asks at an answer and of the whole, the city replies, the county settles."""
    park, county, city = map(person_named, ("zhongning-park", "zhongning", "zhongwei"))
    assert park and county and city
    own = world.own["public_id"]
    for target in ("total_output:2025", ""):
        one = ask_at(own, target, f"{SIGN}对吗？", park)
    reply_in(own, one, f"{SIGN}对。", city)
    settle_talk(own, one, county)


@pytest.mark.parametrize("role", ["region", "other_county", "other_operator", "other_city"])
def test_talk_changes_nothing_that_others_read(world: World, role: str) -> None:
    with taken_back():
        before = everything(world, role)
        talk(world)
        after = everything(world, role)
    assert len(before) > 30
    assert [address for address, was in before.items() if after[address] != was] == []


@pytest.mark.parametrize("role", ["county", "operator", "city"])
def test_those_who_take_part_read_it(world: World, role: str) -> None:
    """So that the silence above is not that of a talk nobody sees."""
    with taken_back():
        talk(world)
        client = world.client(role)
        page = client.get(f"/a/{world.own['public_id']}/talks/").content.decode()
    assert page.count(SIGN) == 3
