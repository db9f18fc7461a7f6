"""What must hold of an application for a move, and the words that say what does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jiqun.engine import Address, count_findings
from jiqun.records.applications.deadlines import is_open
from jiqun.records.applications.models import Application
from jiqun.records.evidence.answers_with_evidence import (
    answers_with_evidence,
    outcome_with_evidence,
)
from jiqun.records.verdict import ALLOWED, Verdict, refused

_OF_THE_SEAL = "declaration_missing"
_SIGNATORY = Address("declaration_signatory")


def call_is_open(application: Application) -> Verdict:
    """The call takes changes now."""
    return is_open(application)


def ready_to_freeze(application: Application) -> Verdict:
    """Nothing is missing or wrong but what is done on the printed paper; what was to be explained
    is; and it is said who signs."""
    filing = application.filing
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


CONDITIONS: Mapping[str, Callable[[Application], Verdict]] = {
    condition.__name__: condition for condition in (call_is_open, ready_to_freeze)
}
"""By the names that the table of the procedure has for them."""
