"""Read the fields 填报项 of a part, and the columns of its tables, from their entries."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from jiqun.engine.definition.form import (
    EVIDENCE,
    Field,
    Form,
    GivenRow,
    Indicator,
    Option,
    Range,
    RowCount,
    year_of,
)
from jiqun.engine.definition.formula_reading import read_expression, read_template
from jiqun.engine.definition.source import Entry, nearest
from jiqun.engine.definition.years import WORDS
from jiqun.engine.expressions import Expression, parse
from jiqun.engine.kinds import KINDS, Kind

_FIELD_KINDS = tuple(kind.id for kind in KINDS.values() if kind.in_fields)
_COLUMN_KINDS = tuple(
    kind.id for kind in KINDS.values() if (kind.in_fields or kind.in_lists) and not kind.tabular
)
_PLAN_KINDS = tuple(kind.id for kind in KINDS.values() if kind.in_plan)
_REQUIRED = ("yes", "no", "at_submission")
IF = "if "
"""What leads the condition under which an answer is required."""


def with_years(text: str, base_year: int) -> str:
    """Words of the form with {Y}, {Y-2}, … replaced by the years they stand for."""
    if "{Y" not in text:
        return text
    for word in WORDS:
        text = text.replace("{" + word + "}", year_of(word, base_year))
    return text


def read_field(
    field_id: str,
    entry: Entry,
    section_id: str,
    base_year: int,
    sources: Mapping[str, Form],
    in_table: bool = False,
) -> Field:
    """A field of a section, or (in_table) a column of one of its tables."""

    def text(key: str) -> str:
        value = entry.get(key)
        return with_years(value.text(), base_year) if value else ""

    def whole_number(key: str) -> int | None:
        value = entry.get(key)
        return value.integer() if value else None

    def yes(key: str, default: bool) -> bool:
        value = entry.get(key)
        return value.yes() if value else default

    def choice(key: str, choices: tuple[str, ...], default: str) -> str:
        value = entry.get(key)
        return value.one_of(choices) if value else default

    span, rows = entry.get("range"), entry.get("rows")
    like_row = in_table and entry.get("like") is not None
    kinds = ("表格的列", _COLUMN_KINDS) if in_table else ("填报项", _FIELD_KINDS)
    kind = KINDS["text"] if like_row else read_kind(entry, *kinds)
    if like_row:
        entry.need("like").one_of(("row",))
    required, required_if = _required(entry.get("required"))
    least, most = _number(entry.get("number"))
    columns, given = entry.get("columns"), entry.get("given")
    words = entry.get("words")
    directions = {i: own.text() for i, own in entry.need("directions").pairs()} if kind.plan else {}
    indicators = entry.get("indicators") if kind.plan else None
    field = Field(
        id=field_id,
        label=with_years(entry.need("label").text(), base_year),
        kind=kind,
        section=section_id,
        place=entry.place,
        unit=text("unit"),
        periods=_years(entry.get("years"), base_year),
        required=required,
        required_if=required_if,
        none_allowed=yes("none", False),
        month_allowed=yes("month", False),
        range=_range(span) if span else Range(),
        limit=whole_number("limit"),
        options=_options(entry.get("options"), kind),
        evidence=choice("evidence", EVIDENCE, ""),
        rows=_row_count(rows) if rows else None,
        names_for=text("names_for"),
        hint=text("hint"),
        inside=text("inside"),
        level=choice("level", ("city", "county"), ""),
        written_by=choice("written_by", ("county", "city"), "county"),
        instruction=whole_number("instruction"),
        formula=text("formula"),
        default=text("default"),
        note=text("note"),
        official=yes("official", True),
        words=words.texts() if words else (),
        columns=tuple(
            read_field(i, own, section_id, base_year, sources, in_table=True)
            for i, own in columns.pairs()
        )
        if columns
        else (),
        given=tuple(_given_row(i, own, base_year, sources) for i, own in given.pairs())
        if given
        else (),
        least=least,
        most=most,
        like_row=like_row,
        directions=directions,
        indicators=tuple(_indicator(i, own, directions) for i, own in indicators.pairs())
        if indicators
        else (),
    )
    entry.finish()
    return field


def _required(entry: Entry | None) -> tuple[str, Expression | None]:
    """yes, no, at_submission, or "if" with the condition it is required under."""
    if entry is None:
        return _REQUIRED[0], None
    if not entry.text().startswith(IF):
        return entry.one_of(_REQUIRED), None
    return IF.strip(), read_expression(entry, after=IF)


def _number(entry: Entry | None) -> tuple[Expression | None, Expression | None]:
    """How many rows or files: "1..20", "3..", or formulas for `least` and `most`."""
    if entry is None:
        return None, None
    if entry.is_mapping:
        least, most = entry.get("least"), entry.get("most")
        entry.finish()
        return (
            read_expression(least) if least else None,
            read_expression(most) if most else None,
        )
    low, dots, high = entry.text().partition("..")
    if not dots or not all(end.isdigit() for end in (low, high) if end):
        entry.mistake(
            f"“{entry.text()}”不是个数的范围，应写成 1..20、2.. 或 least、most 两个公式。"
        )
        return None, None
    return parse(low) if low else None, parse(high) if high else None


def _given_row(row_id: str, entry: Entry, base_year: int, sources: Mapping[str, Form]) -> GivenRow:
    """A row the form gives: its label alone, or a mapping with what it is about."""
    if entry.is_text:
        return GivenRow(row_id, with_years(entry.text(), base_year))
    of, says = entry.get("of"), entry.get("says")
    about = read_expression(of) if of else None
    row = GivenRow(
        id=row_id,
        label=with_years(entry.need("label").text(), base_year),
        of=about,
        says=read_template(says) if says else None,
        like=_asked(of, about, sources) if of and about else None,
    )
    entry.finish()
    return row


def _indicator(indicator_id: str, entry: Entry, directions: Mapping[str, str]) -> Indicator:
    indicator = Indicator(
        id=indicator_id,
        direction=entry.need("direction").one_of(tuple(directions)),
        label=entry.need("label").text(),
        unit=entry.need("unit").text(),
        kind=read_kind(entry, "规划指标", _PLAN_KINDS),
    )
    entry.finish()
    return indicator


def _asked(entry: Entry, about: Expression, sources: Mapping[str, Form]) -> Field | None:
    """The field of the source whose answer a row is about."""
    use = about.uses[0] if len(about.uses) == 1 else None
    source = sources.get(use.source) if use else None
    field = source.fields.get(use.name) if source and use else None
    if use and source and field is None:
        hint = nearest(use.name, source.fields)
        entry.mistake(f"表“{source.title}”没有填报项“{use.name}”。{hint}")
    elif source is None:
        entry.mistake("应写成一个来源的填报项，如 application.total_output[Y]。")
    return field


def read_kind(entry: Entry, what: str, allowed: tuple[str, ...]) -> Kind:
    """The kind an entry names; the first that may stand there where it names none of those."""
    named = entry.need("kind")
    kind = KINDS.get(named.text()) if named.is_text else None
    if kind is not None and kind.id not in allowed:
        words = f"{kind.label}（{kind.id}）不能作{what}的类型"
        named.mistake(f"{words}，可用的类型有：{'、'.join(allowed)}。")
        return KINDS[allowed[0]]
    return KINDS[named.one_of(allowed)]


def _options(entry: Entry | None, kind: Kind) -> tuple[Option, ...]:
    """The options the kind brings, or the form gives."""
    if entry is not None and kind.options:
        words = "、".join(label for _, label in kind.options)
        entry.mistake(f"{kind.id} 类的填报项自带选项（{words}），不能另写选项。")
    given = [(i, e.text()) for i, e in entry.pairs()] if entry else []
    return tuple(Option(*pair) for pair in kind.options or given)


def _years(entry: Entry | None, base_year: int) -> tuple[str, ...]:
    years = []
    for item in entry.items() if entry else ():
        try:
            years.append(year_of(item.text(), base_year))
        except ValueError:
            item.mistake(f"“{item.text()}”不是年份，应写成 Y、Y-1、Y+3 这样。")
    return tuple(years)


def _range(entry: Entry) -> Range:
    """A range written "0..100", "0..", "..100" or ">0"."""
    text = entry.text()
    try:
        if text.startswith(">"):
            return Range(low=Decimal(text[1:]), low_open=True)
        low, _, high = text.partition("..")
        return Range(Decimal(low) if low else None, Decimal(high) if high else None)
    except InvalidOperation:
        entry.mistake(f"“{text}”不是范围，应写成 0..100、0..、..100 或 >0。")
        return Range()


def _row_count(entry: Entry) -> RowCount:
    where = entry.get("where")
    rows = RowCount(
        entry.need("list").text(), {k: e.text() for k, e in where.pairs()} if where else {}
    )
    entry.finish()
    return rows
