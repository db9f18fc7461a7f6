"""The rules of the engine by name: what a check of a form's data can ask for beside a condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jiqun.engine.answers import EVIDENCE, LISTS
from jiqun.engine.definition import Check
from jiqun.engine.findings.repairs import only_taken
from jiqun.engine.findings.rule_context import Hit, Rule, RuleContext
from jiqun.engine.findings.rules.failed_standard import standard_not_met
from jiqun.engine.findings.rules.lists import repeated_row, row_incomplete, row_late
from jiqun.engine.findings.rules.plan import plan_missing, plan_path, plan_rising
from jiqun.engine.findings.rules.proof import (
    count_evidence,
    ledger,
    list_count,
    list_missing,
    names_count,
    option_evidence,
    yes_evidence,
)
from jiqun.engine.findings.rules.required import (
    declaration,
    nothing_ticked,
    required,
    sealed_scan,
)
from jiqun.engine.findings.rules.row_numbers import one_row, row_number
from jiqun.engine.findings.rules.saying import (
    no_answer,
    no_chinese,
    none_in_other_words,
    short_text,
)
from jiqun.engine.findings.rules.texts import (
    name_pattern,
    placeholder,
    repeated_text,
    total_length,
)


def input_problems(check: Check, context: RuleContext) -> Iterator[Hit]:
    """Everything reading noted under the check's code."""
    return (only_taken(hit, context) for hit in context.input_hits.get(check.code, ()))


def elsewhere(check: Check, context: RuleContext) -> Iterator[Hit]:
    """Nothing: the check is made by another part of the engine, which only asks for the words."""
    return iter(())


RULES: Mapping[str, Rule] = {
    "required": required,
    "door": input_problems,
    "name_pattern": name_pattern,
    "placeholder": placeholder,
    "repeated_text": repeated_text,
    "none_in_other_words": none_in_other_words,
    "no_answer": no_answer,
    "no_chinese": no_chinese,
    "short_text": short_text,
    "nothing_ticked": nothing_ticked,
    "option_evidence": option_evidence,
    "yes_evidence": yes_evidence,
    "count_evidence": count_evidence,
    "list_missing": list_missing,
    "list_count": list_count,
    "names_count": names_count,
    "row_incomplete": row_incomplete,
    "repeated_row": repeated_row,
    "row_late": row_late,
    "total_length": total_length,
    "plan_missing": plan_missing,
    "plan_rising": plan_rising,
    "plan_path": plan_path,
    "ledger": ledger,
    "declaration": declaration,
    "sealed_scan": sealed_scan,
    "row_number": row_number,
    "one_row": one_row,
    "standard_not_met": standard_not_met,
    "elsewhere": elsewhere,
}

RESTS_ON: Mapping[str, str] = {
    "option_evidence": EVIDENCE,
    "yes_evidence": EVIDENCE,
    "count_evidence": EVIDENCE,
    "sealed_scan": EVIDENCE,
    "list_missing": LISTS,
    "list_count": LISTS,
    "row_incomplete": LISTS,
    "repeated_row": LISTS,
    "row_late": LISTS,
}
"""The rules that cannot tell anything without what is handed in with the form, and of which: a file
that does not carry it is not blamed, the check is listed as not made."""
