"""Anchors: they bind the ends of the chains that grew, and nothing where nothing grew."""

from __future__ import annotations

import json

import pytest

from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.journal.binding import anchor_to_keep, bind
from jiqun.records.journal.chain import START
from jiqun.records.journal.models import Anchor, Chain

pytestmark = pytest.mark.django_db


def say(*subjects: str) -> None:
    with writing():
        for subject in subjects:
            record("said", subject, SYSTEM)


def test_before_the_first_event_there_is_no_anchor() -> None:
    assert bind() is None
    assert anchor_to_keep() == f"A0:{START}"


def test_anchor_names_the_ends_of_the_chains_that_grew() -> None:
    say("filing:1", "filing:2", "filing:1")
    first = bind()
    assert first
    assert json.loads(first.ends) == {c.subject: str(c) for c in Chain.objects.all()}
    say("filing:2")
    second = bind()
    assert second
    assert second.previous == first.digest
    assert json.loads(second.ends) == {"filing:2": str(Chain.objects.get(subject="filing:2"))}
    assert anchor_to_keep() == f"A2:{second.digest}"


def test_where_nothing_grew_there_is_no_new_anchor() -> None:
    say("filing:1")
    assert bind() == bind()
    assert Anchor.objects.count() == 1
