"""What the clock moves on: corrections that did not come, once, and nothing before its time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.applications.test_correcting import (  # noqa: F401
    filled,
    now_of,
    returned,
    submitted,
)

from jiqun.records.applications.clock import move_what_is_due
from jiqun.records.applications.models import Application
from jiqun.records.applications.notices import moves_told
from jiqun.records.journal.queries import events_of

pytestmark = pytest.mark.django_db


def test_correction_that_did_not_come_lapses_once_and_not_before(
    world: World,
    returned: Application,  # noqa: F811
) -> None:
    assert move_what_is_due() == 0
    late = timezone.now() + timedelta(minutes=31)
    assert (move_what_is_due(late), move_what_is_due(late)) == (1, 0)
    assert str(now_of(returned).place) == "under_review/city"
    last = events_of(returned.subject).last()
    assert last and (last.kind, last.person_name) == ("application_lapsed", "系统")


def test_offices_are_told_of_the_applications_they_see(
    world: World,
    returned: Application,  # noqa: F811
) -> None:
    told = moves_told(world.people["zhongning"])
    assert [one.words.partition("：")[2].partition("，")[0] for one in told] == [
        "退回修改",
        "提交了申报",
    ]
    assert "期限" in told[0].words and told[0].application.pk == returned.pk
    assert moves_told(world.people["haiyuan"]) == []
