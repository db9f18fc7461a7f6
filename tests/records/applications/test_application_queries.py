"""What each person gets to read of applications."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.records.applications.conftest import World
from tests.records.applications.test_rules import SEES, WHOSE

from jiqun.engine import cell
from jiqun.records.applications.deadlines import closes_at
from jiqun.records.applications.queries import (
    application_for,
    applications_for,
    open_calls,
    summary,
)
from jiqun.records.filings.actions import Change, save_answers
from jiqun.records.verdict import NotFound

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", SEES)
def test_each_person_gets_what_they_may_see_and_the_rest_is_not_found(
    world: World, who: str
) -> None:
    person = world.people[who]
    assert {a.pk for a in applications_for(person)} == {
        getattr(world, whose).pk for whose in SEES[who]
    }
    for whose in WHOSE:
        application = getattr(world, whose)
        if whose in SEES[who]:
            assert application_for(person, application.public_id) == application
        else:
            with pytest.raises(NotFound):
                application_for(person, application.public_id)


def test_foreign_and_random_ids_are_not_found_alike(world: World) -> None:
    person = world.people["zhongning"]
    told = []
    for public_id in (world.helan.public_id, uuid4().hex, "", "1", str(world.helan.pk), "\x00"):
        with pytest.raises(NotFound) as missing:
            application_for(person, public_id)
        told.append((type(missing.value), missing.value.args, str(missing.value)))
    assert len(set(told)) == 1
    assert issubclass(NotFound, ObjectDoesNotExist)


def test_public_ids_are_random(world: World) -> None:
    ids = {getattr(world, whose).public_id for whose in WHOSE} | {world.call.public_id}
    assert len(ids) == 4 and all(len(i) == 32 for i in ids)


def test_summary_tells_how_far_and_who_was_last(world: World) -> None:
    own = world.zhongning
    save_answers(own.filing, [Change(cell("operator"), "甲", 0)], world.people["park"])
    told = summary(own, closes_at(world.zhongning))
    assert [p.state for p in told.parts[:3]] == ["empty", "filling", "empty"]
    assert told.progress.filled == 1 and told.gaps == 0
    assert told.left.total_seconds() == 0
    assert told.last is not None
    assert (told.last.kind, told.last.topic, told.last.office) == (
        "answer_changed",
        "operator",
        "中宁园区",
    )


def test_open_calls_are_those_before_their_last_minute_ends(world: World) -> None:
    assert open_calls(world.zhongning.county) == [world.call]
    assert open_calls(world.zhongning.county, closes_at(world.zhongning)) == []


def test_list_asks_the_database_once_however_long(world: World) -> None:
    person = world.people["ningxia"]
    applications_for(person)
    with CaptureQueriesContext(connection) as asked:
        for application in applications_for(person):
            assert application.county.parent and application.call and application.filing
    assert len(asked) == 1
