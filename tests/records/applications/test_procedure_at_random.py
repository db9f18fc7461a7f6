"""Any order of moves, by anybody, with anything said, and writes past the actions: nothing leaves
the table, which an independent model tells."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.applications.procedure_model import MODEL, MOVES, PLACES, STEPS

from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.models import Application
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.applications.moving import make_move, propose_move
from jiqun.records.journal.actions import SYSTEM, Actor
from jiqun.records.journal.models import Event
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.roles import ROLES as ROLE_TABLE
from jiqun.records.organisations.roles import in_group
from jiqun.records.outbox.models import OutboxLine
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, refused
from proofs import times

pytestmark = pytest.mark.django_db

REASON = "这是一个不少于二十个字的理由，写给要看它的人看"
SAID = {
    "leading_industry": "枸杞",
    "niche": "枸杞",
    "niche_code": "1391",
    "ground": "不符合申报条件",
    "declaration_date": "2026-03-31",
    "deadline": "2030-03-31T18:00+08:00",
    "minutes": "厅长办公会纪要",
    "consent": "来函",
}
SAYS_NOTHING = {"thaw", "drop", "withdraw", "object", "decline", "unrecommend", "recall", "reopen"}
NEEDS_NOTHING = {"lapse", "pass", "reconfirm", "recommend", "send", "accept"} | {
    *("put_to_review", "close_review", "recognise")
}
# What is told from the state itself is asked in truth; all else holds or not by the throw of a die.
ASKED_IN_TRUTH = {"asked_once", "as_it_was", "decided_by_others"}
DECIDED = ("proposed/region", "cultivated/region", "declined/region")
ROLES = [*in_group("county", "operator", "city", "region", "expert", "sharing", "inspection")]


@dataclass
class Known:
    """What the model knows of an application."""

    place: str = "filling"
    recheck_of: str = ""
    proposed: tuple[str, str, str] | None = None  # by whom, move, outcome
    decided_by: str = ""
    announced: bool = False


@dataclass
class Luck:
    """Whether the conditions hold that others know of."""

    holds: bool = True


@pytest.fixture
def luck(monkeypatch: pytest.MonkeyPatch) -> Luck:
    thrown = Luck()
    for name in [*CONDITIONS]:
        if name not in ASKED_IN_TRUTH:
            monkeypatch.setitem(
                CONDITIONS, name, lambda _: ALLOWED if thrown.holds else refused("不成立")
            )
    return thrown


@pytest.fixture
def officials(
    world: World, person: Callable[..., Person], office: Callable[..., Office]
) -> dict[str, Person]:
    """Two people of each role where 中宁's application is theirs, and a head of another county."""
    county, operator = world.zhongning.county, world.zhongning.operator
    city = county.parent
    places = {"county": county, "operator": operator, "city": city, "region": city and city.parent}
    outside = office("宁夏大学", "institution")
    found = {"county_head-elsewhere": person("elsewhere", world.helan.county, "county_head")}
    for role in ROLES:
        place = places.get(ROLE_TABLE[role].group, outside)
        for name in (role.value, f"{role}-2"):
            found[name] = person(name, place, role.value)
    return found


@pytest.fixture
def many(world: World) -> list[Application]:
    now = timezone.now()
    found = [world.zhongning]
    for number in range(12):
        call = open_call(
            CallTerms("ningxia-2026", f"第{number}次", now, now + timedelta(hours=2)), SYSTEM
        )
        found.append(
            start_application(call, world.zhongning.county, SYSTEM, world.zhongning.operator)
        )
    return found


@pytest.mark.proof("moves")
def test_no_order_of_moves_leaves_the_table(
    many: list[Application], officials: dict[str, Person], luck: Luck
) -> None:
    rng = random.Random(20261130)
    known = {a.pk: Known() for a in many}
    made = refusals = by_sql = 0
    reached: set[str] = set()
    for _ in range(times("moves")):
        application = rng.choice(many)
        state = known[application.pk]
        if rng.random() < 0.15:
            by_sql += _write_past_the_actions(application, state, rng)
            continue
        if state.place in DECIDED and not state.announced and rng.random() < 0.5:
            Application.objects.filter(pk=application.pk).update(announced_at=timezone.now())
            state.announced = True
        luck.holds = rng.random() < 0.93
        move, outcome, name = _choice(state, rng, [*officials, "clock"])
        spoken = rng.random() < 0.95
        by: Actor = SYSTEM if name == "clock" else officials[name]
        proposing = rng.random() < (0.5 if move in ("accept", "refuse") else 0.02)
        wanted = _wanted(state, move, outcome, name, spoken, luck.holds, proposing)
        events, lines = Event.objects.count(), OutboxLine.objects.count()
        try:
            act(application.public_id, move, by, spoken, outcome, proposing)
        except (NotAllowedError, NotFound) as refusal:
            assert not wanted, (state, move, outcome, name, spoken, luck, proposing, refusal)
            assert (events, lines) == (Event.objects.count(), OutboxLine.objects.count())
            refusals += 1
        else:
            assert wanted, (state, move, outcome, name, spoken, luck, proposing)
            made += 1
            _follow(state, move, outcome, name, proposing)
            assert Event.objects.count() > events
        now = Application.objects.get(pk=application.pk)
        reached.add(str(now.place))
        assert (str(now.place), now.recheck_of) == (state.place, state.recheck_of)
        if _is_at_its_end(state):
            many.remove(application)
            many.append(_another(application))
            known[many[-1].pk] = Known()
    print(f"{made} made, {refusals} refused, {by_sql} past the actions, places {len(reached)}")
    assert made and refusals and by_sql


