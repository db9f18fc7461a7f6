"""Read the texts of a layout: the official words and, in braces, what stands between them.

A place is written as its address, a year in it counted from Y: `{field}`, `{field:Y-1}`,
`{field|blank}` (what the empty form prints there), `{field|blank|other other}` (the answers printed
instead where it is empty), `{field.option}` (a tick box with its label), `{field.*}` (a line for
each box). `{Y-2}` alone is a year.
Each line of a text is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jiqun.engine.definition.address import Address, cell
from jiqun.engine.definition.field_reading import with_years
from jiqun.engine.definition.form import Field, Form, year_of
from jiqun.engine.definition.layout import Line, LineStyle, Piece, Slot, Tick, Words
from jiqun.engine.definition.source import Entry, nearest

ROLES = ("heading", "declaration", "signature", "seal", "date")
_MARK = re.compile(r"\{([^{}]*)\}")
_PLACE = re.compile(r"(?P<field>\w+)(?:\.(?P<option>\w+))?(?::(?P<year>Y(?:[+-]\d)?))?")
_RIGHT = "{填报项}、{填报项:Y-1}、{填报项.选项}"
_EVERY = ".*"

# The style of a line that names none, by what stands in it.
_WORDS_STYLE, _TICK_STYLE, _FIGURE_STYLE, _TEXT_STYLE = "label", "tick", "figure", "text"


class TextReading:
    """Reads texts with a form's fields and the styles of its layout."""

    def __init__(self, form: Form, styles: Mapping[str, LineStyle]) -> None:
        self.form = form
        self.styles = styles

    def instructions(self, entry: Entry) -> list[Line]:
        """The form's instructions, numbered, in the style the entry names."""
        style = self.named_style(entry)
        texts = enumerate(self.form.instructions, start=1)
        return [Line((Words(f"{n}.{text}"),), style, entry.place) for n, text in texts]

    def named_style(self, entry: Entry | None) -> str:
        if entry is None or entry.text() in self.styles:
            return entry.text() if entry else ""
        entry.mistake(f"没有版式“{entry.text()}”。{nearest(entry.text(), list(self.styles))}")
        return ""

    def lines(self, entry: Entry) -> list[Line]:
        """The paragraphs of a text, or of a mapping with `text` and how it is set."""
        if not entry.is_mapping:
            return self.split(entry, entry.text(), "", "", "")
        text, style = entry.need("text"), entry.get("style")
        role, hint = entry.get("role"), entry.get("hint")
        if hint and hint.text() not in self.form.fields:
            self.unknown_field(hint, hint.text())
        lines = self.split(
            text,
            text.text(),
            self.named_style(style),
            role.one_of(ROLES) if role else "",
            hint.text() if hint else "",
        )
        entry.used_keys |= {"span", "rows"}  # of the cell, read there
        entry.finish()
        return lines

    def split(self, entry: Entry, text: str, style: str, role: str, hint: str) -> list[Line]:
        lines = []
        for part in text.rstrip("\n").split("\n"):
            for pieces in self.every_box(part, entry):
                named = style or self.natural_style(pieces)
                lines.append(Line(tuple(pieces), named, entry.place, role, hint))
        return lines

    def every_box(self, text: str, entry: Entry) -> list[list[Piece]]:
        """The pieces of a line; of several lines where the line is `{field.*}`."""
        whole = _MARK.fullmatch(text)
        if whole and whole[1].endswith(_EVERY):
            field = self.form.fields.get(whole[1].removesuffix(_EVERY))
            if field and field.options:
                return [[Tick(Address(field.id, option.id))] for option in field.options]
            entry.mistake(f"“{whole[1]}”不是有选项的填报项。")
        return [self.pieces(text, entry)]

    def pieces(self, text: str, entry: Entry) -> list[Piece]:
        pieces: list[Piece] = []
        text = with_years(text, self.form.base_year)
        end = 0
        for mark in _MARK.finditer(text):
            if mark.start() > end:
                pieces.append(Words(text[end : mark.start()]))
            pieces.append(self.piece(mark[1], entry))
            end = mark.end()
        if end < len(text):
            pieces.append(Words(text[end:]))
        return pieces

    def piece(self, mark: str, entry: Entry) -> Piece:
        name, *rest = mark.split("|")
        match = _PLACE.fullmatch(name)
        if match is None or len(rest) > 2:
            entry.mistake(f"无法识别“{{{mark}}}”，应写成 {_RIGHT} 这样。")
            return Words(mark)
        if match["option"]:
            return Tick(Address(match["field"], match["option"]))
        period = year_of(match["year"], self.form.base_year) if match["year"] else None
        instead = tuple(rest[1].split()) if len(rest) == 2 else ()
        for field in instead:
            if field not in self.form.fields:
                self.unknown_field(entry, field)
        places = tuple(Address(field) for field in instead)
        return Slot(cell(match["field"], period), rest[0] if rest else "", places)

    def natural_style(self, pieces: list[Piece]) -> str:
        if any(isinstance(p, Tick) for p in pieces):
            return _TICK_STYLE
        slots = [p for p in pieces if isinstance(p, Slot)]
        if not slots:
            return _WORDS_STYLE
        field = self.form.fields.get(slots[0].at.field)
        return _TEXT_STYLE if field and _is_long(field) else _FIGURE_STYLE

    def unknown_field(self, entry: Entry, field: str) -> None:
        entry.mistake(f"没有填报项“{field}”。{nearest(field, list(self.form.fields))}")


def _is_long(field: Field) -> bool:
    return field.kind.has_limit and field.limit is not None
