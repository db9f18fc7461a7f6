"""Compare what the readers say, take the first that answers, and list where they disagree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jiqun.engine.definition import (
    Address,
    Field,
    Form,
    Indicator,
    cell,
    labels_of,
    own_number,
    plan_periods,
)
from jiqun.engine.kinds import KINDS, Kind, PlainQuestion, Question, Trouble
from jiqun.engine.reading.by_label.text_matching import letters
from jiqun.engine.reading.result.reader_result import ReaderResult
from jiqun.engine.reading.result.report import READER_WORDS, ReadingConflict, Report, Unclear
from jiqun.engine.reading.result.same_rows import same_rows

_TEXT = KINDS["text"]
_WORDS = PlainQuestion(none_allowed=True)  # asked where any text will do: a name, a unit


@dataclass(slots=True)
class Combined:
    """The answers in interchange shape, and what is to be reported about them."""

    answers: dict[str, object] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


def combine(form: Form, results: Sequence[ReaderResult]) -> Combined:
    """The answers of all results, in the order of their trust."""
    combiner = _Combiner(form, results)
    answers = {question.id: combiner.answer(question) for question in form.fields.values()}
    combiner.tell_rest()
    return Combined({name: answer for name, answer in answers.items() if answer}, combiner.report)


class _Combiner:
    """Holds what the readers say, and gathers the report while answers are taken."""

    def __init__(self, form: Form, results: Sequence[ReaderResult]) -> None:
        self.form = form
        self.results = results
        self.report = Report()

    def answer(self, question: Field) -> object:
        """The answer of a field in interchange shape; empty where nobody says any."""
        if not question.kind.typed:
            return ""  # what stands there is what the system printed
        if question.kind.plan:
            return self._targets(question)
        if question.columns:
            return self._rows(question)
        if question.options:
            return self._ticks(question)
        if not question.periods:
            return self._text(cell(question.id), question.kind, question)
        series = {
            period: self._text(cell(question.id, period), question.kind, question)
            for period in question.periods
        }
        return {period: text for period, text in series.items() if text}

    def tell_rest(self) -> None:
        """What the readers have to say themselves; a doubt only where no other reader knew."""
        for result in self.results:
            self.report.conflicts += result.conflicts
            self.report.unclear += result.unclear
            self.report.unclear += [
                doubt
                for doubt in result.doubts
                if any(
                    self.report.readers.get(answer, result.reader) == result.reader
                    for answer in doubt.answers
                )
            ]

    def _text(self, at: Address, kind: Kind, question: Question, row_label: str = "") -> str:
        """The text of the first result that has one; of several places the last is taken."""
        said: dict[str, str] = {}
        taken = reader = ""
        for result in self.results:
            places = list(dict.fromkeys(result.texts.get(at, ())))
            for number, text in enumerate(places, 1):
                several = f"第{number}处" if len(places) > 1 else ""
                said[READER_WORDS[result.reader] + several] = text
            if places and not taken:
                taken, reader = places[-1], result.reader
        if not taken:
            return ""
        self.report.readers[str(at)] = reader
        texts = set(said.values())
        if len(texts) > 1 and len({_meaning(kind, text, question) for text in texts}) > 1:
            name = labels_of(self.form).full(at, row_label)
            self.report.conflicts.append(ReadingConflict(str(at), name, said, taken))
        return taken

    def _ticks(self, question: Field) -> object:
        """The ticked options; two ticks where one is asked for are a question, not an answer."""
        labels = {option.id: option.label for option in question.options}
        at, several = Address(question.id), question.kind.several
        taken: list[str] | None = None
        reader = ""
        said: dict[str, str] = {}
        for result in self.results:
            boxes = result.boxes.get(question.id)
            if boxes is None:
                continue
            ticked = [option for option in labels if boxes.get(option)]
            said[READER_WORDS[result.reader]] = "、".join(labels[o] for o in ticked) or "未勾选"
            if taken is None or (not taken and ticked):
                taken, reader = ticked, result.reader
        typed = self._text(at, _TEXT, question)
        if not taken:
            return [typed] if several and typed else typed
        self.report.readers[str(at)] = reader
        shown = "、".join(labels[o] for o in taken)
        if len(set(said.values())) > 1:
            self.report.conflicts.append(ReadingConflict(str(at), question.label, said, shown))
        if several:
            return taken
        if len(taken) == 1:
            return taken[0]
        message = "只能选一项，却勾选了几项，请确认选哪一项"
        self.report.unclear.append(Unclear("", question.label, shown, message, (str(at),)))
        return ""

    def _rows(self, table: Field) -> object:
        """The rows of a table: by their ids where the form gives them, else those with a text."""
        rows = {row: self._cells(table, row) for row in self._row_ids(table)}
        filled = {row: cells for row, cells in rows.items() if cells}
        return filled if table.given else list(filled.values())

    def _row_ids(self, table: Field) -> list[str]:
        if table.given:
            return [row.id for row in table.given]
        return same_rows(table, self.results)

    def _cells(self, table: Field, row: str) -> dict[str, object]:
        cells: dict[str, object] = {}
        for column in table.columns:
            at = Address(table.id, row=row, part=column.id)
            question = self.form.question(at)
            if question is None or not question.kind.typed:
                continue
            text = self._text(at, _TEXT if question.options else question.kind, question)
            if text:
                cells[column.id] = _chosen(question, text) if question.options else text
        return cells

    def _targets(self, question: Field) -> list[dict[str, str]]:
        """The plan's rows: the given indicators in the form's order, then the added ones."""
        _same_added_rows(question.id, self.results)
        rows: list[dict[str, str]] = []
        for indicator in question.indicators:
            row = Address(question.id, row=indicator.id)
            unit = self._text(row._replace(part="unit"), _TEXT, _WORDS)
            head = {
                "direction": indicator.direction,
                "indicator": indicator.id,
                "label": indicator.label,
                "unit": unit or indicator.unit,
            }
            values = self._values(row, indicator)
            if values:
                rows.append(head | values)
        for added in _added(question.id, self.results):
            row = Address(question.id, row=added)
            label = self._text(row._replace(part="label"), _TEXT, _WORDS)
            values = self._values(row, None, label)
            unit = self._text(row._replace(part="unit"), _TEXT, _WORDS)
            if label or values:
                direction = self._direction(question, label)
                head = {"direction": direction, "indicator": added, "label": label, "unit": unit}
                rows.append(head | values)
        return rows

    def _direction(self, question: Field, label: str) -> str:
        """The direction an added row stands under; the last one where no reader saw it."""
        at = (question.id, letters(label))
        named = (result.directions.get(at) for result in self.results)
        return question.known_direction(next(filter(None, named), ""))

    def _values(self, row: Address, indicator: Indicator | None, label: str = "") -> dict[str, str]:
        kind = indicator.kind if indicator else _TEXT
        question = PlainQuestion(unit=indicator.unit if indicator else "", none_allowed=True)
        texts = {
            period: self._text(row._replace(part=period), kind, question, label)
            for period in plan_periods(self.form)
        }
        return {period: text for period, text in texts.items() if text}


def _chosen(question: Field, text: str) -> object:
    """The ids of the options whose words stand in a cell; what is none stays as it stands."""
    ids = {letters(option.label): option.id for option in question.options}
    if not question.kind.several:
        return ids.get(letters(text), text)
    words = [word for word in re.split(r"[；;、，,\n]", text) if word.strip()]
    return [ids.get(letters(word), word.strip()) for word in words]


def _meaning(kind: Kind, text: str, question: Question) -> str:
    """Two texts that mean the same answer are no conflict: 46.85 and ４６.８５%."""
    value = None if kind.written else kind.parse(text, question)
    if value is None or isinstance(value, Trouble):
        return "".join(text.split())
    return str(value)


def _added(field_id: str, results: Sequence[ReaderResult]) -> list[str]:
    """The ids of added rows, in the order of their numbers."""
    rows = {
        at.row
        for result in results
        for at, texts in result.texts.items()
        if at.field == field_id and own_number(at.row) and texts
    }
    return sorted(rows, key=own_number)


def _same_added_rows(field_id: str, results: Sequence[ReaderResult]) -> None:
    """Give an added row the id it has in the first result, found by its label."""
    ids: dict[str, str] = {}
    for result in results:
        own_ids = {
            letters(texts[-1]): row
            for row in _added(field_id, [result])
            if (texts := result.texts.get(Address(field_id, row=row, part="label")))
        }
        renamed = {i: ids[words] for words, i in own_ids.items() if words in ids}
        if any(old != new for old, new in renamed.items()):
            result.texts = {
                at._replace(row=renamed.get(at.row, at.row)) if at.field == field_id else at: texts
                for at, texts in result.texts.items()
            }
        ids = {**{words: renamed.get(i, i) for words, i in own_ids.items()}, **ids}
