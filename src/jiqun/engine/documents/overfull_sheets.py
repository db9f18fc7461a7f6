"""The sheets that do not fit their page, without the paper: what is asked anew after every change.

A change of one answer moves one sheet; with a memory only that one is measured again, and once: at
the smallest setting, at which nearly every sheet fits. A number that stands alone in its line, as
most do, moves none.
"""

from __future__ import annotations

from functools import partial

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Layout, Sheet
from jiqun.engine.documents.compose import Composer
from jiqun.engine.documents.fit import overfull
from jiqun.engine.documents.paper import NO_VALUES, SheetFit, Values
from jiqun.engine.documents.sheet_contents import RoomTaken, sheet_contents
from jiqun.engine.findings import Memory


def overfull_sheets(
    answers: Answers, values: Values = NO_VALUES, memory: Memory | None = None
) -> tuple[SheetFit, ...]:
    """Of the fits of `lay_out(answers, values)` those that do not fit; none for a form without
    paper. `memory` as for `assess`, which is to be asked first: it lets go of what belongs to
    another form."""
    layout = answers.form.layout
    if layout is None:
        return ()
    contents, composer = sheet_contents(answers, values), Composer(layout, answers, values)
    found = []
    for sheet in layout.sheets:
        work = partial(_overfull, composer, layout, sheet)
        if memory is None:
            found.append(work())
            continue
        room = RoomTaken(answers.form, contents[sheet.id])
        fit = memory.recall_by(("overfull", sheet.id), room, work)
        if fit is not None:  # names answers, numbers too
            fit = memory.recall_by(("how overfull", sheet.id), contents[sheet.id], work)
        found.append(fit)
    return tuple(fit for fit in found if fit is not None)


def _overfull(composer: Composer, layout: Layout, sheet: Sheet) -> SheetFit | None:
    return overfull(composer.sheet(sheet), layout.styles, layout.page)
