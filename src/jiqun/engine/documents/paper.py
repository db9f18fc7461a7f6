"""The paper 纸面: the layout with the answers put in, unsized at first, then every size decided.

`compose` puts the answers in, `fit` decides sizes and heights, and the three writers (Word, PDF,
web page) only draw. Lengths are in points (pt, 1/72 inch) unless a name says mm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from jiqun.engine.definition import NOWHERE, Address, Align, Face, Page
from jiqun.engine.documents.paper_mark import NO_MARK, PaperMark

POINTS_PER_MM = 72 / 25.4

Values = Mapping[Address, Decimal | str]
"""What stands on paper at places that nobody types: values that follow from answers and facts."""

NO_VALUES: Values = {}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one nature.

    `at` says which answer, or which box of one, it is the place of; NOWHERE for the form's words.
    `ticked` is None except for a box, whose text is then ☑ or □. `number` text must never wrap.
    """

    text: str
    at: Address = NOWHERE
    ticked: bool | None = None
    number: bool = False
    filled: bool = True  # False: the blank of an empty answer
    squeeze: float = 1.0  # size of this run relative to its paragraph, ≤ 1, so numbers never wrap
    label: str = ""  # what a person calls the answer: its field's label and year, or its option's
    rule: bool = False  # underlined: an answer on the cover
    fill: bool = False  # no text of its own: an underline from here to the right edge


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: sizes in pt, first-line indent in characters."""

    face: Face
    size: float
    pitch: float  # exact distance of base lines
    align: Align = "left"
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a line end inside a run's text is a line end on paper."""

    runs: tuple[Run, ...]
    style: Style
    role: str = ""  # "heading" of a sheet; "declaration", "signature", "seal", "date" of part 9


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A cell: where it begins (grid column, counted from 0), what it spans, what stands in it."""

    column: int
    columns: int
    rows: int
    content: tuple[Paragraph | PaperTable, ...]
    centred: bool = True  # vertically


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row; `height` is exact, or the least height where `grows` (in a sheet that may flow)."""

    height: float
    cells: tuple[PaperCell, ...]
    grows: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table: widths of the grid columns in pt, padding of its cells in pt.

    `padding` holds above and below, `sides` at the left and the right.
    """

    widths: tuple[float, ...]
    rows: tuple[PaperRow, ...]
    padding: float
    sides: float = 0.0


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """What begins on a new page: the cover, the instructions or a part."""

    id: str
    blocks: tuple[Paragraph | PaperTable, ...]
    one_page: bool


@dataclass(frozen=True, slots=True)
class SheetFit:
    """How a sheet fits its page: size chosen, room left, and what does not fit."""

    sheet: str
    size: float
    pitch: float
    used: float
    room: float
    fits: bool
    longest: tuple[Address, ...] = ()  # the answers to shorten first, where it does not fit


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole paper, ready to be drawn."""

    form: str
    revision: str  # of the edition
    title: str
    digest: str  # of the answers, hexadecimal SHA-256
    page: Page
    sheets: tuple[PaperSheet, ...]
    fits: tuple[SheetFit, ...]
    mark: PaperMark = NO_MARK  # in the margins of every page


@dataclass(frozen=True, slots=True)
class UnsizedText:
    """A paragraph before its size is decided; `style` is the name of a style of the layout."""

    runs: tuple[Run, ...]
    style: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class UnsizedCell:
    """A cell: the grid column it begins in (counted from 0), its spans, what stands in it."""

    column: int
    columns: int
    rows: int
    content: tuple[UnsizedText | UnsizedTable, ...]


@dataclass(frozen=True, slots=True)
class UnsizedRow:
    """A row; `least` is the height in pt it should have if there is room."""

    cells: tuple[UnsizedCell, ...]
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class UnsizedTable:
    """A table: widths of the grid columns in pt."""

    widths: tuple[float, ...]
    rows: tuple[UnsizedRow, ...]


@dataclass(frozen=True, slots=True)
class UnsizedSheet:
    """What begins on a new page; sizes in pt its text may be set in."""

    id: str
    blocks: tuple[UnsizedText | UnsizedTable, ...]
    one_page: bool
    largest: float
    smallest: float
