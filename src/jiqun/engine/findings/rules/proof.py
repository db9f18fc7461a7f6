"""What must be proven: ticks by evidence 佐证材料, counts by lists 清单; the ledger 台账."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiqun.engine.definition import Address, Check, Field, cell
from jiqun.engine.expressions import print_number
from jiqun.engine.findings.finding import Way
from jiqun.engine.findings.repairs import ways_to
from jiqun.engine.findings.rule_context import Hit, RuleContext, whole_number
from jiqun.engine.kinds import NONE

_YES = "yes"


def option_evidence(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A ticked option, or a 是, that needs evidence and has none."""
    proven = context.proven
    for field in context.index.option_evidence:
        ticked = context.answers.value(field.id)
        if not isinstance(ticked, tuple):
            continue
        for option in field.options:
            at = Address(field.id, option.id)
            if option.id in ticked and at not in proven:
                yield Hit(at, {"option": option.label})
    for field in context.index.yes_evidence:
        chosen = field.option(_YES)
        if chosen is None or context.answers.value(field.id) != _YES:
            continue
        if proven.isdisjoint((Address(field.id), Address(field.id, _YES))):
            yield Hit(Address(field.id), {"option": chosen.label})


def list_missing(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A count above 0 whose list has no rows at all."""
    for field, period, count, total in context.counts:
        if count > 0 and total == 0:
            yield Hit(cell(field.id, period), _words(context, field, count))


def list_count(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A count that is not what the rows of its list add up to."""
    for field, period, count, total in context.counts:
        rows = context.rows.count(field, period) if total else 0
        if field.rows and total and rows != count:
            words = {
                **_words(context, field, count),
                "rows": str(rows),
                "wanted": _row_words(field),
            }
            at = cell(field.id, period)
            row_list = Way(Address(list=field.rows.list), str(count), str(rows), "条")
            ways = (*ways_to([(at, str(rows))], context), row_list)
            yield Hit(at, words, f"{count}≠{rows}", ways=ways)


def names_count(check: Check, context: RuleContext) -> Iterator[Hit]:
    """Names that are not as many as the count of the things they name."""
    for field in context.index.naming_fields:
        text = context.answers.value(field.id)
        counted = context.form.fields[field.names_for]
        count = whole_number(context.answers.value(counted.id))
        if not isinstance(text, str) or count is None:
            continue
        separators = f"[{re.escape(check.settings['separators'])}\n]"
        names = [n for n in re.split(separators, text) if n.strip() and n.strip() != NONE]
        if len(names) != count:
            words = {"count": str(count), "names": str(len(names))}
            number = Address(counted.id)
            yield Hit(
                Address(field.id),
                {**words, "number": context.labels.where(number)},
                f"{len(names)}≠{count}",
                ways=(
                    *ways_to([(number, str(len(names)))], context),
                    Way(Address(field.id), str(count), str(len(names)), "个名称"),
                ),
            )


def _words(context: RuleContext, field: Field, count: int) -> dict[str, str]:
    name = field.rows.list if field.rows else ""
    return {"count": str(count), "list": context.form.lists[name].label}


def _row_words(field: Field) -> str:
    """What a row must be, beside the year: 国家 · 排名1至3."""
    where = field.rows.where if field.rows else {}
    texts = [v for v in where.values() if v != "{period}"]
    return "、".join(_rank_words(text) for text in texts) or "各类"


def _rank_words(text: str) -> str:
    low, dots, high = text.partition("..")
    if not dots:
        return text
    return f"排名第{low}至第{high}位" if high else f"排名第{low}位及以后"


def ledger(check: Check, context: RuleContext) -> Iterator[Hit]:
    """An answer that cannot be the figure the ledger gives, printed rounded."""
    for at, figure in context.facts.ledger.items():
        reading = context.figures.read(at.field, at.period)
        if reading is None or reading.interval is None or reading.interval.holds(figure):
            continue
        field = context.form.fields[at.field]
        printed = print_number(figure, field.kind.decimals)
        answer = reading.shown or print_number(reading.interval.low / 2 + reading.interval.high / 2)
        if isinstance(reading.answer, Decimal):
            answer = print_number(reading.answer)
        yield Hit(
            at,
            {"answer": answer + _unit(field.unit), "ledger": printed + _unit(field.unit)},
            formula=f"{answer}≠{printed}",
            ways=ways_to([(at, printed)], context),
        )


def _unit(unit: str) -> str:
    return unit if unit == "%" else f" {unit}" if unit else ""
