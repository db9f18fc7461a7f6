"""The engine against its peers, each in the way its users call it: raw data to outcome, Word, PDF,
reading, the command; medians by the clock and of the processors, memory above an empty process."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rich.table import Table
from tests.bench.command import command_rows
from tests.bench.measure import Took, compare, megabytes
from tests.bench.outcome import contenders, edits, example
from tests.bench.paper import Office, pdf_work, word_contenders
from tests.bench.stripped import without_marks

from jiqun.engine import (
    Memory,
    PdfPool,
    assess,
    check,
    find_editions,
    lay_out,
    load_edition,
    read_word,
    read_word_safely,
    write_pdf,
    write_word,
)
from jiqun.engine.definition import edition as edition_module

EDITION = "ningxia-2026"
ROUNDS = 9


def work(name: str) -> None:
    """One piece of work in a fresh process, for its memory."""
    edition = load_edition(find_editions()[EDITION])
    answers = example(edition)
    if name in ("outcome", "jsonschema"):
        ours, peer = contenders(edition).values()
        (ours if name == "outcome" else peer)()
    elif name in ("word", "docxtpl"):
        ours, peer = word_contenders(edition, answers).values()
        (ours if name == "word" else peer)()
    elif name == "pdf":
        write_pdf(lay_out(answers))
    else:
        file = write_word(lay_out(answers))
        read_word(file if name == "read by tags" else without_marks(file), edition.main)


def read_anew(name: str) -> None:
    """Read an edition from its files, whatever is kept of it."""
    edition_module._load.cache_clear()
    load_edition(find_editions()[name])


def engine_table() -> Table:
    """What the engine does, against its peers."""
    edition = load_edition(find_editions()[EDITION])
    answers = example(edition)
    table = Table(title="Engine: medians of interleaved runs; ms by the clock (of the processors)")
    for head in ("work", "jiqun", "peer", "jiqun is", "goal", "MB above empty"):
        table.add_column(head)

    def row(what: str, ours: Took, peer: Took | None, goal: str, *memory: str) -> None:
        held = " / ".join(f"{megabytes(partial(work, name)):.0f}" for name in memory)
        ratio = said(ours, peer) if peer else "—"
        table.add_row(what, shown(ours), shown(peer) if peer else "—", ratio, goal, held)

    ours, peer = compare(contenders(edition), 20, times=20).values()
    row("raw data → outcome | jsonschema", ours, peer, "≤ 3 ms", "outcome", "jsonschema")
    row("  assess of the answers", _alone(lambda: assess(answers), 20), None, "≤ 2 ms")

    memory, changed = Memory(), edits(answers)
    after = {
        "change": lambda: check(next(changed), memory=memory),
        "anew": lambda: check(next(changed)),
    }
    ours, peer = compare(after, 20, times=10).values()
    row("check after one change | from scratch", ours, peer, "≤ 3 ms")
    row("an edition from its files", _alone(partial(read_anew, EDITION)), None, "≤ 500 ms")

    ours, peer = compare(word_contenders(edition, answers), ROUNDS).values()
    row("lay out and write Word | docxtpl", ours, peer, "≥ 8× faster", "word", "docxtpl")

    file = write_word(lay_out(answers))
    _pdf_rows(row, answers, file)

    foreign, form = without_marks(file), edition.main
    reading = compare(
        {
            "safely": lambda: read_word_safely(file, form),
            "here": lambda: read_word(file, form),
            "foreign": lambda: read_word_safely(foreign, form),
            "foreign here": lambda: read_word(foreign, form),
        },
        ROUNDS,
    )
    own, here = reading["safely"], reading["here"]
    row("own Word file, in a child | in this process", own, here, "", "read by tags")
    own, here = reading["foreign"], reading["foreign here"]
    row("foreign Word file, the same", own, here, "", "read by labels")
    for what, ours, peer, goal in command_rows():
        row(what, ours, peer, goal)
    return table


def _pdf_rows(row: Callable[..., None], answers: object, file: bytes) -> None:
    with PdfPool(workers=1) as pool:
        pool.write(lay_out(answers))  # type: ignore[arg-type]
        ours = pdf_work(answers, pool.write)  # type: ignore[arg-type]
        if not Office.available():
            row("lay out and draw PDF (no LibreOffice)", _alone(ours), None, "≤ 150 ms", "pdf")
            return
        office = Office(file)
        try:
            both = {"jiqun": ours, "cold": office.cold}
            row("PDF by the pool | LibreOffice cold", *compare(both, 3).values(), "≥ 8× faster")
            if office.start():
                both = {"jiqun": ours, "warm": office.warm}
                took = compare(both, ROUNDS).values()
                row("PDF by the pool | LibreOffice running", *took, "≥ 3× faster", "pdf")
        finally:
            office.close()


def _alone(work: Callable[[], object], times: int = 1) -> Took:
    return compare({"": work}, ROUNDS, times)[""]


def shown(took: Took) -> str:
    """Milliseconds by the clock, and of the processors in brackets."""
    return f"{took.clock * 1000:.1f} ({took.work * 1000:.1f})"


def said(ours: Took, peer: Took) -> str:
    """How many times faster or slower we are, by the clock and in work."""
    return f"{_times(ours.clock, peer.clock)} ({_times(ours.work, peer.work)})"


def _times(ours: float, peer: float) -> str:
    if not ours or not peer:
        return "—"
    return f"{peer / ours:.1f}× faster" if peer >= ours else f"{ours / peer:.1f}× slower"
