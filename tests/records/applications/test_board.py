"""The board: every county stands on it, in one state, and who looks sees their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests.records.applications.conftest import World

from jiqun.engine import cell
from jiqun.records.applications.actions import start_application
from jiqun.records.applications.board import STATES, BoardRow, board
from jiqun.records.applications.calls import extend
from jiqun.records.applications.models import Application
from jiqun.records.applications.models.application_table import GUARD
from jiqun.records.applications.moving import make_move
from jiqun.records.filings.actions import save_answer
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Office
from jiqun.records.organisations.office_changes import merge_office, rename_office
from jiqun.records.triggers import take_down

pytestmark = pytest.mark.django_db


def rows(world: World, who: str, later: timedelta = timedelta()) -> dict[str, BoardRow]:
    now = timezone.now() + later
    found = board(world.people[who], world.call.public_id, now)
    return {row.number or row.county: row for row in found}


@pytest.fixture
def idle(world: World, office: Callable[..., Office]) -> Office:
    """A county that has not started, under the same city."""
    return office("沙坡头区工信局", "county", world.zhongning.county.parent, "640502")


def test_counties_that_have_not_started_stand_on_it(world: World, idle: Office) -> None:
    seen = rows(world, "ningxia")
    assert len(seen) == 4
    row = seen["沙坡头区工信局"]
    assert (row.state, row.stage, row.application, row.city) == (
        "not_started",
        "未开始",
        "",
        "中卫市工信局",
    )
    assert row.days_left == 0
    assert seen[world.zhongning.number].state == "filling"
    assert {one.state for one in seen.values()} <= STATES.keys()


def test_city_sees_its_own_counties_and_a_county_none(world: World, idle: Office) -> None:
    assert {row.city for row in rows(world, "zhongwei").values()} == {"中卫市工信局"}
    assert len(rows(world, "zhongwei")) == 3
    assert len(rows(world, "yinchuan")) == 1
    for who in ("zhongning", "park", "admin", "nobody"):
        assert rows(world, who) == {}


def test_row_says_the_cluster_the_last_move_and_the_days(world: World) -> None:
    head = world.people["zhongning"]
    save_answer(world.zhongning.filing, cell("cluster_name"), "中宁枸杞产业集群", 0, head)
    make_move(world.haiyuan.public_id, "drop", world.people["haiyuan"], reason="本年不申报")
    seen = rows(world, "zhongwei", timedelta(days=2))
    own, dropped = seen[world.zhongning.number], seen[world.haiyuan.number]
    assert own.cluster == "中宁枸杞产业集群"
    assert own.filled == 1
    assert own.days_since_save == 2
    assert (own.state, own.days_left, own.last_move) == ("late", -2, "")
    assert (dropped.state, dropped.last_move) == ("ended", "作废了申报")


def test_several_applications_are_several_rows(world: World) -> None:
    own = world.zhongning
    second = start_application(world.call, own.county, SYSTEM, after=1)
    assert second.number == own.number.removesuffix("1") + "2"
    assert start_application(world.call, own.county, SYSTEM, after=1) == second
    assert {own.number, second.number} <= rows(world, "ningxia").keys()


def test_late_is_who_was_not_given_longer(world: World, idle: Office) -> None:
    close = world.call.county_close + timedelta(days=3)
    extend(world.call, idle, close, "停电", SYSTEM)
    later = timedelta(hours=2)
    assert rows(world, "ningxia", later)["沙坡头区工信局"].state == "not_started"
    assert rows(world, "ningxia", later)["沙坡头区工信局"].days_left == 2
    assert rows(world, "ningxia", later)[world.helan.number].state == "late"
    assert rows(world, "ningxia", timedelta(days=4))["沙坡头区工信局"].state == "late"


def test_decision_is_not_on_it_before_it_is_known(world: World) -> None:
    take_down(connection, GUARD)
    seen = []
    for stage in ("to_decide", "proposed"):
        Application.objects.filter(pk=world.zhongning.pk).update(stage=stage, level="region")
        seen.append(rows(world, "zhongwei")[world.zhongning.number])
    assert seen[0].stage == seen[1].stage == "待审定（自治区）"
    assert seen[0].state == seen[1].state == "at_region"
    assert rows(world, "ningxia")[world.zhongning.number].stage == "拟认定（自治区）"


def test_county_that_was_merged_stays_with_its_application_and_is_reminded_at_the_other(
    world: World,
) -> None:
    gone, other = world.zhongning.county, world.haiyuan.county
    merge_office(gone, other, timezone.localdate(), "机构改革方案", SYSTEM, people_move=True)
    row = rows(world, "zhongwei")[world.zhongning.number]
    assert row.county == "中宁县工信局（已撤销，由海原县工信局办理）"
    assert (row.office, row.formerly) == (other.pk, "")
    own = rows(world, "zhongwei")[world.haiyuan.number]
    assert (own.county, own.formerly) == ("海原县工信局", "中宁县工信局")


def test_rows_are_known_by_the_names_before(world: World) -> None:
    county, city = world.zhongning.county, world.zhongning.county.parent
    assert city
    rename_office(county, "中宁县商务局", timezone.localdate(), "机构改革方案", SYSTEM)
    rename_office(city, "中卫市发展局", timezone.localdate(), "机构改革方案", SYSTEM)
    row = rows(world, "ningxia")[world.zhongning.number]
    assert (row.county, row.city) == ("中宁县商务局", "中卫市发展局")
    assert row.formerly == "中宁县工信局、中卫市工信局"
    assert rows(world, "ningxia")[world.helan.number].formerly == ""
