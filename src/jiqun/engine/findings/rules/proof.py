"""What must be proven: ticks by evidence 佐证材料, counts by lists 清单; the ledger 台账."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from jiqun.engine.definition import Address, Check, Field, cell
from jiqun.engine.expressions import print_number, print_quantity
from jiqun.engine.findings.finding import Way
from jiqun.engine.findings.repairs import ways_to
from jiqun.engine.findings.rule_context import Hit, RuleContext, whole_number
from jiqun.engine.findings.wanted_evidence import figures_above, wanted_evidence
from jiqun.engine.kinds import NONE, comparison_key


def option_evidence(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A ticked option that needs evidence and has none."""
    for field, at in _unproven("each_option", context):
        option = field.option(at.option)
        yield Hit(at, {"option": option.label if option else at.option})


def yes_evidence(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A 是 that needs evidence and has none."""
    for _, at in _unproven("if_yes", context):
        yield Hit(at)


def count_evidence(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A count above 0 that needs evidence and has none."""
    for field, at in _unproven("list_and_evidence", context):
        figures = figures_above(field, context.answers).values()
        shown = (print_quantity(print_number(f, field.kind.decimals), field.unit) for f in figures)
        yield Hit(at, {"count": "、".join(shown)})


def _unproven(asked: str, context: RuleContext) -> Iterator[tuple[Field, Address]]:
    """Where evidence is wanted and none counts, in the fields of which it is so asked."""
    for field in context.index.evidence_of[asked]:
        for wanted in wanted_evidence(field, context.answers):
            if wanted.proven_by.isdisjoint(context.proven):
                yield field, wanted.at


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
    settled = context.settled(check)
    for field in context.index.naming_fields:
        text = context.answers.value(field.id) if cell(field.id) not in settled else None
        counted = context.form.fields[field.names_for]
        count = whole_number(context.answers.value(counted.id))
        if not isinstance(text, str) or count is None:
            continue
        names = [n for n in _parted(text, check.settings) if n != NONE]
        number = Address(counted.id)
        words = {"names": str(len(names)), "number": context.labels.where(number)}
        beside = ((str(number), context.answers.shown_at(number)),)
        times = Counter(map(comparison_key, names))
        twice = next((name for name in names if times[comparison_key(name)] > 1), None)
        if len(names) != count:
            fault = f"列了 {len(names)} 个名称，{words['number']}填了 {count}，两者不一致"
            ways = (
                *ways_to([(number, str(len(names)))], context),
                Way(Address(field.id), str(count), str(len(names)), "个名称"),
            )
            yield Hit(
                Address(field.id),
                {**words, "fault": fault},
                f"{len(names)}≠{count}",
                ways=ways,
                beside=beside,
            )
        elif twice is not None:
            fault = f"列了 {len(names)} 个名称，其中“{twice}”不止一次"
            yield Hit(Address(field.id), {**words, "fault": fault}, beside=beside)


def _parted(text: str, settings: Mapping[str, str]) -> Iterator[str]:
    """The names of a text, parted by marks and line ends; those inside brackets part nothing."""
    closed = _closed(text, settings["brackets"])
    start, inside = 0, -1  # where a name begins; up to where a pair of brackets reaches
    for place, character in enumerate(text):
        inside = max(inside, closed.get(place, -1))
        if place > inside and (character in settings["separators"] or character == "\n"):
            yield from filter(None, [text[start:place].strip()])
            start = place + 1
    yield from filter(None, [text[start:].strip()])


def _closed(text: str, pairs: str) -> dict[int, int]:
    """Where each bracket of a text is closed, by its place; one that never is, is none."""
    closing = dict(zip(pairs[::2], pairs[1::2], strict=True))
    opened: list[int] = []
    closed = {}
    for place, character in enumerate(text):
        if character in closing:
            opened.append(place)
        elif opened and character == closing[text[opened[-1]]]:
            closed[opened.pop()] = place
    return closed


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
            beside=(("ledger", printed),),
        )


def _unit(unit: str) -> str:
    return unit if unit == "%" else f" {unit}" if unit else ""
