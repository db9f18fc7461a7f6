"""What was decided is not to be told by anything a county, its operator or its city can read before
it is announced: every page answers the same bytes for every outcome."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from tests.access.world import World, body, taken_back

from jiqun.records.applications.models import GUARD, Application
from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.triggers import put_up, take_down

pytestmark = pytest.mark.django_db

PLACES = ("", "procedure/", "part/9/", "history/", "checks/", "evidence/", "paper/")
OUTCOMES = ("proposed", "cultivated", "declined", "to_decide")
# What differs between any two answers: the token against forged forms, and the clock.
_ALWAYS_OTHER = re.compile(
    (
        r'(name="csrfmiddlewaretoken" value|data-token|nonce|data-now)="[^"]*"'
        r"|服务器时间 <time.*?</time>"
    ).encode()
)


@pytest.mark.parametrize("role", ["county", "operator", "city", "region"])
def test_only_the_region_can_tell_what_was_decided(world: World, role: str) -> None:
    with taken_back():
        take_down(connection, GUARD)
        own = Application.objects.get(public_id=world.own["public_id"])
        with writing():
            record("application_decided", own.subject, SYSTEM)
        seen = {outcome: _everything(world, role, own, outcome) for outcome in OUTCOMES}
        put_up(connection, GUARD)
    told_apart = len(set(seen.values()))
    assert told_apart == (len(OUTCOMES) if role == "region" else 1), role
    if role != "region":
        assert "待审定".encode() in seen["declined"]


def test_withdrawing_is_refused_in_the_same_words_for_every_outcome(world: World) -> None:
    with taken_back():
        take_down(connection, GUARD)
        own = Application.objects.get(public_id=world.own["public_id"])
        said = set()
        for outcome in OUTCOMES[:3]:
            Application.objects.filter(pk=own.pk).update(stage=outcome, level="region")
            form = {"move": "withdraw", "reason": "今年不再申报了"}
            client = world.client("county")
            answer = client.post(f"/a/{own.public_id}/procedure/act/", form, follow=True)
            said.add(re.search("审定正在进行[^<]*", body(answer).decode()).group())  # type: ignore[union-attr]
        put_up(connection, GUARD)
    assert said == {"审定正在进行，公示以前不能撤回。"}


def test_announced_decision_is_read_by_the_county(world: World) -> None:
    with taken_back():
        take_down(connection, GUARD)
        own = Application.objects.get(public_id=world.own["public_id"])
        Application.objects.filter(pk=own.pk).update(
            stage="declined", level="region", announced_at=own.created_at
        )
        client = world.client("county")
        page = body(client.get(f"/a/{own.public_id}/procedure/")).decode()
        put_up(connection, GUARD)
    assert "不予认定" in page and "待审定" not in page


def _everything(world: World, role: str, own: Application, outcome: str) -> bytes:
    """All that a role reads of an application that was decided so, without what always
    differs."""
    Application.objects.filter(pk=own.pk).update(stage=outcome, level="region")
    client = world.client(role)
    pages = [body(client.get("/")), body(client.get("/notices/"))]
    for place in PLACES:
        answer = client.get(f"/a/{own.public_id}/{place}")
        pages.append(answer.headers.get("Location", "").encode() + body(answer))
    return _ALWAYS_OTHER.sub(b"", b"\n".join(pages))
