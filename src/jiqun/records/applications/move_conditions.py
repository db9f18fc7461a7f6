"""What must hold of an application for a move, and the words that say what does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jiqun.engine import Address, count_findings
from jiqun.records.applications.deadlines import (
    CORRECTION_WORKING_DAYS,
    RECHECK_WORKING_DAYS,
    after_working_days,
    city_close_is_known,
    city_closes_at,
    is_open,
    said_moment,
)
from jiqun.records.applications.models import Application
from jiqun.records.applications.opened_answers import changed_though_closed
from jiqun.records.applications.requests_made import open_round, requests_prepared
from jiqun.records.evidence.answers_with_evidence import (
    answers_with_evidence,
    outcome_with_evidence,
)
from jiqun.records.journal.actions import Actor
from jiqun.records.journal.queries import events_of
from jiqun.records.procedure import MoveRow
from jiqun.records.verdict import ALLOWED, Verdict, refused
from jiqun.records.versions.queries import version_in_force
from jiqun.records.versions.scans import scans_of
from jiqun.records.working_days.queries import YearUnknownError

_OF_THE_SEAL = "declaration_missing"
_SIGNATORY = Address("declaration_signatory")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A move that somebody would make of an application at a time, by a row of the table; `said` is
    what they said along, None where it is only offered yet."""

    application: Application
    row: MoveRow
    by: Actor
    at: datetime
    said: Mapping[str, str] | None = None


Condition = Callable[[Attempt], Verdict]


def call_is_open(attempt: Attempt) -> Verdict:
    """The call takes changes now."""
    return is_open(attempt.application, attempt.at)


def ready_to_freeze(attempt: Attempt) -> Verdict:
    """Nothing is missing or wrong but what is done on the printed paper; what was to be explained
    is; and it is said who signs."""
    filing = attempt.application.filing
    outcome = outcome_with_evidence(filing, for_submission=True)
    found = count_findings(f for f in outcome.findings if f.code != _OF_THE_SEAL)
    lacks = [
        f"{number} 处{words}"
        for number, words in (
            (found.unfilled, "未填"),
            (found.error, "需改"),
            (found.confirm, "需核实"),
        )
        if number
    ]
    if lacks:
        return refused(f"还有{'，'.join(lacks)}，不能定稿。请到“校验”页逐处处理。")
    if _SIGNATORY not in answers_with_evidence(filing).cells:
        return refused("还没有填真实性声明的签字负责人，不能定稿。请先填写第九部分的姓名。")
    return ALLOWED


def never_submitted(attempt: Attempt) -> Verdict:
    """It never left the county."""
    if attempt.application.submitted_id is None:
        return ALLOWED
    return refused("已经提交过的申报不能作废，可以办理“撤回”。")


def scan_is_bound(attempt: Attempt) -> Verdict:
    """The sealed paper of the version that counts was scanned and brought."""
    version = version_in_force(attempt.application.filing)
    if version is not None and scans_of(version):
        return ALLOWED
    return refused("还没有上传盖章后的扫描件。请打印定稿，签字盖章后扫描上传，再提交。")


def has_requests(attempt: Attempt) -> Verdict:
    """There is something to ask for."""
    if requests_prepared(attempt.application):
        return ALLOWED
    return refused("还没有写修改要求，不能退回。请先在要改的填报项上写明哪里不对、要怎么改。")


def due_before_city_close(attempt: Attempt) -> Verdict:
    """The county is given until some time from now that its city can still keep."""
    given = _deadline(attempt)
    if given is None:
        return ALLOWED
    closes = city_closes_at(attempt.application)
    if given <= attempt.at:
        return refused("修改截止时间要晚于现在。")
    if closes is not None and given >= closes:
        return refused(f"修改截止时间要早于市级报送截止时间（{said_moment(closes)}）。")
    return ALLOWED


def due_in_working_days(attempt: Attempt) -> Verdict:
    """The region gives the county enough working days, also after the call's close."""
    given = _deadline(attempt)
    try:
        least = after_working_days(attempt.at, CORRECTION_WORKING_DAYS)
    except YearUnknownError as unknown:
        return refused(str(unknown))
    if given is None or given >= least:
        return ALLOWED
    return refused(
        f"自治区退回要给够 {CORRECTION_WORKING_DAYS} 个工作日，不早于{said_moment(least)}。"
    )


def requests_answered(attempt: Attempt) -> Verdict:
    """The county said of each request what it did."""
    sent_back = open_round(attempt.application)
    left = sum(not one.reply for one in sent_back.requests.all()) if sent_back else 0
    if not left:
        return ALLOWED
    return refused(f"还有 {left} 条修改要求没有回复，不能定稿。请逐条写明改了什么。")


def only_opened_changed(attempt: Attempt) -> Verdict:
    """Since it was sent back nothing was changed but what was opened."""
    changed = changed_though_closed(attempt.application)
    if not changed:
        return ALLOWED
    named = "、".join(changed[:3]) + ("等" if len(changed) > 3 else "")
    return refused(
        f"没有要求修改的{named}也被改动了，不能定稿。请改回原值，或在“办理”页申请开放这些填报项。"
    )


def in_time(attempt: Attempt) -> Verdict:
    """It comes before its deadline."""
    due = attempt.application.due_at
    if due is None or attempt.at < due:
        return ALLOWED
    return refused(f"修改已于{said_moment(due)}截止，不能再提交。请与退回的单位联系。")


