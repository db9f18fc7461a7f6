"""Lint of tables of rows 多行: their columns, the rows a form gives, and how many there may be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from jiqun.engine.definition.form import Field, Form, GivenRow
from jiqun.engine.definition.source import Entry, SourcePlace
from jiqun.engine.expressions import Expression

ID = re.compile(r"[a-z][a-z0-9_]*")
NOT_AN_ID = "编号只能用小写字母、数字和下划线，并以字母开头。"
IN_ROWS = ("of", "says", "from_ledger")
"""What a formula in a row may name beside the columns; no column and no row is called so."""
IN_FORMULAS = ("it", "row", "y", "and", "or", "not", "in")
"""The words of formulas; nothing a formula may name is called so."""

_NOT_IN_COLUMNS = (
    ("years", "按年度填写的内容每年写成一行"),
    ("rows", "清单的行数只能用在填报项"),
    ("names_for", "名称只能列在填报项"),
    ("inside", "上级区划只能用在填报项"),
    ("default", "默认内容只能用在填报项"),
    ("evidence", "佐证材料只能对填报项要求，列里可另设 file 类的列"),
)
_OF_THE_ROW = ("unit", "range", "options", "none", "limit", "level")

Mistakes = Iterator[tuple[SourcePlace, str]]


def lint_table(field: Field, form: Form, entry: Entry | None) -> Mistakes:
    """What is wrong with a field as a table: of its columns, as such, each by itself is looked at
    where fields are."""
    is_table = field.kind.tabular and not field.kind.plan
    for key in ("columns", "given"):
        own = entry.get(key) if entry and not is_table else None
        if own:
            text = f"{field.kind.id} 类没有列和行，“{key}”只用于 rows 类；请改类型，或删去这一项。"
            yield own.place, text
    if is_table and not field.columns:
        yield _at(entry, field.place), "表格没有列，请用“columns”写明每一列。"
    yield from _columns(field, form, entry)
    yield from _given_rows(field, entry)


def lint_number(field: Field, entry: Entry | None) -> Mistakes:
    """What is wrong with the number of rows or files."""
    own = entry.get("number") if entry else None
    if own is None:
        return
    if not field.kind.numbered:
        text = f"{field.kind.id} 类没有个数可限，“number”只用于表格的行、多选的项和文件。"
        yield own.place, text
    if field.given:
        yield own.place, "行由本表给出（given），个数已定，请删去“number”。"
    least, most = _plain(field.least), _plain(field.most)
    if least is not None and most is not None and least > most:
        yield own.place, f"个数的下限{least}大于上限{most}，请对调或改正。"
    for key, limit in (("least", field.least), ("most", field.most)):
        if limit is not None and limit.gives not in ("number", "answer"):
            place = (own.get(key) or own).place if own.is_mapping else own.place
            yield place, f"“{limit.text}”算不出个数，应写一个数或算出数的公式。"


def _plain(limit: Expression | None) -> int | None:
    return int(limit.text) if limit and limit.text.strip().isdigit() else None


def _columns(field: Field, form: Form, entry: Entry | None) -> Mistakes:
    columns = entry.get("columns") if entry else None
    named = {*form.fields, *form.lists, *form.facts, *form.checks.numbers}
    for column in field.columns:
        own = columns.get(column.id) if columns else None
        place, name = _at(own, column.place), f"列 {column.id} "
        yield from _id(column.id, name, place)
        if column.id in named:
            yield place, f"{name}与本表的填报项、清单、已知数或数值重名，公式分不清，请换一个编号。"
        for key, why in _NOT_IN_COLUMNS:
            if own and (unfit := own.get(key)):
                yield unfit.place, f"{name}不能写“{key}”：{why}。请删去这一项。"
        if column.like_row:
            yield from _like_row(field, name, place, own)


def _like_row(field: Field, name: str, place: SourcePlace, own: Entry | None) -> Mistakes:
    if not field.given:
        yield place, f"{name}写了 like: row，本表却没有给出的行（given），请写明 kind。"
    for row in field.given:
        if row.like is None:
            yield (
                place,
                f"{name}写了 like: row，行 {row.id} 却没有“of”，不知是什么类型，请补写。",
            )
    for key in _OF_THE_ROW:
        if own and (unfit := own.get(key)):
            yield unfit.place, f"{name}写了 like: row，“{key}”随各行而定，请删去这一项。"


def _given_rows(field: Field, entry: Entry | None) -> Mistakes:
    given = entry.get("given") if entry else None
    for row in field.given:
        own = given.get(row.id) if given else None
        yield from _given_row(row, _at(own, field.place))


def _given_row(row: GivenRow, place: SourcePlace) -> Mistakes:
    yield from _id(row.id, f"行 {row.id} ", place)
    if not row.label.strip():
        yield place, f"行 {row.id} 没有名称，请写明“label”。"
    if "{Y" in row.label:
        yield place, f"行 {row.id} 有认不出的年份，应写成 {{Y}}、{{Y-1}}、{{Y+3}} 这样。"


def _id(word: str, name: str, place: SourcePlace) -> Mistakes:
    if not ID.fullmatch(word):
        yield place, f"{name}的{NOT_AN_ID}"
    if word in (*IN_ROWS, *IN_FORMULAS):
        reserved: Collection[str] = IN_ROWS if word in IN_ROWS else IN_FORMULAS
        yield place, f"{name}不能用这个编号：{'、'.join(reserved)}在公式里另有意义。请换一个编号。"


def _at(entry: Entry | None, own: SourcePlace) -> SourcePlace:
    return entry.place if entry else own
