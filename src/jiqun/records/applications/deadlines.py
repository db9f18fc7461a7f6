"""When a call 申报通知 takes changes: from its opening to the end of its last minute."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from jiqun.records.verdict import ALLOWED, Verdict, refused

if TYPE_CHECKING:
    from jiqun.records.applications.models import Call

_MINUTE = timedelta(minutes=1)


def is_open(call: Call, at: datetime | None = None) -> Verdict:
    """Whether a call takes changes at a time: from its opening to the end of its last minute."""
    now = at or timezone.now()
    if now < call.opens_at:
        return refused(f"申报{_said(call.opens_at)}开始，现在还不能填报。")
    if now >= closes_at(call):
        return refused(f"申报已于{_said(call.deadline)}截止，不能再修改。")
    return ALLOWED


def closes_at(call: Call) -> datetime:
    """The first moment that is too late: the end of the minute the deadline names."""
    return call.deadline.replace(second=0, microsecond=0) + _MINUTE


def _said(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
