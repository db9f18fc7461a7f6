"""Who may see and edit an application, and until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.records.applications.conftest import World

from jiqun.records.applications.deadlines import closes_at, is_open
from jiqun.records.applications.models import Application, Call
from jiqun.records.applications.rules import can_edit, can_see

pytestmark = pytest.mark.django_db

SEES = {
    "zhongning": {"zhongning"},
    "haiyuan": {"haiyuan"},
    "helan": {"helan"},
    "park": {"zhongning"},
    "farm": {"haiyuan"},
    "zhongwei": {"zhongning", "haiyuan"},
    "yinchuan": {"helan"},
    "ningxia": {"zhongning", "haiyuan", "helan"},
    "admin": set(),
    "nobody": set(),
}
EDITS = {
    **{name: set() for name in SEES},
    "zhongning": {"zhongning"},
    "haiyuan": {"haiyuan"},
    "helan": {"helan"},
    "park": {"zhongning"},
    "farm": {"haiyuan"},
}
WHOSE = ("zhongning", "haiyuan", "helan")


@pytest.mark.parametrize("who", SEES)
def test_each_role_sees_and_edits_its_own_and_nothing_else(world: World, who: str) -> None:
    person = world.people[who]
    for whose in WHOSE:
        application = getattr(world, whose)
        assert bool(can_see(person, application)) == (whose in SEES[who])
        assert bool(can_edit(person, application)) == (whose in EDITS[who])


def test_refusals_say_why_in_chinese(world: World) -> None:
    people, own = world.people, world.zhongning
    assert can_see(people["helan"], own).reason == "这份申报不由您的单位办理。"
    assert can_see(people["nobody"], own).reason == "您的账号还没有所属单位，请联系系统管理员。"
    assert can_edit(people["zhongwei"], own).reason == (
        "申报正在“填报中”阶段，您的单位可以查看，不能修改。"
    )
    assert can_see(people["zhongning"], own).reason == ""


@pytest.fixture
def at_six(moment: Callable[[str], datetime]) -> Application:
    call = Call(
        title="通知",
        opens_at=datetime(2026, 3, 1, tzinfo=UTC),
        county_close=moment("18:00:00").astimezone(UTC),
    )
    return Application(call=call)


@pytest.mark.parametrize(
    ("clock", "open_then"),
    [
        ("00:00:00", True),
        ("17:59:59", True),
        ("18:00:00", True),
        ("18:00:59.999999", True),
        ("18:01:00", False),
        ("23:59:59", False),
    ],
)
def test_deadline_takes_in_the_whole_minute_it_names(
    at_six: Application, moment: Callable[[str], datetime], clock: str, open_then: bool
) -> None:
    assert bool(is_open(at_six, moment(clock))) == open_then


def test_deadline_within_its_minute_is_the_same_minute(
    at_six: Application, moment: Callable[[str], datetime]
) -> None:
    at_six.call.county_close = moment("18:00:30")
    assert closes_at(at_six) == moment("18:01:00")


def test_closed_call_says_when_it_closed_in_local_time(
    at_six: Application, moment: Callable[[str], datetime]
) -> None:
    assert is_open(at_six, moment("19:00:00")).reason == (
        "申报已于2026年3月31日18:00截止，不能再修改和提交。确需延期的，请向自治区申请；获准后可以接着办理，已保存的内容都在。"
    )
    early = datetime(2026, 2, 1, tzinfo=UTC)
    assert is_open(at_six, early).reason == "申报2026年3月1日08:00开始，现在还不能填报。"


def test_nobody_edits_after_the_deadline(world: World) -> None:
    late = closes_at(world.zhongning)
    assert can_see(world.people["zhongning"], world.zhongning)
    assert not can_edit(world.people["zhongning"], world.zhongning, late)
