"""A county asks for more to be opened; the office that sent it back agrees, or says why not."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.evidence.sample_files import PDF

from jiqun.engine import Address, UnusableInput, cell
from jiqun.records.applications.actions import editing
from jiqun.records.applications.correcting import ask_correction
from jiqun.records.applications.models import Application
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.applications.moving import make_move
from jiqun.records.applications.opening_more import ask_more, asks_of, decide_more
from jiqun.records.applications.requests_made import open_round, requests_of
from jiqun.records.applications.sealing import bring_scan
from jiqun.records.evidence.actions import arriving
from jiqun.records.filings.actions import Change, save_held
from jiqun.records.filings.openings import ClosedAnswerError
from jiqun.records.journal.queries import events_of
from jiqun.records.outbox.queries import told_to
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound

pytestmark = pytest.mark.django_db

CLOSED = cell("area_km2")


@pytest.fixture
def returned(world: World, monkeypatch: pytest.MonkeyPatch) -> Application:
    """中宁's application, sent back by its city for one answer."""
    monkeypatch.setitem(CONDITIONS, "ready_to_freeze", lambda attempt: ALLOWED)
    own, head, officer = world.zhongning, world.people["zhongning"], world.people["zhongwei"]
    said = {"leading_industry": "枸杞", "niche": "枸杞", "niche_code": "1391"}
    make_move(own.public_id, "freeze", head, said=said)
    with arriving("盖章页.pdf", BytesIO(PDF)) as arrived:
        bring_scan(own.public_id, arrived, head)
    make_move(own.public_id, "submit", head, said={"declaration_date": "2026-03-31"})
    ask_correction(own.public_id, "total_output:2025", "与统计不符", "按统计局数改", officer)
    until = (timezone.now() + timedelta(minutes=30)).isoformat()
    make_move(own.public_id, "send_back", officer, said={"deadline": until})
    return Application.objects.select_related("filing", "call", "county").get(pk=own.pk)


def save(world: World, at: Address, value: str) -> None:
    head = world.people["zhongning"]
    with editing(world.zhongning.public_id, head) as held:
        save_held(held.filing, [Change(at, value, 0)], head)


def test_what_is_agreed_to_can_be_changed_and_counts_as_asked_for(
    world: World, returned: Application
) -> None:
    own, head, officer = returned.public_id, world.people["zhongning"], world.people["zhongwei"]
    with pytest.raises(ClosedAnswerError, match="请在“办理”页申请开放"):
        save(world, CLOSED, "49.46")
    for _ in range(2):
        ask_more(own, "area_km2", "面积也要更正", head)
    (asked,) = asks_of(returned)
    assert (asked.at, asked.reason, asked.granted) == (Address("area_km2"), "面积也要更正", None)
    assert "申请开放一个填报项" in told_to(officer)[0].words
    decide_more(own, asked.id, True, "", officer)
    save(world, CLOSED, "49.46")
    (asked,) = asks_of(returned)
    assert (asked.granted, asked.reply) == (True, "同意开放，按申请修改。")
    sent_back = open_round(returned)
    assert sent_back
    targets = [one.target for one in requests_of(sent_back)]
    assert targets == ["total_output:2025", "area_km2"]
    assert requests_of(sent_back)[1].reply == "面积也要更正"
    assert "已有答复" in told_to(head)[0].words
    kinds = [event.kind for event in events_of(returned.subject)]
    assert kinds.count("opening_asked") == kinds.count("opening_granted") == 1


def test_what_is_refused_stays_closed_and_has_its_words(
    world: World, returned: Application
) -> None:
    own, head, officer = returned.public_id, world.people["zhongning"], world.people["zhongwei"]
    ask_more(own, "area_km2", "面积也要更正", head)
    (asked,) = asks_of(returned)
    with pytest.raises(UnusableInput, match="请填写“答复”"):
        decide_more(own, asked.id, False, " ", officer)
    decide_more(own, asked.id, False, "面积已经核实", officer)
    with pytest.raises(ClosedAnswerError):
        save(world, CLOSED, "49.46")
    with pytest.raises(NotFound):
        decide_more(own, asked.id, True, "", officer)
    ask_more(own, "area_km2", "统计局更正了", head)
    assert [one.granted for one in asks_of(returned)] == [False, None]


def test_who_may_not_asks_and_decides_nothing(world: World, returned: Application) -> None:
    own, people = returned.public_id, world.people
    for name in ("park", "zhongwei", "ningxia"):
        with pytest.raises(NotAllowedError, match="由县"):
            ask_more(own, "area_km2", "面积也要更正", people[name])
    ask_more(own, "area_km2", "面积也要更正", people["zhongning"])
    (asked,) = asks_of(returned)
    for name in ("zhongning", "park", "ningxia"):
        with pytest.raises(NotAllowedError, match="由退回的单位"):
            decide_more(own, asked.id, True, "", people[name])
    with pytest.raises(NotFound):
        ask_more(own, "area_km2", "面积也要更正", people["helan"])


@pytest.mark.parametrize(
    ("target", "reason", "why"),
    [
        ("total_output:2025", "再改", "已经开放"),
        ("mars:2025", "再改", "没有这一项"),
        ("", "再改", "请选择"),
        ("area_km2", " ", "请填写“申请开放的理由”"),
    ],
)
def test_ask_that_cannot_be_is_refused(
    world: World, returned: Application, target: str, reason: str, why: str
) -> None:
    with pytest.raises(UnusableInput, match=why):
        ask_more(returned.public_id, target, reason, world.people["zhongning"])
    assert asks_of(returned) == []


def test_nothing_is_asked_while_all_is_open(world: World) -> None:
    with pytest.raises(NotAllowedError, match="不用申请开放"):
        ask_more(world.helan.public_id, "area_km2", "面积", world.people["helan"])
