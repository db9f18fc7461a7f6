"""The formal check 形式审查 of an application: what must hold of it before the region accepts the
application or refuses it, and that what was decided on is kept as it was."""

from __future__ import annotations

from jiqun.engine import Address, count_findings
from jiqun.records.applications.attached_forms import FORMAL_CHECK, attached_form
from jiqun.records.applications.judging_form import judged_items
from jiqun.records.applications.move_conditions import Attempt
from jiqun.records.applications.steps import last_submission
from jiqun.records.evidence.answers_with_evidence import outcome_with_evidence
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import answers
from jiqun.records.verdict import ALLOWED, Verdict, refused

_RESULT = Address("result")
_RESULTS = {"accept": "受理", "return": "退回补正", "refuse": "不予受理"}


def facts_for_check(filing: Filing) -> dict[str, str]:
    """What the system can tell of the application that a formal check is of."""
    found = filing.attached if hasattr(filing, "attached") else None
    return dict(judged_items(found.application)) if found else {}


def formal_check_passes(attempt: Attempt) -> Verdict:
    """The formal check is whole, and comes to accepting it."""
    return _comes_to(attempt, "accept")


def formal_check_is_whole(attempt: Attempt) -> Verdict:
    """The formal check is whole, and comes to refusing it."""
    return _comes_to(attempt, "refuse")


def _comes_to(attempt: Attempt, result: str) -> Verdict:
    filing = attached_form(attempt.application, FORMAL_CHECK)
    if filing is None:
        return refused("还没有填写形式审查表。请先逐项审查，作出结论。")
    step = last_submission(attempt.application)
    if step is not None and filing.changed_at < step.at:
        return refused("申报在形式审查以后重新提交过。请按新的版本再审查一遍。")
    found = count_findings(outcome_with_evidence(filing).findings)
    left = found.unfilled + found.error + found.confirm
    if left:
        return refused(f"形式审查表还有 {left} 处没有填写或者需要核实，请先处理。")
    answer = answers(filing).cells.get(_RESULT)
    concluded = str(answer.value) if answer else ""
    if concluded != result:
        words = _RESULTS.get(concluded, "没有填写")
        return refused(f"形式审查表的结论是“{words}”，不能办理“{_RESULTS[result]}”。")
    return ALLOWED
