"""Moves of applications: by the table alone, for whom it names, with version, event and reason."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from tests.records.applications.conftest import World

from jiqun.records.applications.actions import editing, open_call, start_application
from jiqun.records.applications.models import Application, Call
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.applications.moving import make_move, moves_for, version_in_force
from jiqun.records.applications.stages import PROCEDURE
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.event_kinds import EVENT_KINDS
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Person
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound
from proofs import times

pytestmark = pytest.mark.django_db

SAID = {"leading_industry": "枸杞精深加工", "niche": "枸杞", "niche_code": "1391"}
REASON = "数据有误"
# The table once more, in other words: who is not named here moves nothing.
MODEL = {
    ("filling", "freeze"): "ready_to_seal",
    ("filling", "drop"): "dropped",
    ("ready_to_seal", "thaw"): "filling",
    ("ready_to_seal", "drop"): "dropped",
}
HEADS = {"zhongning": "zhongning", "haiyuan": "haiyuan", "helan": "helan"}


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked of the form holds; test_move_conditions.py is about that."""
    monkeypatch.setitem(CONDITIONS, "ready_to_freeze", lambda application: ALLOWED)  # type: ignore[arg-type]


def stage_of(application: Application) -> str:
    return Application.objects.get(pk=application.pk).stage


def test_frozen_form_is_kept_as_a_version_and_nobody_fills_it_in(
    world: World, filled: None
) -> None:
    own, head = world.zhongning, world.people["zhongning"]
    moved = make_move(own.public_id, "freeze", head, said=SAID)
    assert moved.stage == stage_of(own) == "ready_to_seal"
    version = version_in_force(own)
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
    first = version_in_force(own)
    make_move(own.public_id, "thaw", head, reason=REASON)
    assert version_in_force(own) is None and stage_of(own) == "filling"
    with editing(own.public_id, head):
        pass
    make_move(own.public_id, "freeze", head, said=SAID)
    second = version_in_force(own)
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
    offered = {move.id: verdict for move, verdict in moves_for(head, world.zhongning)}
    assert list(offered) == ["freeze", "drop"]
    assert "未填" in offered["freeze"].reason and offered["drop"]


def test_table_is_whole() -> None:
    """Every event has its words, every condition is there, every stage that is edited has editors
    who see the application."""
    moves = PROCEDURE.moves.values()
    assert {move.event for move in moves} <= set(EVENT_KINDS)
    assert {name for move in moves for name in move.needs} == set(CONDITIONS)
    assert {(s, m.id): m.to for m in moves for s in m.starts} == MODEL


@pytest.fixture
def many(world: World) -> list[Application]:
    """Applications of three counties to several calls."""
    now = timezone.now()
    counties = [world.zhongning.county, world.haiyuan.county, world.helan.county]
    found = [world.zhongning, world.haiyuan, world.helan]
    for number in range(20):
        call: Call = open_call(
            "ningxia-2026", f"第{number}次申报", now, now + timedelta(hours=2), SYSTEM
        )
        found += [start_application(call, county, SYSTEM) for county in counties]
    return found


@pytest.mark.proof("moves")
def test_no_order_of_moves_leaves_the_table(
    world: World, many: list[Application], filled: None
) -> None:
    rng = random.Random(20261129)
    stages = {application.pk: "filling" for application in many}
    owner = {a.pk: a.county.name for a in many}
    made = refused = 0
    for _ in range(times("moves")):
        application = rng.choice(many)
        if rng.random() < 0.2:
            refused += not _by_sql(application, stages, rng)
            continue
        name, move = rng.choice(list(world.people)), rng.choice(["freeze", "thaw", "drop"])
        if rng.random() < 0.6:
            name = next(n for n in HEADS if world.people[n].office_name == owner[application.pk])
        if move == "drop" and rng.random() < 0.9:
            continue
        reason, said = rng.choice([REASON, REASON, "", "短"]), rng.choice([SAID, SAID, {}])
        is_head = name in HEADS and world.people[name].office_name == owner[application.pk]
        given = said == SAID if move == "freeze" else reason == REASON
        wanted = MODEL.get((stages[application.pk], move)) if is_head and given else None
        try:
            make_move(application.public_id, move, world.people[name], reason, said)
        except (NotAllowedError, NotFound):
            assert wanted is None, (name, move, stages[application.pk])
            refused += 1
        else:
            assert wanted is not None, (name, move, stages[application.pk])
            stages[application.pk] = wanted
            made += 1
        assert stage_of(application) == stages[application.pk]
    assert made and refused
    assert dict(Application.objects.values_list("pk", "stage")) == stages


def _by_sql(application: Application, stages: dict[int, str], rng: random.Random) -> bool:
    """Somebody writes a stage with no move; whether the database took it."""
    to, now = rng.choice([*PROCEDURE.stages, "submitted"]), stages[application.pk]
    wanted = to == now or to in {end for (start, _), end in MODEL.items() if start == now}
    sql = "UPDATE applications_application SET stage = %s WHERE id = %s"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [to, application.pk])
    except IntegrityError:
        assert not wanted, (now, to)
        return False
    assert wanted, (now, to)
    stages[application.pk] = to
    return True


def test_application_begins_in_the_first_stage(world: World) -> None:
    own = Application.objects.get(pk=world.zhongning.pk)
    own.pk, own.public_id, own.stage = None, "f" * 32, "ready_to_seal"
    with pytest.raises(IntegrityError), transaction.atomic():
        own.save(force_insert=True)
