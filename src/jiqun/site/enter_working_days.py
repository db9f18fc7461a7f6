"""The command working-days: a year of working days is entered, corrected or shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from jiqun.records.journal.actions import SYSTEM, writing
from jiqun.records.verdict import NotAllowedError
from jiqun.records.working_days.actions import DayOfWork, correct_day, enter_year, fill_year
from jiqun.records.working_days.queries import YearUnknownError, special_days, year_is_known
from jiqun.site.environment import SettingError

USAGE = (
    "用法：jiqun-site working-days 年份 [日期=工作|休息 …] [理由=…]\n"
    "只写年份：显示该年的放假和调休；还没有录入的，按软件包中国务院办公厅公布的安排录入。\n"
    "还没有录入的年份，可以自行录入：写出全部放假的日子和周末调休上班的日子，如 2027-10-01=休息。\n"
    "已经录入的年份，逐日更正，并写明理由，如 2027-10-08=休息 理由=国务院办公厅调整通知。"
)
_WORKS: Mapping[str, bool] = {"工作": True, "休息": False}
_REASON = "理由="


def keep_working_days(words: list[str]) -> str:
    """Do what the words of the command line say of a year; how it is then. Raises SettingError
    (Chinese), and nothing is changed then."""
    if not words or not re.fullmatch("2[01][0-9]{2}", words[0]):
        raise SettingError(USAGE)
    year = int(words[0])
    reason = "".join(w.removeprefix(_REASON) for w in words[1:] if w.startswith(_REASON))
    days = [_day(year, word) for word in words[1:] if not word.startswith(_REASON)]
    try:
        with writing():
            _keep(year, days, reason)
    except YearUnknownError as unknown:
        raise SettingError(f"软件包中还没有{unknown.year}年的安排，请自行录入。\n{USAGE}") from None
    except NotAllowedError as refusal:
        raise SettingError(refusal.verdict.reason) from None
    return _told(year)


def _keep(year: int, days: list[DayOfWork], reason: str) -> None:
    if year_is_known(year):
        for one in days:
            correct_day(one.day, one.is_working, reason, SYSTEM, source="command")
    elif days:
        enter_year(year, days, SYSTEM, source="command")
    else:
        fill_year(year, SYSTEM, source="command")


def _day(year: int, word: str) -> DayOfWork:
    written, _, said = word.partition("=")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise SettingError(f"“{word}”中的日期要写成 {year}-10-01 这样。\n{USAGE}") from None
    if said not in _WORKS or day.year != year:
        raise SettingError(f"“{word}”要写成 {year}年的日期=工作 或 日期=休息。\n{USAGE}")
    return DayOfWork(day, _WORKS[said])


def _told(year: int) -> str:
    """The days of a year unlike their weekdays, those of a name on one line; to be read over."""
    lines = [f"{year}年与平常星期不同的日子："]
    for works, head in ((False, "放假"), (True, "上班")):
        named: dict[str, list[str]] = {}
        for one in special_days(year):
            if one.is_working is works:
                named.setdefault(one.name, []).append(f"{one.day:%m-%d}")
        lines += [f"  {head} {name}：{'、'.join(days)}" for name, days in named.items()]
    return "\n".join(lines)
