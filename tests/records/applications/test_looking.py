"""核对: an office marks what it looked at; what changed since is to be looked at again; nobody else
knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.applications.procedure_model import PLACES
from tests.records.applications.test_correcting import (
    DATED,
    OUTPUT,
    SAID,
    filled,
    now_of,
    save,
    scanned,
    until,
)

from jiqun.engine import cell
from jiqun.records.applications.actions import editing
from jiqun.records.applications.correcting import answer_request, ask_correction
from jiqun.records.applications.looking import can_look, look_at, looks_of, take_look_back
from jiqun.records.applications.models import GUARD, AnswerLook, Application
from jiqun.records.applications.moving import make_move
from jiqun.records.applications.requests_made import rounds_of, values_before
from jiqun.records.filings.actions import Change, save_held
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import events_of
from jiqun.records.journal.verifying import verify
from jiqun.records.organisations.models import Person
from jiqun.records.triggers import take_down
from jiqun.records.verdict import NotAllowedError, NotFound

pytestmark = pytest.mark.django_db
NAME = cell("cluster_name")
filled = filled  # an autouse fixture: what is asked of the form holds


@pytest.fixture
def submitted(world: World) -> Application:
    """An application with two answers, at its city."""
    own, head = world.zhongning, world.people["zhongning"]
    save(own, world, NAME, "中宁枸杞产业集群")
    save(own, world, OUTPUT, "121.81")
    make_move(own.public_id, "freeze", head, said=SAID)
    scanned(own, head)
    make_move(own.public_id, "submit", head, said=DATED)
    return now_of(own)


def left(world: World, application: Application, who: str = "zhongwei") -> list[str]:
    looks = looks_of(world.people[who], now_of(application))
    assert looks
    return [str(at) for at in looks.left]


def corrected(world: World, submitted: Application) -> Application:
    """Returned for the output, corrected and submitted again."""
    own, head, officer = submitted.public_id, world.people["zhongning"], world.people["zhongwei"]
    ask_correction(own, str(OUTPUT), "与统计不符", "按统计局数改", officer)
    make_move(own, "send_back", officer, said=until(timedelta(minutes=30)))
    with_round = now_of(submitted)
    with editing(own, head) as held:
        save_held(held.filing, [Change(OUTPUT, "120.00", 1)], head)
    (request,) = rounds_of(with_round)[0].requests.all()
    answer_request(own, request.public_id, "已改", head)
    make_move(own, "freeze", head, said=SAID)
    scanned(with_round, head)
    make_move(own, "resubmit", head, said=DATED)
    return now_of(submitted)


def test_office_marks_what_it_looked_at_and_may_take_it_back(
    world: World, submitted: Application
) -> None:
    own, officer = submitted.public_id, world.people["zhongwei"]
    assert left(world, submitted) == [str(NAME), str(OUTPUT)]
    looks = look_at(own, str(OUTPUT), officer)
    assert looks.left == (NAME,) and looks.done[OUTPUT].person == "zhongwei经办人"
    look_at(own, str(NAME), officer)
    assert left(world, submitted) == []
    assert take_look_back(own, str(NAME), officer).left == (NAME,)
    take_look_back(own, str(NAME), officer)
    kinds = Event.objects.filter(kind__contains="look").values_list("kind", flat=True)
    assert list(kinds) == ["answer_looked_at"] * 2 + ["answer_look_taken_back"]
    assert verify() == []


def test_colleagues_look_for_one_office(
    world: World, submitted: Application, person: Callable[..., Person]
) -> None:
    officer = world.people["zhongwei"]
    colleague = person("zhongwei-2", officer.posts[0].office, "city_officer")
    look_at(submitted.public_id, str(OUTPUT), officer)
    assert left(world, submitted) == [str(NAME)]
    looks = looks_of(colleague, submitted)
    assert looks and looks.left == (NAME,)
    again = look_at(submitted.public_id, str(OUTPUT), colleague)
    assert again.done[OUTPUT].person == "zhongwei-2经办人"
    assert AnswerLook.objects.count() == 1


def test_what_a_correction_changed_is_to_be_looked_at_again_and_the_rest_is_not(
    world: World, submitted: Application
) -> None:
    officer = world.people["zhongwei"]
    for at in (NAME, OUTPUT):
        look_at(submitted.public_id, str(at), officer)
    application = corrected(world, submitted)
    assert left(world, application) == [str(OUTPUT)]
    assert values_before(application) == {OUTPUT: "121.81"}
    look_at(application.public_id, str(OUTPUT), officer)
    assert left(world, application) == []


def test_draft_of_a_correction_that_came_too_late_is_told_from_what_was_submitted(
    world: World, submitted: Application
) -> None:
    own, head, officer = submitted.public_id, world.people["zhongning"], world.people["zhongwei"]
    ask_correction(own, str(OUTPUT), "与统计不符", "按统计局数改", officer)
    make_move(own, "send_back", officer, said=until(timedelta(minutes=30)))
    with editing(own, head) as held:
        save_held(held.filing, [Change(OUTPUT, "120.00", 1)], head)
    assert values_before(now_of(submitted)) == {}
    make_move(own, "lapse", SYSTEM, at=timezone.now() + timedelta(minutes=31))
    assert values_before(now_of(submitted)) == {OUTPUT: "121.81"}


def test_before_the_first_correction_there_is_no_value_before(submitted: Application) -> None:
    assert values_before(submitted) == {}


@pytest.mark.parametrize("place", PLACES)
def test_it_is_looked_at_where_it_lies_with_an_office_and_by_that_office_alone(
    world: World, submitted: Application, place: str
) -> None:
    take_down(connection, GUARD)
    stage, _, level = place.partition("/")
    Application.objects.filter(pk=submitted.pk).update(stage=stage, level=level)
    application = now_of(submitted)
    looking = {name for name, one in world.people.items() if can_look(one, application)}
    city = place in ("under_review/city", "recommended/city", "to_reconfirm/region")
    region = place in (
        "under_review/region",
        "accepted/region",
        "in_expert_review/region",
        "to_decide/region",
    )
    assert looking == ({"zhongwei"} if city else {"ningxia"} if region else set())
    for name, one in world.people.items():
        assert (looks_of(one, application) is not None) is (name in looking)


def test_nothing_is_looked_at_before_it_was_submitted(world: World) -> None:
    assert not can_look(world.people["zhongwei"], world.zhongning)
    with pytest.raises(NotAllowedError, match="现在是“填报中”，不由您的单位核对"):
        look_at(world.zhongning.public_id, str(OUTPUT), world.people["zhongwei"])


@pytest.mark.parametrize("name", ["zhongning", "park", "haiyuan", "yinchuan", "admin", "nobody"])
def test_for_anybody_else_there_is_no_such_thing(
    world: World, submitted: Application, name: str
) -> None:
    for act in (look_at, take_look_back):
        with pytest.raises(NotFound):
            act(submitted.public_id, str(OUTPUT), world.people[name])
    assert not AnswerLook.objects.exists()


@pytest.mark.parametrize("target", ["", "no_such", "total_output:2024", "operator"])
def test_only_answers_that_are_given_are_looked_at(
    world: World, submitted: Application, target: str
) -> None:
    with pytest.raises(NotFound):
        look_at(submitted.public_id, target, world.people["zhongwei"])


def test_region_begins_anew_and_sees_nothing_of_what_the_city_looked_at(
    world: World, submitted: Application
) -> None:
    look_at(submitted.public_id, str(OUTPUT), world.people["zhongwei"])
    take_down(connection, GUARD)
    Application.objects.filter(pk=submitted.pk).update(stage="under_review", level="region")
    assert left(world, submitted, "ningxia") == [str(NAME), str(OUTPUT)]
    assert looks_of(world.people["zhongwei"], now_of(submitted)) is None


def test_application_and_filing_are_left_as_they_were(world: World, submitted: Application) -> None:
    def state() -> tuple[object, ...]:
        now = now_of(submitted)
        subjects = (now.subject, now.filing.subject)
        counts = tuple(events_of(subject).count() for subject in subjects)
        return now.filing.revision, now.filing.mark, now.moved_at, counts

    before = state()
    look_at(submitted.public_id, str(OUTPUT), world.people["zhongwei"])
    assert state() == before
