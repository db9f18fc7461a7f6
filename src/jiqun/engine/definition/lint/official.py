"""Lint of the words: labels and layout against the official text, white space aside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jiqun.engine.definition.edition import OFFICIAL_FILE
from jiqun.engine.definition.field_reading import with_years
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.layout import Layout, Line, Piece, RowsTable, Slot, Words
from jiqun.engine.definition.lint.slots import parts_of
from jiqun.engine.definition.source import Entry, Mistake, Notebook, SourcePlace, read_yaml

PIECES = " · "
"""Parts a label that gathers several pieces of the official text."""
_BOX = "□"
_SHOWN = 12  # characters of a text shown where two differ


def lint_words(form: Form, home: Path, root: Path, notebook: Notebook) -> None:
    """Note every label, heading, hint and instruction that the official text does not have; a form
    without official paper takes its words from nowhere."""
    if form.paper != "official":
        return
    path = home / OFFICIAL_FILE
    name = path.relative_to(root).as_posix()
    if not path.is_file():
        notebook.add(SourcePlace(name, 0), "没有官方文本，无法核对标签和版式。")
        return
    official = squeezed(path.read_text(encoding="utf-8", errors="replace"))
    for words, place in _words(form, home, root):
        for piece in with_years(words, form.base_year).split(PIECES):
            if squeezed(piece) not in official:
                notebook.add(place, f"官方文本里没有“{piece}”。")


def squeezed(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def _words(form: Form, home: Path, root: Path) -> Iterator[tuple[str, SourcePlace]]:
    """Every word the form takes from the official text, where it stands."""
    entry = read_yaml(home / "form.yaml", root, Notebook())
    if entry is not None:
        for key in ("title", "issuer"):
            yield from _text(entry.get(key))
        instructions = entry.get("instructions")
        for item in instructions.items() if instructions else ():
            yield from _text(item)
    for section in form.sections:
        part = read_yaml(home / "parts" / f"{section.id}.yaml", root, Notebook())
        if part is None:
            continue
        if section.part:  # the cover bears no heading
            yield from _text(part.get("heading"))
        for _, own in part.need("fields").pairs():
            ours = own.get("official")
            if ours is None or ours.text() != "no":
                yield from _text(own.get("label"))
            yield from _text(own.get("hint"))
            options = own.get("options")
            for _, option in options.pairs() if options else ():
                yield from _text(option)
            directions, indicators = own.get("directions"), own.get("indicators")
            for _, direction in directions.pairs() if directions else ():
                yield from _text(direction)
            for _, indicator in indicators.pairs() if indicators else ():
                yield from _text(indicator.get("label"))


def _text(entry: Entry | None) -> Iterator[tuple[str, SourcePlace]]:
    if entry is not None and entry.is_text:
        yield entry.text(), entry.place


def lint_paper(form: Form, layout: Layout, home: Path, root: Path, notebook: Notebook) -> None:
    """Note the first place where the text of the blank paper leaves the official text."""
    path = home / OFFICIAL_FILE
    if form.paper != "official" or not path.is_file():
        return
    name = path.relative_to(root).as_posix()
    official, lines = _numbered(path.read_text(encoding="utf-8", errors="replace"))
    at = 0
    for text, place in _paper_text(form, layout):
        ours = squeezed(text)
        theirs = official[at : at + len(ours)]
        if ours != theirs:
            same = _agreement(ours, theirs)
            our_text, their_text = ours[same : same + _SHOWN], official[at + same :][:_SHOWN]
            official_words = f"第{lines[at + same]}行是“{their_text}”" if their_text else "到此为止"
            text = f"版式的文字与官方文本不同：这里是“{our_text}”，官方文本{official_words}。"
            notebook.add(place, text)
            return
        at += len(ours)
    if at < len(official):
        text = f"官方文本从这里起没有排进版式：“{official[at : at + _SHOWN]}”。"
        notebook.mistakes.append(Mistake(name, lines[at], text))


def _agreement(ours: str, theirs: str) -> int:
    """How many characters two texts have in common before they part."""
    pairs = zip(ours, theirs, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(ours), len(theirs)))


def _numbered(text: str) -> tuple[str, list[int]]:
    """A text without white space, and for each of its characters the line it stands in."""
    signs = [
        (sign, number)
        for number, line in enumerate(text.splitlines(), 1)
        for sign in squeezed(line)
    ]
    return "".join(s for s, _ in signs), [n for _, n in signs]


def _paper_text(form: Form, layout: Layout) -> Iterator[tuple[str, SourcePlace]]:
    """The text of the blank paper in the order of printing, piece by piece."""
    for sheet in layout.sheets:
        for part in parts_of(sheet):
            if isinstance(part, Line):
                yield "".join(_piece(form, piece) for piece in part.pieces), part.place
                continue
            words = list(part.heads)
            if isinstance(part, RowsTable):
                given = form.fields[part.field].given if part.field in form.fields else ()
                yield "".join((part.lead, *words, *(row.label for row in given))), part.place
                continue
            plan = form.fields.get(part.field)
            if plan is None:
                continue
            for direction, label in plan.directions.items():
                words.append(label)
                words += [i.label for i in plan.indicators if i.direction == direction]
                words += ["......"] if direction in part.open else []
            yield "".join(words), part.place


def _piece(form: Form, piece: Piece) -> str:
    if isinstance(piece, Words):
        return piece.text
    if isinstance(piece, Slot):
        return piece.blank
    field = form.fields.get(piece.at.field)
    option = field.option(piece.at.option) if field else None
    return _BOX + (option.label if option else "")
