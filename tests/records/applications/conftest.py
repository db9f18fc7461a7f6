"""What tests of applications may ask for: two cities with their counties, a call, applications."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.models import Application, Call
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Office, Person


@dataclass(frozen=True)
class World:
    """A region with two cities; 中宁 and 海原 lie in one of them, 贺兰 in the other."""

    call: Call
    people: dict[str, Person]
    zhongning: Application
    haiyuan: Application
    helan: Application


@pytest.fixture
def call(db: None) -> Call:
    now = timezone.now()
    return open_call(CallTerms("ningxia-2026", "2026年申报", now - _HOUR, now + _HOUR), SYSTEM)


@pytest.fixture
def world(
    call: Call,
    office: Callable[..., Office],
    person: Callable[..., Person],
    tmp_path: Path,
    settings: Settings,
) -> World:
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    region = office("自治区工信厅", "region", None, "640000")
    zhongwei = office("中卫市工信局", "city", region, "640500")
    yinchuan = office("银川市工信局", "city", region, "640100")
    zhongning = office("中宁县工信局", "county", zhongwei, "640521")
    haiyuan = office("海原县工信局", "county", zhongwei, "640522")
    helan = office("贺兰县工信局", "county", yinchuan, "640122")
    park = office("中宁园区", "operator", zhongning)
    farm = office("海原中心", "operator", haiyuan)
    people = {
        "zhongning": person("zhongning", zhongning, "county"),
        "haiyuan": person("haiyuan", haiyuan, "county"),
        "helan": person("helan", helan, "county"),
        "park": person("park", park, "operator"),
        "farm": person("farm", farm, "operator"),
        "zhongwei": person("zhongwei", zhongwei, "city"),
        "yinchuan": person("yinchuan", yinchuan, "city"),
        "ningxia": person("ningxia", region, "region"),
        "admin": person("admin", office("管理室", "administration"), "admin"),
        "nobody": Person.objects.create(username="nobody", full_name="无单位"),
    }
    return World(
        call,
        people,
        start_application(call, zhongning, SYSTEM, park),
        start_application(call, haiyuan, SYSTEM, farm),
        start_application(call, helan, SYSTEM),
    )


_HOUR = timedelta(hours=1)


@pytest.fixture
def moment() -> Callable[[str], datetime]:
    """A moment of 31 March 2026 in Shanghai: moment("18:00:59.999999")."""

    def at(clock: str) -> datetime:
        return datetime.fromisoformat(f"2026-03-31T{clock}+08:00")

    return at
