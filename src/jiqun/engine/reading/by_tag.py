"""Read by tags: what the content controls and bookmarks of our own files say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.engine.definition import Form, Layout, Line, Slot, Table
from jiqun.engine.documents.tags import bookmark_index, tag_of_bookmark
from jiqun.engine.reading.by_label.official_paper import tags_of
from jiqun.engine.reading.by_label.tick_boxes import CROSSED, EMPTY, TICKED
from jiqun.engine.reading.page.word_page import WordPage
from jiqun.engine.reading.result.reader_result import ReaderResult
from jiqun.engine.reading.result.report import ReadingConflict, Unclear

MOST_ADDED_ROWS = 60
TARGET_PARTS = ("label", "unit", "baseline")


@dataclass(frozen=True, slots=True)
class Places:
    """The tags a form may carry: the blanks of its answers, and its boxes (tag → field, option)."""

    blanks: dict[str, tuple[str, ...]]
    boxes: dict[str, tuple[str, str]]


def known_places(form: Form, layout: Layout) -> Places:
    """Every tag the Word file of a form may carry."""
    blanks: dict[str, tuple[str, ...]] = {}
    boxes: dict[str, tuple[str, str]] = {}
    for sheet in layout.sheets:
        for block in sheet.blocks:
            for line in _lines(block):
                for piece in line.pieces:
                    if isinstance(piece, Slot):
                        tag = f"{piece.field}.{piece.period}" if piece.period else piece.field
                        hint = form.fields[piece.field].hint
                        blanks[tag] = (*blanks.get(tag, ()), piece.blank, hint)
                for tag in tags_of(line):
                    name, _, rest = tag.partition(".")
                    if form.fields[name].options:
                        boxes[tag] = (name, rest)
                        blanks[name] = ("",)  # beside the boxes: what was typed instead of a tick
    for name in (f.id for f in form.fields.values() if f.kind.plan):
        rows = [i.id for i in form.indicators]
        rows += [f"other_{n}" for n in range(1, MOST_ADDED_ROWS + 1)]
        for row in rows:
            for part in (*TARGET_PARTS, *form.plan_years):
                blanks[f"{name}.{row}.{part}"] = ("",)
    return Places(blanks, boxes)


def _lines(block: Line | Table) -> list[Line]:
    if isinstance(block, Line):
        return [block]
    return [
        line
        for row in block.rows
        for cell in row.cells
        for line in cell.lines
        if isinstance(line, Line)
    ]


def read_tags(page: WordPage, form: Form, places: Places) -> ReaderResult:
    """What the tagged content controls say."""
    result = ReaderResult("tag")
    for control in page.controls:
        if control.tag in places.boxes:
            _add_box(result, form, places.boxes[control.tag], control.text, control.checked)
        elif control.tag in places.blanks:
            text = "" if control.is_blank else control.text
            result.add_text(control.tag, text, places.blanks[control.tag])
        elif control.text.strip() and not control.is_blank:
            result.unclear.append(
                Unclear("", control.tag, control.text, "这个内容控件不属于本表，没有读取")
            )
    return result


def read_bookmarks(page: WordPage, form: Form, places: Places) -> ReaderResult:
    """What stands within the bookmarks of answers."""
    result = ReaderResult("bookmark")
    index = bookmark_index([*places.blanks, *places.boxes])
    for name, text in page.bookmarks:
        tag = tag_of_bookmark(name, index) if name.startswith("f_") else None
        if tag in places.boxes:
            _add_box(result, form, places.boxes[tag], text, None)
        elif tag is not None:
            result.add_text(tag, text, places.blanks[tag])
    return result


def _add_box(
    result: ReaderResult, form: Form, box: tuple[str, str], text: str, checked: bool | None
) -> None:
    """A box is ticked as it is drawn; a control that remembers otherwise is a conflict."""
    name, option = box
    ticked = any(c in TICKED or c in CROSSED for c in text)
    if not ticked and not any(c in EMPTY for c in text):
        if re.search(r"\S", text):
            message = "勾选框里的标记无法识别"
            label = next((o.label for o in form.fields[name].options if o.id == option), option)
            result.unclear.append(Unclear("", label, text, message, (f"{name}.{option}",)))
        ticked = bool(checked)
    if checked is not None and checked != ticked:
        words = {True: "已勾选", False: "未勾选"}
        label = next((o.label for o in form.fields[name].options if o.id == option), option)
        result.conflicts.append(
            ReadingConflict(
                f"{name}.{option}",
                label,
                {"控件": words[checked], "纸面": words[ticked]},
                words[ticked],
            )
        )
    result.boxes.setdefault(name, {})[option] = ticked
