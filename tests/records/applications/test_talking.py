"""Talk at an answer: who says and reads it, when, who is told what, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.applications.procedure_model import PLACES

from jiqun.engine import NOWHERE, Address, UnusableInput, cell
from jiqun.records.applications.actions import editing
from jiqun.records.applications.models import GUARD, Application
from jiqun.records.applications.stages import DECIDED, ENDED
from jiqun.records.applications.talking import (
    ask_at,
    can_read_talk,
    can_talk,
    reopen_talk,
    reply_in,
    settle_talk,
)
from jiqun.records.filings.actions import Change, save_held
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import events_of
from jiqun.records.journal.verifying import verify
from jiqun.records.outbox.queries import told_to
from jiqun.records.talks.models import TalkRow
from jiqun.records.talks.queries import talk_places, talks_at, talks_of
from jiqun.records.triggers import take_down
from jiqun.records.verdict import NotAllowedError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
OUTPUT = cell("total_output", "2025")
STANDARDS = Address(list="standards")


def now_of(application: Application) -> Application:
    return Application.objects.select_related("filing", "call", "county").get(pk=application.pk)


def asked(world: World, who: str = "park", target: str = "total_output:2025") -> str:
    return ask_at(world.zhongning.public_id, target, "含代加工吗？", world.people[who])


def moved(world: World, stage: str, level: str, **more: object) -> None:
    """Put it where no move leads at once."""
    take_down(connection, GUARD)
    Application.objects.filter(pk=world.zhongning.pk).update(stage=stage, level=level, **more)


def kinds() -> list[str]:
    return list(Event.objects.filter(kind__startswith="talk_").values_list("kind", flat=True))


def put(world: World, rows: list[dict[str, str]], revision: int) -> None:
    head = world.people["zhongning"]
    with editing(world.zhongning.public_id, head) as held:
        save_held(held.filing, [Change(STANDARDS, rows, revision)], head)


def test_operator_asks_county_answers_and_settles_and_it_can_be_opened_again(world: World) -> None:
    own, filing = world.zhongning.public_id, world.zhongning.filing
    talk = asked(world)
    reply_in(own, talk, "不含。", world.people["zhongning"])
    (found,) = talks_at(filing, OUTPUT)
    assert [(one.office, one.person, one.text) for one in found.entries] == [
        ("中宁园区", "park经办人", "含代加工吗？"),
        ("中宁县工信局", "zhongning经办人", "不含。"),
    ]
    assert found.is_open
    settle_talk(own, talk, world.people["zhongwei"])
    (found,) = talks_of(filing)
    assert not found.is_open and found.settled_by == "zhongwei经办人"
    with pytest.raises(NotAllowedError, match="已经了结"):
        reply_in(own, talk, "还有一句", world.people["park"])
    reopen_talk(own, talk, world.people["park"])
    assert talks_of(filing)[0].is_open
    assert kinds() == ["talk_opened", "talk_replied", "talk_settled", "talk_reopened"]
    assert verify() == []


def test_other_sides_are_told_and_nothing_of_what_was_said(world: World) -> None:
    talk = asked(world)
    for name in ("zhongning", "zhongwei"):
        (line,) = told_to(world.people[name])
        assert line.kind == "talk_opened"
        assert line.words.startswith("2026年申报 · 中宁县工信局：中宁园区发起了讨论，“")
        assert "代加工" not in line.words
    for name in ("park", "ningxia", "haiyuan", "farm", "yinchuan", "admin"):
        assert told_to(world.people[name]) == [], name
    settle_talk(world.zhongning.public_id, talk, world.people["zhongning"])
    assert [one.kind for one in told_to(world.people["park"])] == ["talk_settled"]


def test_pressed_twice_it_is_said_and_told_once(world: World) -> None:
    own, park, head = (
        world.zhongning.public_id,
        world.people["park"],
        world.people["zhongning"],
    )
    talk = asked(world)
    assert asked(world) == talk
    for _ in range(2):
        reply_in(own, talk, "不含。", head)
    for _ in range(2):
        settle_talk(own, talk, park)
    assert kinds() == ["talk_opened", "talk_replied", "talk_settled"]
    assert len(talks_of(world.zhongning.filing)[0].entries) == 2
    # The same words once it is settled are another thread.
    assert asked(world) != talk


@pytest.mark.parametrize("name", ["ningxia", "haiyuan", "farm", "yinchuan", "admin", "nobody"])
def test_nobody_else_reads_it_or_says_anything(world: World, name: str) -> None:
    talk, person = asked(world), world.people[name]
    own = world.zhongning.public_id
    assert not can_read_talk(person, world.zhongning)
    assert not can_talk(person, world.zhongning)
    tries: list[Callable[[], object]] = [
        lambda: asked(world, name),
        lambda: reply_in(own, talk, "不含。", person),
        lambda: settle_talk(own, talk, person),
        lambda: reopen_talk(own, talk, person),
    ]
    for attempt in tries:
        with pytest.raises(NotFound):
            attempt()
    assert kinds() == ["talk_opened"]


def test_thread_of_another_application_is_not_found(world: World) -> None:
    talk = ask_at(world.haiyuan.public_id, "", "请看", world.people["haiyuan"])
    with pytest.raises(NotFound):
        settle_talk(world.zhongning.public_id, talk, world.people["zhongning"])
    with pytest.raises(NotFound):
        settle_talk(world.zhongning.public_id, "0" * 32, world.people["zhongning"])


@pytest.mark.parametrize("place", PLACES)
def test_it_goes_on_until_the_application_is_over_and_stays_to_be_read(
    world: World, place: str
) -> None:
    asked(world)
    stage, _, level = place.partition("/")
    moved(world, stage, level, announced_at=timezone.now())
    application = now_of(world.zhongning)
    for name in ("park", "zhongning", "zhongwei"):
        person = world.people[name]
        assert can_read_talk(person, application)
        assert bool(can_talk(person, application)) is (stage not in ENDED)
    if stage in ENDED:
        with pytest.raises(NotAllowedError, match="讨论只能查看"):
            asked(world, "zhongning")


@pytest.mark.parametrize("stage", sorted(DECIDED))
def test_what_was_decided_and_not_announced_cannot_be_told_by_it(world: World, stage: str) -> None:
    moved(world, stage, "region")
    assert can_talk(world.people["zhongning"], now_of(world.zhongning))


@pytest.mark.parametrize(
    ("target", "text", "words"),
    [
        ("no_such", "对吗？", "表中没有这一项"),
        ("total_output", "对吗？", "表中没有这一项"),
        ("unusual_change:total_output:2024", "对吗？", "表中没有这一项"),
        ("total_output:2025", "　\n", "请填写“要说的话”"),
        ("total_output:2025", "字" * 501, "不超过 500 个字"),
        ("total_output:2025", "对\x00吗", "控制字符（U\\+0000）"),
        ("total_output:2025", "对\u202e吗", "改变文字方向的控制字符"),
        ("lists:standards:1", "对吗？", "这一行还没有保存内容"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(
    world: World, target: str, text: str, words: str
) -> None:
    with pytest.raises(UnusableInput, match=words):
        ask_at(world.zhongning.public_id, target, text, world.people["park"])
    assert not TalkRow.objects.exists() and kinds() == []


def test_longest_text_and_every_place_are_taken(world: World) -> None:
    own, park = world.zhongning.public_id, world.people["park"]
    for target in ("", "total_output:2025", "green_work.carbon_accounting", "lists:standards"):
        ask_at(own, target, "字" * 500, park)
    found = {str(talk.at) for talk in talks_of(world.zhongning.filing)}
    assert found == {"", "total_output:2025", "green_work", "lists:standards"}
    assert NOWHERE in {place.at for place in talk_places(world.zhongning.filing)}


def test_thread_at_a_row_goes_with_the_row_and_stays_at_its_list_when_it_is_gone(
    world: World,
) -> None:
    filing = world.zhongning.filing
    first, second = {"name": "枸杞干果"}, {"name": "枸杞原浆"}
    put(world, [first, second], 0)
    asked(world, target="lists:standards:2")

    def place() -> str:
        filing.refresh_from_db()
        (one,) = talk_places(filing)
        assert [str(talk.at) for talk in talks_of(filing)] == [str(one.at)]
        return str(one.at)

    assert place() == "lists:standards:2"
    put(world, [second, first], 1)
    assert place() == "lists:standards:1"
    put(world, [first], 2)
    assert place() == "lists:standards"
    assert talks_of(filing)[0].row == "枸杞原浆"


def test_filing_is_left_as_it_was_and_its_history_says_nothing(world: World) -> None:
    def state() -> tuple[object, ...]:
        filing = now_of(world.zhongning).filing
        events = events_of(filing.subject).count(), events_of(world.zhongning.subject).count()
        return filing.revision, filing.mark, filing.beside, filing.changed_at, events

    before = state()
    settle_talk(world.zhongning.public_id, asked(world), world.people["zhongwei"])
    assert state() == before


def test_open_threads_stand_first_and_the_last_said_leads(world: World) -> None:
    first, second, third = (asked(world, target=one) for one in ("", "operator", "cluster_name"))
    reply_in(world.zhongning.public_id, second, "看过", world.people["zhongning"])
    settle_talk(world.zhongning.public_id, third, world.people["zhongning"])
    assert [talk.id for talk in talks_of(world.zhongning.filing)] == [second, first, third]
