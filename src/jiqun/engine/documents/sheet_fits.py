"""How each sheet fits its page, without its paper: what is asked anew after every change.

A change of one answer moves one sheet; with a memory only that one is measured again.
"""

from __future__ import annotations

from functools import partial

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Layout, Sheet
from jiqun.engine.documents.compose import Composer
from jiqun.engine.documents.fit import fit_of
from jiqun.engine.documents.paper import NO_VALUES, SheetFit, Values
from jiqun.engine.documents.sheet_contents import sheet_contents
from jiqun.engine.findings import Memory


def sheet_fits(
    answers: Answers, values: Values = NO_VALUES, memory: Memory | None = None
) -> tuple[SheetFit, ...]:
    """The fits of `lay_out(answers, values)`, none for a form without paper. `memory` as for
    `assess`, which is to be asked first: it lets go of what belongs to another form."""
    layout = answers.form.layout
    if layout is None:
        return ()
    contents, composer = sheet_contents(answers, values), Composer(layout, answers, values)
    fits = []
    for sheet in layout.sheets:
        work = partial(_fit, composer, layout, sheet)
        name, content = ("fit", sheet.id), contents[sheet.id]
        fits.append(memory.recall_by(name, content, work) if memory else work())
    return tuple(fits)


def _fit(composer: Composer, layout: Layout, sheet: Sheet) -> SheetFit:
    return fit_of(composer.sheet(sheet), layout.styles, layout.page)