def act(public_id: str, move: str, by: Actor, spoken: bool, outcome: str, proposing: bool) -> None:
    reason, said = (REASON, SAID) if spoken else ("", {})
    if proposing:
        assert by is SYSTEM or isinstance(by, Person)
        if not isinstance(by, Person):
            raise NotFound
        propose_move(public_id, move, by, reason, said, outcome)
    else:
        make_move(public_id, move, by, reason, said, outcome)


def _choice(state: Known, rng: random.Random, names: list[str]) -> tuple[str, str, str]:
    """Mostly a move of the table by one of its people, else anything by anybody."""
    legal = [(m, o) for place, m, o in MODEL if place == state.place]
    if not legal or rng.random() < 0.25:
        return (*rng.choice(MOVES), rng.choice(names))
    move, outcome = rng.choice(legal)
    for _ in range(4):
        if move in ("withdraw", "drop", "thaw", "decline", "rectify", "lapse", "send_back"):
            move, outcome = rng.choice(legal)
    roles, *_ = MODEL[state.place, move, outcome]
    if rng.random() < 0.1:
        return move, outcome, rng.choice(names)
    role = rng.choice(roles)
    return move, outcome, role if role == "clock" or rng.random() < 0.5 else f"{role}-2"


def _wanted(
    state: Known, move: str, outcome: str, name: str, spoken: bool, holds: bool, proposing: bool
) -> bool:
    """Whether the model makes (or proposes) the move."""
    row = MODEL.get((state.place, move, outcome))
    role = name.removesuffix("-2")
    if row is None or name == "county_head-elsewhere":
        return False
    if role == "county_head" and state.place in DECIDED and not state.announced:
        return False  # the county knows of no decision yet
    roles, _, conditional = row
    two = len(roles) == 2
    wanted = roles[0] if proposing or not two else roles[1]
    if role != wanted or (proposing and name == "clock"):
        return False
    if two and not proposing:
        if state.proposed is None or state.proposed[1:] != (move, outcome):
            return False
    elif not spoken and move not in NEEDS_NOTHING:
        return False
    if move == "review_request":
        return holds and not state.recheck_of
    if move in ("uphold", "overturn"):
        return outcome == state.recheck_of and name != state.decided_by
    return holds or not conditional


def _follow(state: Known, move: str, outcome: str, name: str, proposing: bool) -> None:
    if proposing:
        state.proposed = (name, move, outcome)
        return
    if move == "review_request":
        state.recheck_of = state.place.partition("/")[0]
    if move in ("object", "decline", "refuse", "decide"):
        state.decided_by = name
    if move in ("overturn", "reopen"):
        state.announced = False
    state.proposed = None
    state.place = MODEL[state.place, move, outcome][1]


def _is_at_its_end(state: Known) -> bool:
    left = {move for place, move, _ in MODEL if place == state.place}
    return not left or (left == {"review_request"} and bool(state.recheck_of))


def _another(like: Application) -> Application:
    now = timezone.now()
    call = open_call(CallTerms("ningxia-2026", "又一次", now, now + timedelta(hours=2)), SYSTEM)
    return start_application(call, like.county, SYSTEM, like.operator)


class _UndoneError(Exception):
    """What was written is not to stay."""


def _write_past_the_actions(application: Application, state: Known, rng: random.Random) -> int:
    """Somebody writes a stage with no move, and it is as the model says whether the database takes
    it; what it takes is undone, because no move came with it."""
    to = rng.choice([*PLACES, "submitted", "under_review", "filling/city", "accepted/city"])
    stage, _, level = to.partition("/")
    wanted = to == state.place or (state.place, to) in STEPS
    if state.place.startswith("in_recheck") and to != state.place:
        ends = [
            end
            for (start, move, outcome), (_, end, _) in MODEL.items()
            if start == state.place and outcome == state.recheck_of
        ]
        wanted = to in ends
    sql = "UPDATE applications_application SET stage = %s, level = %s WHERE id = %s"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [stage, level, application.pk])
            raise _UndoneError
    except IntegrityError:
        assert not wanted, (state, to)
    except _UndoneError:
        assert wanted, (state, to)
    return 1
