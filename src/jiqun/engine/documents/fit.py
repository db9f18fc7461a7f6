"""Fit 排满一页: decide every size and height of the paper, so that a part keeps to its page.

The largest size is taken at which a sheet needs no more than its page; the room then left goes
into the rows, calmly. No font is opened: the same answers give the same paper everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from jiqun.engine.answers import Answers, UnusableInput, digest
from jiqun.engine.definition import Address, LineStyle, Page
from jiqun.engine.documents.compose import compose
from jiqun.engine.documents.measure import text_width
from jiqun.engine.documents.paper import (
    NO_VALUES,
    POINTS_PER_MM,
    Paper,
    PaperSheet,
    SheetFit,
    UnsizedSheet,
    UnsizedTable,
    UnsizedText,
    Values,
)
from jiqun.engine.documents.paper_building import build_sheet
from jiqun.engine.documents.paper_mark import NO_MARK, PaperMark
from jiqun.engine.documents.type_size import Measured, TypeSize, tenth

_STEP = 0.5  # pt between sizes: Word knows half points
_LOOSE, _TIGHT = (1.3, 1.0), (1.2, 0.5)  # pitch and air tried at each size
_AIRY = (1.6, 1.5, 1.4, 1.35, 1.3, 1.25)  # pitches taken afterwards where there is room
_FLOWING = 1.6  # pitch of a sheet that may flow over pages
_SAFETY = 8.0  # pt of a page left unused
_FOR_ROWS = 0.98  # of the page: what a larger pitch leaves for the rows
_LONGEST = 3  # answers named where a sheet does not fit


def lay_out(answers: Answers, values: Values = NO_VALUES, mark: PaperMark = NO_MARK) -> Paper:
    """The paper of the answers: what stands where, and every size decided. `values` are those of
    their outcome, for the places that nobody types; `mark` stands in the margins.

    Raises UnusableInput where the form has no paper.
    """
    form, layout = answers.form, answers.form.layout
    if layout is None:
        raise UnusableInput(f"“{form.title}”没有规定打印格式，不能打印。")
    sheets, fits = [], []
    for unsized in compose(layout, answers, values):
        sheet, fit = fit_sheet(unsized, layout.styles, layout.page)
        sheets.append(sheet)
        fits.append(fit)
    return Paper(
        form=form.name,
        revision=form.edition_revision,
        title=form.title,
        digest=digest(answers),
        page=layout.page,
        sheets=tuple(sheets),
        fits=tuple(fits),
        mark=mark,
    )


def fit_sheet(
    sheet: UnsizedSheet, styles: Mapping[str, LineStyle], page: Page
) -> tuple[PaperSheet, SheetFit]:
    """One sheet with its sizes, and how it fits."""
    type_size, fit, room = _sized(sheet, styles, page)
    return build_sheet(sheet, type_size, _width(page), room), fit


def overfull(sheet: UnsizedSheet, styles: Mapping[str, LineStyle], page: Page) -> SheetFit | None:
    """How one sheet does not fit its page; None where it does, which its smallest setting shows."""
    *_, smallest = _sizes(sheet)
    setting = TypeSize(smallest, *_TIGHT, styles)
    if not sheet.one_page or setting.content_height(sheet.blocks, _width(page)) <= _height(page):
        return None
    fit = _sized(sheet, styles, page)[1]
    return None if fit.fits else fit


def _sized(
    sheet: UnsizedSheet, styles: Mapping[str, LineStyle], page: Page
) -> tuple[TypeSize, SheetFit, float]:
    """The setting of a sheet, how it fits, and the room in pt that is left to share out."""
    width = _width(page)
    height = _height(page)
    type_size, fits = _choose(sheet, styles, width, height)
    used = type_size.content_height(sheet.blocks, width)
    base = type_size.size
    fit = SheetFit(
        sheet=sheet.id,
        size=base,
        pitch=tenth(base * type_size.factor),
        used=round(used, 1),
        room=round(height - used, 1) if sheet.one_page else 0.0,
        fits=fits,
        longest=() if fits else longest(sheet),
    )
    return type_size, fit, height - used if sheet.one_page and fits else 0.0


def _width(page: Page) -> float:
    return (page.width - page.left - page.right) * POINTS_PER_MM


def _height(page: Page) -> float:
    return (page.height - page.top - page.bottom) * POINTS_PER_MM - _SAFETY


def _choose(
    sheet: UnsizedSheet, styles: Mapping[str, LineStyle], width: float, height: float
) -> tuple[TypeSize, bool]:
    """The largest setting at which the sheet fits its page; the smallest if none does."""
    if not sheet.one_page:
        return TypeSize(sheet.largest, _FLOWING, 1.0, styles), True

    def fits(type_size: TypeSize, share: float = 1.0) -> bool:
        return type_size.content_height(sheet.blocks, width) <= height * share

    measured = Measured()
    type_size = TypeSize(sheet.smallest, *_TIGHT, styles, measured)
    for size in _sizes(sheet):
        type_size = TypeSize(size, *_TIGHT, styles, measured)
        if not fits(type_size):
            continue
        airy = (TypeSize(size, factor, 1.0, styles, measured) for factor in _AIRY)
        loose = TypeSize(size, *_LOOSE, styles, measured)
        chosen = next((s for s in airy if fits(s, _FOR_ROWS)), None)
        return chosen or (loose if fits(loose) else type_size), True
    return type_size, False


def _sizes(sheet: UnsizedSheet) -> Iterator[float]:
    size = sheet.largest
    while size >= sheet.smallest:
        yield size
        size -= _STEP


def longest(sheet: UnsizedSheet) -> tuple[Address, ...]:
    """The answers that take the most room on a sheet."""
    runs = [run for text in _texts(sheet.blocks) for run in text.runs]
    answers = [run for run in runs if run.at and run.filled and run.ticked is None]
    ranked = sorted(answers, key=lambda run: -text_width(run.text) - 40 * run.text.count("\n"))
    return tuple(dict.fromkeys(run.at for run in ranked))[:_LONGEST]


def _texts(content: Sequence[UnsizedText | UnsizedTable]) -> Iterator[UnsizedText]:
    for block in content:
        if isinstance(block, UnsizedText):
            yield block
            continue
        for row in block.rows:
            for cell in row.cells:
                yield from _texts(cell.content)


class SheetReport(TypedDict):
    """How a sheet fits, for people and programs: sizes in pt, used and left room in mm."""

    size: float
    pitch: float
    used_mm: float
    room_mm: float
    fits: bool
    longest: list[str]


def fit_report(paper: Paper) -> dict[str, SheetReport]:
    """How each sheet fits: sizes in pt, used and left room in mm."""
    return {
        fit.sheet: {
            "size": fit.size,
            "pitch": fit.pitch,
            "used_mm": round(fit.used / POINTS_PER_MM, 1),
            "room_mm": round(fit.room / POINTS_PER_MM, 1),
            "fits": fit.fits,
            "longest": [str(at) for at in fit.longest],
        }
        for fit in paper.fits
    }