def time_is_over(attempt: Attempt) -> Verdict:
    """The clock has come to where it moves on."""
    due = attempt.application.due_at
    return ALLOWED if due is not None and due <= attempt.at else refused("还没有到期限。")


def not_filled_by_oneself(attempt: Attempt) -> Verdict:
    """Who filled it in never recommends it."""
    if attempt.application.filing.rows.filter(changed_by_id=attempt.by.pk).exists():
        return refused("您填写过这份申报，不能由您推荐或报送。请由其他人员办理。")
    return ALLOWED


def city_is_in_time(attempt: Attempt) -> Verdict:
    """Its city may still send it."""
    known = city_close_is_known(attempt.application)
    closes = city_closes_at(attempt.application)
    if not known:
        return known
    if closes is None or attempt.at < closes:
        return ALLOWED
    return refused(f"市级报送已于{said_moment(closes)}截止。")


def not_announced(attempt: Attempt) -> Verdict:
    """What is announced is changed by a report of change alone."""
    if attempt.application.announced_at is None:
        return ALLOWED
    return refused("名单已经公示，名称等信息的改动请办理变动报告。")


def asked_once(attempt: Attempt) -> Verdict:
    """A decision is looked at again once."""
    if not attempt.application.recheck_of:
        return ALLOWED
    return refused("这份申报已经申请过一次复查，不能再次申请。")


def asked_in_time(attempt: Attempt) -> Verdict:
    """It is asked for soon after the decision was told."""
    application = attempt.application
    told = application.announced_at or application.moved_at or application.created_at
    try:
        closes = after_working_days(told, RECHECK_WORKING_DAYS)
    except YearUnknownError as unknown:
        return refused(str(unknown))
    if attempt.at < closes:
        return ALLOWED
    return refused(f"申请复查的期限是{said_moment(closes)}，已经过了。")


def decided_by_others(attempt: Attempt) -> Verdict:
    """Nobody judges their own decision."""
    decisions = events_of(attempt.application.subject).filter(kind__in=_DECISIONS)
    last = decisions.order_by("-id").first()
    if last is None or last.person_id != attempt.by.pk:
        return ALLOWED
    return refused("原决定由您作出，复查要由其他负责人办理。")


def as_it_was(attempt: Attempt) -> Verdict:
    """The outcome goes with the decision that is looked at again."""
    if attempt.row.outcome == attempt.application.recheck_of:
        return ALLOWED
    return refused("复查的结论与原决定不符。请刷新页面后再看。")


def _deadline(attempt: Attempt) -> datetime | None:
    said = (attempt.said or {}).get("deadline", "")
    return datetime.fromisoformat(said) if said else None


_DECISIONS = (
    "recommendation_taken_back",
    "recommendation_declined",
    "application_refused",
    "application_decided",
)


def _not_yet(why: str) -> Condition:
    return lambda attempt: refused(why)


_LATER: Mapping[str, str] = {
    "statement_conforms": "还没有结论为“符合”的现场核查符合性说明，不能推荐。",
    "opinion_is_sealed": "还没有盖章的推荐意见，不能推荐。",
    "ranked": "还没有在推荐汇总表中排序，不能推荐。",
    "within_quota": "还没有核对推荐名额，不能推荐。",
    "niche_is_free": "还没有核对细分领域，不能推荐。",
    "statement_reverified": "现场核查符合性说明还没有按改动后的数据重新核实。",
    "opinion_stands": "还没有重新确认推荐意见。",
    "batch_is_sealed": "推荐汇总表和推荐函还没有盖章，不能报送。",
    "region_has_not_begun": "自治区已经开始审查，不能追回。",
    "formal_check_passes": "形式审查表还没有全部通过，不能受理。",
    "formal_check_is_whole": "形式审查表还没有填完，不能作出决定。",
    "round_is_open": "还没有开放的评审批次。",
    "reviews_suffice": "有效评审意见还没有达到最少份数。",
    "publicity_is_over": "公示还没有结束。",
    "no_objection_is_open": "还有没有办结的异议。",
    "objection_is_upheld": "没有成立的异议。",
}
"""What the records above this one know: until they say otherwise (`knows`), it does not hold."""

_UNANSWERED: Mapping[str, Condition] = {name: _not_yet(why) for name, why in _LATER.items()}

CONDITIONS: dict[str, Condition] = {
    **{
        condition.__name__: condition
        for condition in (
            *(call_is_open, ready_to_freeze, never_submitted, scan_is_bound, has_requests),
            *(due_before_city_close, requests_answered, only_opened_changed, in_time),
            *(time_is_over, not_filled_by_oneself, city_is_in_time, not_announced),
            *(asked_once, asked_in_time, due_in_working_days, decided_by_others, as_it_was),
        )
    },
    **_UNANSWERED,
}
"""By the names that the table of the procedure has for them."""


def knows(name: str, condition: Condition) -> None:
    """Let records above this one say whether a condition holds, of which only they know."""
    if name not in _LATER:
        raise ValueError(f"{name} is not left to others")
    CONDITIONS[name] = condition


def is_asked_here(row: MoveRow) -> bool:
    """Whether all that must hold for a row is known: a page offers no move that waits for records
    there are none of yet."""
    return all(CONDITIONS[name] is not _UNANSWERED.get(name) for name in row.needs)
