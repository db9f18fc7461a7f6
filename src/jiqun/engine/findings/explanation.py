"""The gate of explanations 情况说明: whether what was written lets a confirm-level finding pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from jiqun.engine.answers import Answers
from jiqun.engine.definition import CheckList, ExplanationRules
from jiqun.engine.findings.finding import Finding
from jiqun.engine.findings.finding_figures import changes_said
from jiqun.engine.findings.nearly_same import is_near
from jiqun.engine.findings.rules.saying import bare, has_chinese, is_one_again_and_again
from jiqun.engine.findings.rules.texts import placeholder_in
from jiqun.engine.kinds import count_characters

_SENTENCE_ENDS = re.compile("[。；？！]")


def apply_explanations(
    findings: Sequence[Finding], answers: Answers
) -> tuple[list[Finding], list[Finding]]:
    """The findings that stay, and those that pass.

    Of those that stay the message says why an explanation is not enough; one whose explanation was
    written for other figures has `lapsed`.
    """
    texts = {key.rstrip(":"): text for key, text in answers.explanations.items()}
    if not texts:
        return list(findings), []
    keys = {f.key: key for f in findings if (key := _written_under(f, texts)) is not None}
    gate = _Gate(answers.form.checks, [texts[key] for key in keys.values()], findings)
    staying: list[Finding] = []
    passing: list[Finding] = []
    for finding in findings:
        key = keys.get(finding.key)
        if key is None:
            staying.append(finding)
            continue
        fault = gate.fault(texts[key], finding)
        lapsed = changes_said(answers.form, answers.seen.get(key, finding.figures), finding.figures)
        if fault:
            message = f"{finding.message}情况说明不符合要求：{fault}"
            staying.append(replace(finding, message=message))
        elif lapsed:
            staying.append(replace(finding, lapsed=lapsed))
        else:
            passing.append(finding)
    return staying, passing


def _written_under(finding: Finding, texts: Mapping[str, str]) -> str | None:
    """The key of what was written for a finding that words can settle: its own, or its former."""
    keys = (finding.key, finding.former_key) if finding.level == "confirm" else ()
    return next((key for key in keys if key in texts), None)


class _Gate:
    """What the explanations of a form are judged by: the rules of its data, all explanations that
    stand, and what the findings say."""

    def __init__(
        self, checks: CheckList, explained: Sequence[str], findings: Sequence[Finding]
    ) -> None:
        self._rules = checks.explanations
        self._marks = next(
            (check.settings["marks"] for check in checks.checks if check.rule == "placeholder"), ""
        )
        self._times = Counter(map(bare, explained))
        self._messages = [f.message for f in findings if f.level == "confirm"] if explained else []

    def fault(self, text: str, finding: Finding) -> str:
        """Why a text explains nothing; empty where it will do."""
        placeholder = placeholder_in(text, self._marks) if self._marks else ""
        if placeholder:
            return f"其中“{placeholder}”是占位文字，请换成实际内容。"
        if not has_chinese(text) or is_one_again_and_again(text):
            return "没有写出内容，请用中文写明具体原因。"
        if self._rules is not None:
            fault = self._fault_by(self._rules, text, finding)
            if fault:
                return fault
        if self._times[bare(text)] > 1:
            return "与另一处的情况说明相同，请分别写明各自的原因。"
        return ""

    def _fault_by(self, rules: ExplanationRules, text: str, finding: Finding) -> str:
        if _is_stock(bare(text), _stock(rules)):
            return "只写了“核实无误”“情况属实”一类的话，没有说明原因，请写明具体原因。"
        count, least = count_characters(text), int(rules.least.value)
        if count < least:
            return f"只有 {count} 字，至少 {least} 字，请写明具体原因。"
        percent = int(rules.copied.value)
        said = (*_SENTENCE_ENDS.split(finding.message), *self._messages)
        if any(is_near(bare(text), bare(words), percent) for words in said):
            return "照抄了校验结果的文字，没有说明原因，请写明具体原因。"
        return ""


@lru_cache(maxsize=64)
def _stock(rules: ExplanationRules) -> tuple[str, ...]:
    """The stock phrases, as they are compared."""
    return tuple(map(bare, rules.stock))


def _is_stock(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text is stock phrases one after another, and nothing else."""
    ends = {0}
    for start in range(len(text)):
        if start in ends:
            ends.update(start + len(p) for p in phrases if text.startswith(p, start))
        elif max(ends) < start:
            return False
    return len(text) in ends
