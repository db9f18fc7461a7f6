"""What the clock reminds of: whom, when, and once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.applications.test_correcting import (  # noqa: F401
    filled,
    returned,
    submitted,
)

from jiqun.records.applications.calls import extend
from jiqun.records.applications.deadlines import minute_after
from jiqun.records.applications.due_reminders import remind_of_what_is_due
from jiqun.records.applications.models import Application, Call, DueReminder
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.queries import events_of
from jiqun.records.outbox.models import OutboxLine
from jiqun.records.outbox.queries import told_to

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def close(world: World) -> datetime:
    """The end of a call that opened twenty days before it, with all begun as long ago."""
    close = timezone.now().replace(second=0, microsecond=0) + 10 * DAY
    Call.objects.update(opens_at=close - 20 * DAY, county_close=close)
    Application.objects.update(created_at=close - 20 * DAY)
    return minute_after(close)


def words(world: World, name: str) -> list[str]:
    return [one.words for one in told_to(world.people[name]) if "不到" in one.words]


def test_who_has_not_submitted_is_reminded_three_times_once_each(
    world: World, close: datetime
) -> None:
    assert remind_of_what_is_due(close - 7 * DAY - MINUTE) == 0
    for days in (7, 3, 1):
        at = close - timedelta(days=days)
        assert (remind_of_what_is_due(at), remind_of_what_is_due(at + MINUTE)) == (3, 0)
        assert f"不到{days}天" in words(world, "zhongning")[0]
    assert remind_of_what_is_due(close) == 0
    assert len(words(world, "zhongning")) == len(words(world, "park")) == 3
    assert words(world, "zhongwei") == []
    assert "申报还没有提交。" in words(world, "park")[0]
    kinds = [event.kind for event in events_of(world.zhongning.subject)]
    assert kinds.count("close_reminded") == 3


def test_worker_that_was_away_reminds_of_the_nearest_day_alone(
    world: World, close: datetime
) -> None:
    assert remind_of_what_is_due(close - DAY / 2) == 3
    assert {one.days for one in DueReminder.objects.all()} == {1}


def test_who_began_late_is_not_reminded_of_days_before_that(world: World, close: datetime) -> None:
    Application.objects.filter(pk=world.helan.pk).update(created_at=close - 2 * DAY)
    assert remind_of_what_is_due(close - 2 * DAY) == 2
    assert words(world, "helan") == []
    assert remind_of_what_is_due(close - DAY) == 3


def test_who_was_given_longer_is_reminded_before_that(world: World, close: datetime) -> None:
    later = close + 3 * DAY
    extend(world.call, world.helan.county, later, "受灾", SYSTEM)
    assert remind_of_what_is_due(close - 5 * DAY) == 2
    assert words(world, "helan") == []
    assert remind_of_what_is_due(later - 2 * DAY) == 1
    assert "不到3天" in words(world, "helan")[0]


def test_county_that_has_not_begun_is_reminded_and_who_dropped_is_not(
    world: World, close: datetime
) -> None:
    Application.objects.filter(pk=world.helan.pk).delete()
    Application.objects.filter(pk=world.haiyuan.pk).update(stage="dropped")
    assert remind_of_what_is_due(close - 3 * DAY) == 2
    assert words(world, "helan")[0].endswith("还没有开始申报。")
    assert words(world, "haiyuan") == []


def test_correction_is_reminded_of_and_what_was_submitted_is_not(
    world: World,
    returned: Application,  # noqa: F811
) -> None:
    due = timezone.now() + 5 * DAY
    Application.objects.filter(pk=returned.pk).update(due_at=due)
    OutboxLine.objects.all().delete()
    assert remind_of_what_is_due(due - 4 * DAY) == 0
    assert (remind_of_what_is_due(due - 3 * DAY), remind_of_what_is_due(due - 2 * DAY)) == (1, 0)
    assert "离修改期限不到3天" in words(world, "zhongning")[0]
    assert words(world, "helan") == words(world, "zhongwei") == []
