"""What a person who fills in an application is told to know."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from tests.records.applications.conftest import World

from jiqun.demo.pdf_page import page
from jiqun.engine import cell
from jiqun.records.applications.deadlines import closes_at, due_of
from jiqun.records.applications.models import Call
from jiqun.records.applications.notices import NEAR, Changed, Closing, Notice, notices
from jiqun.records.evidence.actions import add_piece
from jiqun.records.filings.actions import Change, save_answers
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(world: World) -> World:
    """The world with a call that closes in a month."""
    deadline = world.call.county_close + timedelta(days=30)
    Call.objects.update(county_close=deadline)
    world.call.county_close = deadline
    return world


def log_in(person: Person) -> None:
    with writing():
        record("logged_in", f"person:{person.pk}", person, "session")


def change(world: World, who: str, field: str, value: object, revision: int = 0) -> None:
    save_answers(world.zhongning.filing, [Change(cell(field), value, revision)], world.people[who])


def test_near_deadline_is_told_from_seven_days_before_to_its_end(world: World) -> None:
    due = due_of(world.zhongning)
    assert due
    closing, county = due.ends_at, world.people["zhongning"]
    moment = timedelta(microseconds=1)
    assert notices(county, closing - NEAR) == []
    assert notices(county, closing - NEAR + moment) == [Closing(world.zhongning, due)]
    assert notices(county, closing - moment) == [Closing(world.zhongning, due)]
    assert notices(county, closing) == []


@pytest.mark.parametrize("who", ["zhongwei", "ningxia", "admin", "nobody"])
def test_who_only_looks_on_is_told_nothing(world: World, who: str) -> None:
    person = world.people[who]
    log_in(person)
    change(world, "zhongning", "operator", "甲")
    log_in(person)
    assert notices(person, closes_at(world.zhongning) - timedelta(days=1)) == []


def test_changes_of_others_since_the_login_before_are_told_person_by_person(world: World) -> None:
    county, park = world.people["zhongning"], world.people["park"]
    change(world, "park", "cluster_name", "早先的名称")
    log_in(county)
    change(world, "park", "operator", "甲")
    change(world, "park", "operator", "乙", 1)
    change(world, "park", "area_km2", "3")
    change(world, "zhongning", "county_contact", "自己")
    file = BytesIO(page(["证明"]))
    add_piece(world.zhongning.filing, "证明.pdf", file, "authority", [], park)
    log_in(county)
    (told,) = notices(county)
    assert isinstance(told, Changed)
    assert (told.person, told.answers, told.pieces) == (park.full_name, 2, 1)
    assert told.application == world.zhongning
    (other,) = [one for one in _twice(world, "park") if isinstance(one, Changed)]
    assert (other.person, other.answers) == (county.full_name, 1)
    assert _twice(world, "haiyuan") == []


def test_first_login_is_told_of_no_changes(world: World) -> None:
    change(world, "park", "operator", "甲")
    log_in(world.people["zhongning"])
    assert notices(world.people["zhongning"]) == []


def _twice(world: World, who: str) -> list[Notice]:
    """The notices of somebody who logged in before all and again now."""
    person = world.people[who]
    log_in(person)
    if who == "park":
        change(world, "zhongning", "county_phone", "0955-1234567")
    log_in(person)
    return notices(person)
