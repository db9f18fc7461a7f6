"""The paper 纸面 of an application: set once a request, and what keeps it from being printed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jiqun.engine import Address, Answers, Paper, fit_report, labels_of, lay_out
from jiqun.records.filings.queries import answers as filed_answers
from jiqun.screens.filling.desk import Desk

# Characters: several times what the longest legal form has; to set more would hold up others.
MOST_CHARACTERS = 60_000


@dataclass(frozen=True, slots=True)
class Shorten:
    """An answer to shorten, with where that is done."""

    label: str
    length: int
    address: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How a part keeps to its page: size in pt, room left in mm (below 0: too long), the share of
    the page that is used in percent (at most 100), and what to shorten where it does not fit."""

    heading: str
    sheet: str
    address: str
    one_page: bool
    size: str
    room: int
    share: int
    fits: bool
    shorten: tuple[Shorten, ...]

    @property
    def over(self) -> int:
        """How many mm too long it is, where it does not fit."""
        return max(1, -self.room)


def is_too_long(answers: Answers) -> bool:
    """Whether there is more text than any paper of the form can take."""
    texts = map(answers.shown_at, answers.cells)
    targets = (str(a.value or a.typed) for t in answers.targets for a in t.values.values())
    return sum(map(len, texts)) + sum(map(len, targets)) > MOST_CHARACTERS


def paper_of(desk: Desk) -> Paper:
    """The paper of the answers as they are now.

    Evidence is not on it, and its digest is that of the answers alone, as it is kept for a copy
    that comes back.
    """
    if desk.version:
        cells = {**desk.answers.cells, **desk.seat.printed}
        answers = replace(desk.answers, cells=cells, evidence=())
    else:
        answers = filed_answers(desk.filing)
    return lay_out(answers, desk.outcome.values, desk.seat.mark)


def blank_paper(desk: Desk) -> Paper:
    """The paper of the empty form."""
    return lay_out(Answers(desk.form))


def fits_of(desk: Desk, paper: Paper) -> list[Fit]:
    """How each part fits, in the order of printing."""
    one_page = {sheet.id: sheet.one_page for sheet in paper.sheets}
    height = paper.page.height - paper.page.top - paper.page.bottom
    longest = {fit.sheet: fit.longest for fit in paper.fits}
    fits = []
    for sheet, report in fit_report(paper).items():
        section = desk.form.section_by_id.get(sheet)
        if section is None:
            continue
        fits.append(
            Fit(
                section.heading,
                sheet,
                desk.part_address(section.part),
                one_page[sheet],
                f"{report['size']:g}",
                round(report["room_mm"]),
                min(100, round(report["used_mm"] / height * 100)),
                bool(report["fits"]),
                tuple(_shorten(desk, at) for at in longest[sheet]),
            )
        )
    return fits


def longest_of(desk: Desk) -> list[Shorten]:
    """The answers with the most characters, where there is too much text as a whole."""
    lengths = {at: len(desk.answers.shown_at(at)) for at in desk.answers.cells}
    first = sorted(lengths, key=lambda at: -lengths[at])[:3]
    return [_shorten(desk, at) for at in first]


def _shorten(desk: Desk, at: Address) -> Shorten:
    label = labels_of(desk.form).full(at)
    return Shorten(label, len(desk.answers.shown_at(at)), desk.address_of(at))
