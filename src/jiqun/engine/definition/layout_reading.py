"""Read the layout of a form from its folder: layout/layout.yaml and one file a sheet beside it.

What a text of it may hold is said in layout_text.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from jiqun.engine.definition.field_reading import with_years
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.layout import (
    Align,
    Block,
    Cell,
    Face,
    Layout,
    Line,
    LineStyle,
    Page,
    Row,
    RowsTable,
    Sheet,
    Table,
    TargetsTable,
)
from jiqun.engine.definition.layout_text import TextReading
from jiqun.engine.definition.source import Entry, Notebook, nearest, read_yaml

Choice = TypeVar("Choice", bound=str)

_FACES: tuple[Face, ...] = ("song", "hei", "kai", "fangsong", "title")
_ALIGNS: tuple[Align, ...] = ("left", "centre", "right", "justify")


def read_layout(folder: Path, root: Path, form: Form, notebook: Notebook) -> Layout | None:
    """The layout of a form's folder; None when layout.yaml cannot be read at all."""
    entry = read_yaml(folder / "layout" / "layout.yaml", root, notebook)
    if entry is None:
        return None
    styles = {name: _style(e) for name, e in entry.need("styles").pairs()}
    reading = _Reading(form, styles)
    page = _page(entry.need("page"))
    sheets = [
        reading.sheet(item, read_yaml(folder / "layout" / f"{item.text()}.yaml", root, notebook))
        for item in entry.need("order").items()
    ]
    entry.finish()
    return Layout(page=page, sheets=tuple(s for s in sheets if s is not None), styles=styles)


def _number(entry: Entry, key: str, default: float) -> float:
    value = entry.get(key)
    return float(value.number()) if value else default


def _one_of(entry: Entry, choices: tuple[Choice, ...]) -> Choice:
    return choices[choices.index(entry.one_of(choices))]


def _page(entry: Entry) -> Page:
    sides = ("width", "height", "top", "bottom", "left", "right")
    page = Page(*(float(entry.need(side).number()) for side in sides))
    entry.finish()
    return page


def _style(entry: Entry) -> LineStyle:
    size, align, rule = entry.need("size"), entry.get("align"), entry.get("rule")
    style = LineStyle(
        face=_one_of(entry.need("face"), _FACES),
        size=None if size.text() == "fit" else float(size.number()),
        align=_one_of(align, _ALIGNS) if align else "left",
        indent=_number(entry, "indent", 0),
        before=_number(entry, "before", 0),
        after=_number(entry, "after", 0),
        spring=_number(entry, "spring", 0),
        rule=rule.yes() if rule else False,
    )
    entry.finish()
    return style


