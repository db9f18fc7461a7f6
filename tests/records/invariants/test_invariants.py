"""All invariants hold after ordinary work, and each finds the violation planted for it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.evidence.sample_files import PDF
from tests.records.invariants.planting import PLANTS, Lived

from jiqun.engine import Address, cell
from jiqun.records.applications.correcting import ask_correction
from jiqun.records.applications.deliveries import DeliveryNote, receive
from jiqun.records.applications.looking import look_at
from jiqun.records.applications.models import GUARD as OF_APPLICATIONS
from jiqun.records.applications.models import Application
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.applications.moving import make_move
from jiqun.records.applications.sealing import bring_scan
from jiqun.records.applications.talking import ask_at, reply_in
from jiqun.records.evidence.actions import add_piece, arriving
from jiqun.records.filings.actions import Change, save_answers
from jiqun.records.invariants.checking import ALL, check_invariants
from jiqun.records.journal import guard
from jiqun.records.triggers import take_down
from jiqun.records.verdict import ALLOWED
from jiqun.records.versions.models import GUARD as OF_VERSIONS

pytestmark = pytest.mark.django_db

SAID = {"leading_industry": "枸杞", "niche": "枸杞", "niche_code": "1391"}


@pytest.fixture
def lived(world: World, monkeypatch: pytest.MonkeyPatch) -> Lived:
    monkeypatch.setitem(CONDITIONS, "ready_to_freeze", lambda attempt: ALLOWED)
    for name in ("zhongning", "haiyuan"):
        own, head = getattr(world, name), world.people[name]
        save_answers(own.filing, [Change(cell("cluster_name"), f"{own.county}集群", 0)], head)
        if name == "zhongning":
            box = Address("green_work", "energy_diagnosis")
            add_piece(own.filing, "诊断报告.pdf", BytesIO(PDF), "third_party", [box], head)
            make_move(own.public_id, "freeze", head, said=SAID)
            make_move(own.public_id, "thaw", head, reason="数据有误")
        make_move(own.public_id, "freeze", head, said=SAID)
        with arriving("盖章页.pdf", BytesIO(PDF)) as arrived:
            bring_scan(own.public_id, arrived, head)
        make_move(own.public_id, "submit", head, said={"declaration_date": "2026-03-31"})
    officer, sent_back = world.people["zhongwei"], world.haiyuan.public_id
    ask_correction(sent_back, "total_output:2025", "与统计不符", "按统计局数改", officer)
    until = (timezone.now() + timedelta(minutes=30)).isoformat()
    make_move(sent_back, "send_back", officer, said={"deadline": until})
    own = world.zhongning.public_id
    receive(own, DeliveryNote(3, 1, timezone.localdate()), officer)
    look_at(own, "cluster_name", officer)
    reply_in(own, ask_at(own, "cluster_name", "是全称吗？", officer), "是。", world.people["park"])
    for name in ("zhongning", "haiyuan", "helan"):
        getattr(world, name).refresh_from_db()
    return Lived(world)


def test_all_hold_after_ordinary_work(lived: Lived) -> None:
    assert [(one.invariant.id, one.by) for one in check_invariants()] == []
    assert Application.objects.exclude(submitted=None).count() == 2


def test_there_are_enough_and_each_has_its_violation() -> None:
    assert len(ALL) >= 30
    assert len({one.id for one in ALL}) == len(ALL)
    assert {one.id for one in ALL} == PLANTS.keys()


@pytest.mark.parametrize("name", PLANTS)
def test_planted_violation_is_found(lived: Lived, name: str) -> None:
    take_down(connection, OF_APPLICATIONS)
    take_down(connection, OF_VERSIONS)
    guard.remove(connection)
    PLANTS[name](lived)
    assert name in {one.invariant.id for one in check_invariants()}
