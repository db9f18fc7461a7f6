"""待我办理: what waits for whom, for which move, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.applications.procedure_model import PLACES

from jiqun.records.applications.models import GUARD, Application, Call, Proposal
from jiqun.records.applications.waiting import AWAITED, has_a_queue, waiting_for
from jiqun.records.organisations.models import Person
from jiqun.records.procedure import Place
from jiqun.records.triggers import take_down

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def lies(application: Application, place: str, days: int = 0, due: int | None = None) -> None:
    """It lies in a place since some days, and is due in some."""
    take_down(connection, GUARD)
    stage, _, level = place.partition("/")
    Application.objects.filter(pk=application.pk).update(
        stage=stage,
        level=level,
        moved_at=NOW - timedelta(days=days),
        due_at=None if due is None else NOW + timedelta(days=due),
    )


def moves(world: World, name: str) -> list[tuple[str, str]]:
    return [(one.county, one.move) for one in waiting_for(world.people[name], NOW)]


def test_what_lies_at_a_city_waits_for_its_officer_and_for_no_other(world: World) -> None:
    assert moves(world, "zhongwei") == []
    lies(world.zhongning, "under_review/city", days=3)
    (one,) = waiting_for(world.people["zhongwei"], NOW)
    assert (one.id, one.move, one.days) == (world.zhongning.public_id, "recommend", 3)
    assert (one.county, one.stage, one.confirms) == ("中宁县工信局", "审核中（市级）", False)
    for name in ("yinchuan", "ningxia", "zhongning", "park", "admin", "nobody"):
        assert moves(world, name) == [], name


def test_most_urgent_is_first(world: World) -> None:
    Call.objects.update(city_close=NOW + timedelta(days=9))
    lies(world.zhongning, "under_review/city", days=1)
    lies(world.haiyuan, "to_reconfirm/region", due=2)
    assert moves(world, "zhongwei") == [
        ("海原县工信局", "reconfirm"),
        ("中宁县工信局", "recommend"),
    ]
    lies(world.zhongning, "accepted/region", days=1)
    lies(world.haiyuan, "accepted/region", days=5)
    assert [county for county, _ in moves(world, "ningxia")] == ["海原县工信局", "中宁县工信局"]


def test_close_for_cities_is_when_it_is_due_there(world: World) -> None:
    close = (NOW + timedelta(days=9)).replace(second=0, microsecond=0)
    Call.objects.update(city_close=close)
    lies(world.zhongning, "recommended/city")
    (one,) = waiting_for(world.people["zhongwei"], NOW)
    assert (one.move, one.due) == ("send", close)


@pytest.mark.parametrize("place", PLACES)
def test_it_waits_for_who_makes_the_move_by_which_it_goes_on(world: World, place: str) -> None:
    lies(world.zhongning, place)
    at = Place.of(place)
    for name, person in world.people.items():
        roles = {post.role for post in person.posts}
        wanted = {
            move.id for move in AWAITED for row in move.rows if at in row.starts and row.who & roles
        }
        mine = wanted if name in ("zhongwei", "ningxia") else set()
        assert {one.move for one in waiting_for(person, NOW)} == mine, name


def test_move_of_two_people_waits_for_the_second_once_the_first_proposed_it(
    world: World, person: Callable[..., Person]
) -> None:
    officer = world.people["ningxia"]
    second = person("fuhe", officer.posts[0].office, "second_officer")
    lies(world.zhongning, "under_review/region")
    assert moves(world, "ningxia") == [("中宁县工信局", "accept")]
    assert waiting_for(second, NOW) == []
    Proposal.objects.create(application=world.zhongning, move="refuse", by=officer, at=NOW)
    assert moves(world, "ningxia") == []
    (one,) = waiting_for(second, NOW)
    assert (one.move, one.confirms) == ("refuse", True)


def test_city_cannot_tell_what_was_decided(world: World) -> None:
    found = set()
    for stage in ("to_decide", "proposed", "cultivated", "declined"):
        lies(world.zhongning, f"{stage}/region")
        found.add(tuple(waiting_for(world.people["zhongwei"], NOW)))
    assert found == {()}


def test_queue_is_for_officers_of_city_and_region(world: World) -> None:
    having = {name for name, person in world.people.items() if has_a_queue(person)}
    assert having == {"zhongwei", "yinchuan", "ningxia"}


def test_number_of_queries_stays_as_more_waits(world: World) -> None:
    lies(world.zhongning, "under_review/region")
    person = Person.objects.get(pk=world.people["ningxia"].pk)
    with CaptureQueriesContext(connection) as few:
        assert len(waiting_for(person, NOW)) == 1
    lies(world.haiyuan, "under_review/region")
    lies(world.helan, "under_review/region")
    person = Person.objects.get(pk=person.pk)
    with CaptureQueriesContext(connection) as more:
        assert len(waiting_for(person, NOW)) == 3
    assert len(more) == len(few)
