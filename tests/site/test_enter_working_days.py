"""The command working-days: it enters, corrects and shows a year, and refuses in words."""

from __future__ import annotations

from datetime import date

import pytest

from jiqun.records.journal.models import Event
from jiqun.records.working_days.models import WorkingYear
from jiqun.records.working_days.queries import is_working_day
from jiqun.site.enter_working_days import keep_working_days
from jiqun.site.environment import SettingError

pytestmark = pytest.mark.django_db
BY_HAND = ["2027-01-01=休息", "2027-10-01=休息", "2027-10-09=工作"]


def test_year_that_was_published_is_entered_and_shown() -> None:
    told = keep_working_days(["2023"])
    assert told.startswith("2023年与平常星期不同的日子：\n")
    assert "  上班 国庆节调休：10-07、10-08" in told
    assert Event.objects.get().source == "command"
    assert keep_working_days(["2023"]) == told
    assert Event.objects.count() == 1


def test_year_is_entered_by_hand_and_corrected_with_a_reason() -> None:
    assert "放假 放假：01-01、10-01" in keep_working_days(["2027", *BY_HAND])
    keep_working_days(["2027", "2027-10-08=休息", "理由=国办调整通知"])
    assert not is_working_day(date(2027, 10, 8))
    with pytest.raises(SettingError, match="请写明更正的理由"):
        keep_working_days(["2027", "2027-10-11=休息"])
    assert is_working_day(date(2027, 10, 11))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "用法：jiqun-site working-days 年份"),
        (["27"], "用法："),
        (["1999"], "用法："),
        (["2027"], "软件包中还没有2027年的安排，请自行录入"),
        (["2027", "10-01=休息"], "日期要写成 2027-10-01 这样"),
        (["2027", "2027-02-30=休息"], "日期要写成"),
        (["2027", "2027-10-01=放假"], "日期=工作 或 日期=休息"),
        (["2027", "2026-10-01=休息"], "要写成 2027年的日期"),
        (["2027", "2027-10-09=工作"], "缺少法定节假日1月1日"),
    ],
)
def test_what_cannot_be_entered_is_refused_in_words(words: list[str], said: str) -> None:
    with pytest.raises(SettingError, match=said):
        keep_working_days(words)
    assert not WorkingYear.objects.exists()
