"""What tests of the recommendations may ask for: two applications that lie at 中卫, with all that
is asked of them but their ranks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.records.applications.conftest import World, call, world  # noqa: F401
from tests.records.applications.sealed_forms import opined, stated, submit

from jiqun.records.applications.calls import change_call, terms_of
from jiqun.records.applications.models import Application
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.verdict import ALLOWED


@pytest.fixture
def lying(world: World, monkeypatch: pytest.MonkeyPatch) -> list[Application]:  # noqa: F811
    """中宁 and 海原, submitted to 中卫; the call allows two."""
    monkeypatch.setitem(CONDITIONS, "ready_to_freeze", lambda attempt: ALLOWED)
    change_call(world.call.public_id, replace(terms_of(world.call), quota=2), SYSTEM)
    city = world.people["zhongwei"]
    found = [
        submit(world.zhongning, world.people["zhongning"], "枸杞"),
        submit(world.haiyuan, world.people["haiyuan"], "马铃薯种薯"),
    ]
    for one in found:
        stated(one, city)
        opined(one, city)
    return found
