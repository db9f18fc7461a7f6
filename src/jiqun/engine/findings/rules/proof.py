"""What must be proven: evidence 佐证材料 for ticks, and rows of lists 清单 for counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiqun.engine.definition import Check, Field
from jiqun.engine.findings.finding import Repair
from jiqun.engine.findings.rule_context import Hit, RuleContext, whole
from jiqun.engine.kinds import NONE

_YES = "yes"


def option_evidence(check: Check, sight: RuleContext) -> Iterator[Hit]:
    """A ticked option, or a 是, that needs evidence and has none."""
    proven = sight.proven
    for field in sight.prepared.option_evidence:
        ticked = sight.answers.value(field.id)
        if not isinstance(ticked, tuple):
            continue
        for option in field.options:
            if option.id in ticked and (field.id, option.id) not in proven:
                yield Hit(field.id, None, option.id, words={"option": option.label})
    for field in sight.prepared.yes_evidence:
        chosen = field.option(_YES)
        if chosen is None or sight.answers.value(field.id) != _YES:
            continue
        if (field.id, None) not in proven and (field.id, _YES) not in proven:
            yield Hit(field.id, words={"option": chosen.label})


def list_missing(check: Check, sight: RuleContext) -> Iterator[Hit]:
    """A count above 0 whose list has no rows at all."""
    for field, period, count, total in sight.counts:
        if count > 0 and total == 0:
            yield Hit(field.id, period, words=_words(sight, field, count))


def list_count(check: Check, sight: RuleContext) -> Iterator[Hit]:
    """A count that is not what the rows of its list add up to."""
    for field, period, count, total in sight.counts:
        rows = sight.rows.count(field, period) if total else 0
        if total and rows != count:
            words = {**_words(sight, field, count), "rows": str(rows), "wanted": _wanted(field)}
            yield Hit(
                field.id,
                period,
                words=words,
                formula=f"{count}≠{rows}",
                repair=Repair(field.id, str(rows), period),
            )


def names_count(check: Check, sight: RuleContext) -> Iterator[Hit]:
    """Names that are not as many as the count of the things they name."""
    for field in sight.prepared.naming_fields:
        text = sight.answers.value(field.id)
        counted = sight.form.fields[field.names_for]
        count = whole(sight.answers.value(counted.id))
        if not isinstance(text, str) or count is None:
            continue
        separators = f"[{re.escape(check.settings['separators'])}\n]"
        names = [n for n in re.split(separators, text) if n.strip() and n.strip() != NONE]
        if len(names) != count:
            words = {"count": str(count), "names": str(len(names))}
            yield Hit(
                field.id,
                words={**words, "number": sight.naming.where(counted.id, None)},
                formula=f"{len(names)}≠{count}",
                repair=Repair(counted.id, str(len(names))),
            )


def _words(sight: RuleContext, field: Field, count: int) -> dict[str, str]:
    name = field.rows.list if field.rows else ""
    return {"count": str(count), "list": sight.form.lists[name].label}


def _wanted(field: Field) -> str:
    """What a row must be, beside the year: 国家 · 排名1至3."""
    where = field.rows.where if field.rows else {}
    texts = [v for v in where.values() if v != "{period}"]
    return "、".join(_said(text) for text in texts) or "各类"


def _said(text: str) -> str:
    low, dots, high = text.partition("..")
    if not dots:
        return text
    return f"排名第{low}至第{high}位" if high else f"排名第{low}位及以后"