class _Reading(TextReading):
    """Reads the sheets, their tables and cells."""

    def sheet(self, name: Entry, entry: Entry | None) -> Sheet | None:
        if entry is None:
            return None
        flows, sizes = entry.get("flows"), entry.get("sizes")
        largest, smallest = _sizes(sizes) if sizes else (12.0, 7.0)
        blocks: list[Block] = []
        for block in entry.need("blocks").items():
            table = block.get("table") if block.is_mapping else None
            rows = block.get("rows") if block.is_mapping else None
            style = block.get("instructions") if block.is_mapping else None
            if table:
                blocks.append(self.table(table))
                block.finish()
            elif rows:
                blocks.append(self.rows_table(block, rows))
            elif style:
                blocks += self.instructions(style)
                block.finish()
            else:
                blocks += self.lines(block)
        sheet = Sheet(
            id=name.text(),
            blocks=tuple(blocks),
            one_page=not (flows and flows.yes()),
            place=entry.place,
            largest=largest,
            smallest=smallest,
        )
        entry.finish()
        return sheet

    def table(self, entry: Entry) -> Table:
        widths = tuple(float(w.number()) for w in entry.need("widths").items())
        taken: list[int] = [0] * len(widths)  # rows each column is still held by a cell above
        rows = []
        for item in entry.need("rows").items():
            rows.append(self.row(item, taken))
            taken = [max(0, n - 1) for n in taken]
        table = Table(widths, tuple(rows), entry.place)
        entry.finish()
        return table

    def row(self, entry: Entry, taken: list[int]) -> Row:
        """A row: a list of cells, or `cells` with the `least` height; the last cell reaches to
        the right edge. `taken` is brought up to date with the cells that begin here."""
        cells = entry.need("cells").items() if entry.is_mapping else entry.items()
        least = _number(entry, "least", 0) if entry.is_mapping else 0.0
        free = taken.count(0)
        read = []
        for number, item in enumerate(cells):
            cell = self.cell(item, rest=free if number == len(cells) - 1 else 1)
            read.append(cell)
            free -= cell.columns
            for _ in range(cell.columns):
                if 0 in taken:
                    taken[taken.index(0)] = cell.rows
        if entry.is_mapping:
            entry.finish()
        return Row(tuple(read), entry.place, least)

    def cell(self, entry: Entry, rest: int) -> Cell:
        span, rows, lines = (
            (entry.get("span"), entry.get("rows"), entry.get("lines"))
            if entry.is_mapping
            else (None, None, None)
        )
        content: list[Line | TargetsTable | RowsTable] = []
        for item in lines.items() if lines else [entry]:
            targets = item.get("targets") if item.is_mapping else None
            table = item.get("rows") if item.is_mapping and lines else None
            if targets:
                content.append(self.targets(item, targets))
            elif table:
                content.append(self.rows_table(item, table))
            else:
                content += self.lines(item)
        if lines:
            entry.finish()
        return Cell(
            lines=tuple(content),
            columns=span.integer() if span else max(rest, 1),
            rows=rows.integer() if rows else 1,
            place=entry.place,
        )

    def targets(self, entry: Entry, field: Entry) -> TargetsTable:
        open_rows = entry.get("open")
        plan = self.form.fields.get(field.text())
        directions = tuple(plan.directions) if plan else ()
        table = TargetsTable(
            field=field.text(),
            heads=tuple(with_years(t, self.form.base_year) for t in entry.need("heads").texts()),
            widths=tuple(float(w.number()) for w in entry.need("widths").items()),
            place=entry.place,
            open=tuple(e.one_of(directions) for e in open_rows.items()) if open_rows else (),
        )
        entry.finish()
        return table

    def rows_table(self, entry: Entry, named: Entry) -> RowsTable:
        """A table of rows; heads are the labels of the columns where none are given."""
        field = self.form.fields.get(named.text())
        if field is None or not field.columns:
            named.mistake(f"“{named.text()}”不是表格类的填报项。")
        known = [column.id for column in field.columns] if field else []
        columns, heads, blank = entry.get("columns"), entry.get("heads"), entry.get("blank")
        names = columns.texts() if columns else tuple(known)
        for item in columns.items() if columns else ():
            if item.text() not in known:
                item.mistake(f"没有列“{item.text()}”。{nearest(item.text(), known)}")
        labels = {column.id: column.label for column in field.columns} if field else {}
        lead = entry.get("lead")
        table = RowsTable(
            field=named.text(),
            columns=names,
            lead=lead.text() if lead else "序号",
            heads=heads.texts() if heads else tuple(labels.get(name, name) for name in names),
            widths=tuple(float(w.number()) for w in entry.need("widths").items()),
            blank=blank.integer() if blank else 3,
            place=entry.place,
        )
        entry.finish()
        return table


def _sizes(entry: Entry) -> tuple[float, float]:
    """Sizes in pt written "12..7"; one number for both ends."""
    largest, _, smallest = entry.text().partition("..")
    try:
        return float(largest), float(smallest or largest)
    except ValueError:
        entry.mistake(f"“{entry.text()}”不是字号的范围，应写成 12..7 这样。")
        return 12.0, 7.0
