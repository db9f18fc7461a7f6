"""Moves of applications: by the table alone, for whom it names, with version, event and reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from tests.records.applications.conftest import World
from tests.records.applications.procedure_model import MODEL

from jiqun.records.applications.actions import editing
from jiqun.records.applications.models import Application
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.moving import make_move, moves_for
from jiqun.records.journal.event_kinds import EVENT_KINDS
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Person
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound
from jiqun.records.versions.queries import version_in_force

pytestmark = pytest.mark.django_db

SAID = {"leading_industry": "枸杞精深加工", "niche": "枸杞", "niche_code": "1391"}
REASON = "数据有误"


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked of the form holds; test_move_conditions.py is about that."""
    monkeypatch.setitem(CONDITIONS, "ready_to_freeze", lambda attempt: ALLOWED)  # type: ignore[arg-type]


def stage_of(application: Application) -> str:
    return Application.objects.get(pk=application.pk).stage


def test_frozen_form_is_kept_as_a_version_and_nobody_fills_it_in(
    world: World, filled: None
) -> None:
    own, head = world.zhongning, world.people["zhongning"]
    moved = make_move(own.public_id, "freeze", head, said=SAID)
    assert moved.stage == stage_of(own) == "ready_to_seal"
    version = version_in_force(own.filing)
    assert version and version.number == 1
    event = events_of(own.subject).last()
    assert event and event.kind == "application_frozen"
    told = details_of(event)
    assert (told["from"], told["to"], told["version"]) == ("filling", "ready_to_seal", "1")
    for name in ("zhongning", "park"):
        with (
            pytest.raises(NotAllowedError, match="待盖章"),
            editing(own.public_id, world.people[name]),
        ):
            pass


def test_thawed_version_does_not_count_and_the_next_one_has_the_next_number(
    world: World, filled: None
) -> None:
    own, head = world.zhongning, world.people["zhongning"]
    make_move(own.public_id, "freeze", head, said=SAID)
    first = version_in_force(own.filing)
    make_move(own.public_id, "thaw", head, reason=REASON)
    assert version_in_force(own.filing) is None and stage_of(own) == "filling"
    with editing(own.public_id, head):
        pass
    make_move(own.public_id, "freeze", head, said=SAID)
    second = version_in_force(own.filing)
    assert first and second and (first.number, second.number) == (1, 2)
    first.refresh_from_db()
    assert first.voided_at is not None
    thawed = Event.objects.get(kind="application_thawed")
    assert details_of(thawed)["reason"] == REASON


@pytest.mark.parametrize(
    ("move", "said", "reason", "words"),
    [
        ("freeze", {}, "", "请填写主导产业"),
        ("freeze", {**SAID, "niche": "字" * 31}, "", "请填写细分领域，不超过 30 个字"),
        ("drop", {}, "无", "请写明作废的理由，不少于 4 个字"),
        ("thaw", {}, REASON, "现在是“填报中”，不能取消定稿"),
    ],
)
def test_move_that_is_refused_says_why_and_changes_nothing(
    world: World, filled: None, move: str, said: dict[str, str], reason: str, words: str
) -> None:
    before = Event.objects.count()
    with pytest.raises(NotAllowedError, match=words):
        make_move(world.zhongning.public_id, move, world.people["zhongning"], reason, said)
    assert (stage_of(world.zhongning), Event.objects.count()) == ("filling", before)


def test_operator_and_those_above_move_nothing_and_others_do_not_see_it(
    world: World, filled: None
) -> None:
    for name in ("park", "zhongwei", "ningxia"):
        with pytest.raises(NotAllowedError, match="不由您的岗位办理"):
            make_move(world.zhongning.public_id, "freeze", world.people[name], said=SAID)
        assert moves_for(world.people[name], world.zhongning) == []
    for name in ("haiyuan", "farm", "yinchuan", "admin", "nobody"):
        with pytest.raises(NotFound):
            make_move(world.zhongning.public_id, "freeze", world.people[name], said=SAID)


def test_clerk_of_the_county_fills_in_and_moves_nothing(
    world: World, person: Callable[..., Person], filled: None
) -> None:
    clerk = person("zhongning-2", world.zhongning.county, "county_clerk")
    with editing(world.zhongning.public_id, clerk):
        pass
    with pytest.raises(NotAllowedError, match="不由您的岗位办理"):
        make_move(world.zhongning.public_id, "drop", clerk, REASON)


def test_form_with_mistakes_is_not_frozen_and_the_move_is_offered_with_the_reason(
    world: World,
) -> None:
    head = world.people["zhongning"]
    with pytest.raises(NotAllowedError, match=r"还有\d+ 处未填.*不能定稿"):
        make_move(world.zhongning.public_id, "freeze", head, said=SAID)
    offered = {move.id: verdict for move, _, verdict in moves_for(head, world.zhongning)}
    assert list(offered) == ["freeze", "drop"]
    assert "未填" in offered["freeze"].reason and offered["drop"]


def test_table_is_whole() -> None:
    """It is that of the model; every event has its words, every condition is known by its name."""
    moves = PROCEDURE.moves.values()
    assert {move.event for move in moves} <= set(EVENT_KINDS)
    assert {name for m in moves for row in m.rows for name in row.needs} == set(CONDITIONS)
    assert {
        (str(start), m.id, row.outcome): (
            [*row.who, *row.second],
            str(row.to or start),
            bool(row.needs),
        )
        for m in moves
        for row in m.rows
        for start in row.starts
    } == MODEL


def test_application_begins_in_the_first_stage(world: World) -> None:
    own = Application.objects.get(pk=world.zhongning.pk)
    own.pk, own.public_id, own.stage = None, "f" * 32, "ready_to_seal"
    with pytest.raises(IntegrityError), transaction.atomic():
        own.save(force_insert=True)


def test_second_application_of_a_county_has_another_ordinal(world: World) -> None:
    own = Application.objects.get(pk=world.zhongning.pk)
    own.pk, own.public_id = None, "f" * 32
    with pytest.raises(IntegrityError), transaction.atomic():
        own.save(force_insert=True)
