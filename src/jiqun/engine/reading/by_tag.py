"""Read by tags: what the content controls and bookmarks of our own files say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jiqun.engine.definition import (
    Address,
    Field,
    Form,
    Layout,
    Line,
    Slot,
    Table,
    UnknownAddress,
    labels_of,
    own_row,
    parse_address,
    plan_periods,
)
from jiqun.engine.documents.tags import answer_of_bookmark, bookmark_index
from jiqun.engine.reading.by_label.official_paper import places_of
from jiqun.engine.reading.by_label.tick_boxes import CROSSED, EMPTY, TICKED
from jiqun.engine.reading.page.word_page import WordPage
from jiqun.engine.reading.result.reader_result import ReaderResult
from jiqun.engine.reading.result.report import ReadingConflict, Unclear

MOST_ADDED_ROWS = 60
_ADDED_TO = ("label", "unit")  # the words of a plan row that stand on paper beside its figures


@dataclass(frozen=True, slots=True)
class Places:
    """What the Word file of a form may name: answers with the blanks that stand for an empty one,
    and boxes."""

    blanks: dict[Address, tuple[str, ...]]
    boxes: frozenset[Address]


def known_places(form: Form, layout: Layout) -> Places:
    """Every place the Word file of a form may name."""
    blanks: dict[Address, tuple[str, ...]] = {}
    boxes: set[Address] = set()
    for line in _lines(layout):
        for piece in line.pieces:
            if isinstance(piece, Slot):
                hint = form.fields[piece.at.field].hint
                blanks[piece.at] = (*blanks.get(piece.at, ()), piece.blank, hint)
        for at in places_of(line):
            if at.option:
                boxes.add(at)
                blanks[at.whole] = ("",)  # beside the boxes: what was typed instead of a tick
    for field in form.fields.values():
        for row in _rows_of(field):
            for column in field.columns:
                if column.kind.typed:
                    blanks[Address(field.id, row=row, part=column.id)] = ("",)
        if field.kind.plan:
            rows = [i.id for i in field.indicators]
            rows += [own_row(n) for n in range(1, MOST_ADDED_ROWS + 1)]
            for row in rows:
                for part in (*_ADDED_TO, *plan_periods(form)):
                    blanks[Address(field.id, row=row, part=part)] = ("",)
    return Places(blanks, frozenset(boxes))


def _rows_of(field: Field) -> Iterable[str]:
    """The rows a file may have of a table: those the form gives, or as many as one may add."""
    if field.given:
        return [row.id for row in field.given]
    return [str(number) for number in range(1, MOST_ADDED_ROWS + 1)] if field.columns else []


def _lines(layout: Layout) -> Iterator[Line]:
    for sheet in layout.sheets:
        for block in sheet.blocks:
            if isinstance(block, Table):
                contents = (line for row in block.rows for cell in row.cells for line in cell.lines)
                yield from (line for line in contents if isinstance(line, Line))
            elif isinstance(block, Line):
                yield block


def read_tags(page: WordPage, form: Form, places: Places) -> ReaderResult:
    """What the tagged content controls say."""
    result = ReaderResult("tag")
    for control in page.controls:
        at = _tagged(form, control.tag)
        if at in places.boxes:
            _add_box(result, form, at, control.text, control.checked)
        elif at in places.blanks:
            text = "" if control.is_blank else control.text
            result.add_text(at, text, places.blanks[at])
        elif control.text.strip() and not control.is_blank:
            result.unclear.append(
                Unclear("", control.tag, control.text, "这个内容控件不属于本表，没有读取")
            )
    return result


def _tagged(form: Form, tag: str) -> Address | None:
    try:
        return parse_address(form, tag)
    except UnknownAddress:
        return None


def read_bookmarks(page: WordPage, form: Form, places: Places) -> ReaderResult:
    """What stands within the bookmarks of answers."""
    result = ReaderResult("bookmark")
    index = bookmark_index([*places.blanks, *places.boxes])
    for name, text in page.bookmarks:
        at = answer_of_bookmark(name, index) if name.startswith("f_") else None
        if at in places.boxes:
            _add_box(result, form, at, text, None)
        elif at is not None:
            result.add_text(at, text, places.blanks[at])
    return result


def _add_box(
    result: ReaderResult, form: Form, at: Address, text: str, checked: bool | None
) -> None:
    """A box is ticked as it is drawn; a control that remembers otherwise is a conflict."""
    option = form.fields[at.field].option(at.option)
    label = option.label if option else labels_of(form).full(at)
    ticked = any(c in TICKED or c in CROSSED for c in text)
    if not ticked and not any(c in EMPTY for c in text):
        if re.search(r"\S", text):
            message = "勾选框里的标记无法识别"
            result.unclear.append(Unclear("", label, text, message, (str(at),)))
        ticked = bool(checked)
    if checked is not None and checked != ticked:
        words = {True: "已勾选", False: "未勾选"}
        said = {"控件": words[checked], "页面": words[ticked]}
        result.conflicts.append(ReadingConflict(str(at), label, said, words[ticked]))
    result.boxes.setdefault(at.field, {})[at.option] = ticked
