"""Compare what the readers say, take the first that answers, and list where they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jiqun.engine.definition import Field, Form, Indicator
from jiqun.engine.kinds import KINDS, Kind, PlainQuestion, Question, Trouble
from jiqun.engine.reading.by_label.text_matching import letters
from jiqun.engine.reading.result.reader_result import ReaderResult
from jiqun.engine.reading.result.report import READER_WORDS, ReadingConflict, Report, Unclear

_TEXT = KINDS["text"]


@dataclass(slots=True)
class Combined:
    """The answers in interchange shape, and what is to be reported about them."""

    answers: dict[str, object] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


def combine(form: Form, results: Sequence[ReaderResult]) -> Combined:
    """The answers of all results, in the order of their trust."""
    result = Combined()
    for question in form.fields.values():
        if not question.kind.typed:
            continue  # what stands there is what the system printed
        if question.kind.plan:
            rows = _targets(form, question, results, result.report)
            if rows:
                result.answers[question.id] = rows
        elif question.options:
            _ticks(question, results, result)
        elif question.periods:
            series = {
                period: text
                for period in question.periods
                if (
                    text := _text(
                        results, f"{question.id}.{period}", question.kind, question, result.report
                    )
                )
            }
            if series:
                result.answers[question.id] = series
        else:
            text = _text(results, question.id, question.kind, question, result.report)
            if text:
                result.answers[question.id] = text
    for reader_result in results:
        result.report.conflicts += reader_result.conflicts
        result.report.unclear += reader_result.unclear
        result.report.unclear += [
            doubt
            for doubt in reader_result.doubts
            if any(
                result.report.readers.get(answer, reader_result.reader) == reader_result.reader
                for answer in doubt.answers
            )
        ]
    return result


def _text(
    results: Sequence[ReaderResult],
    tag: str,
    kind: Kind,
    question: Question,
    report: Report,
    name: str = "",
) -> str:
    """The text of the first result that has one; of several places the last is taken."""
    texts_by_reader: dict[str, str] = {}
    taken = reader = ""
    for reader_result in results:
        places = list(dict.fromkeys(reader_result.texts.get(tag, ())))
        for number, text in enumerate(places, 1):
            several = f"第{number}处" if len(places) > 1 else ""
            texts_by_reader[READER_WORDS[reader_result.reader] + several] = text
        if places and not taken:
            taken, reader = places[-1], reader_result.reader
    if not taken:
        return ""
    report.readers[tag] = reader
    texts = set(texts_by_reader.values())
    if len(texts) > 1 and len({_meaning(kind, text, question) for text in texts}) > 1:
        report.conflicts.append(
            ReadingConflict(tag, name or _name(question, tag), texts_by_reader, taken)
        )
    return taken


def _meaning(kind: Kind, text: str, question: Question) -> str:
    """Two texts that mean the same answer are no conflict: 46.85 and ４６.８５%."""
    value = None if kind.written else kind.parse(text, question)
    if value is None or isinstance(value, Trouble):
        return "".join(text.split())
    return str(value)


def _name(question: Question, tag: str) -> str:
    period = tag.partition(".")[2]
    label = question.label if isinstance(question, Field) else tag
    return f"{label} {period}年" if period.isdigit() else label


def _ticks(field: Field, results: Sequence[ReaderResult], result: Combined) -> None:
    """The ticked options; two ticks where one is asked for are a question, not an answer."""
    labels = {option.id: option.label for option in field.options}
    taken: list[str] | None = None
    reader = ""
    texts_by_reader: dict[str, str] = {}
    for reader_result in results:
        boxes = reader_result.boxes.get(field.id)
        if boxes is None:
            continue
        ticked = [option for option in labels if boxes.get(option)]
        texts_by_reader[READER_WORDS[reader_result.reader]] = (
            "、".join(labels[o] for o in ticked) or "未勾选"
        )
        if taken is None or (not taken and ticked):
            taken, reader = ticked, reader_result.reader
    typed = _text(results, field.id, _TEXT, field, result.report)
    if taken:
        result.report.readers[field.id] = reader
        shown = "、".join(labels[o] for o in taken)
        if len(set(texts_by_reader.values())) > 1:
            result.report.conflicts.append(
                ReadingConflict(field.id, field.label, texts_by_reader, shown)
            )
        if field.kind.several:
            result.answers[field.id] = taken
        elif len(taken) == 1:
            result.answers[field.id] = taken[0]
        else:
            message = "只能选一项，却勾选了几项，请确认选哪一项"
            result.report.unclear.append(Unclear("", field.label, shown, message, (field.id,)))
    elif typed:
        result.answers[field.id] = [typed] if field.kind.several else typed


def _targets(
    form: Form, field: Field, results: Sequence[ReaderResult], report: Report
) -> list[dict[str, str]]:
    """The plan's rows: the given indicators in the form's order, then the added ones."""
    _same_added_rows(field.id, results)
    rows: list[dict[str, str]] = []
    for indicator in form.indicators:
        row = {
            "direction": indicator.direction,
            "indicator": indicator.id,
            "label": indicator.label,
            "unit": _text(
                results, f"{field.id}.{indicator.id}.unit", _TEXT, PlainQuestion(), report
            )
            or indicator.unit,
        }
        values = _values(form, field.id, indicator.id, indicator, results, report)
        if values:
            rows.append(row | values)
    for added in _added(field.id, results):
        tag = f"{field.id}.{added}"
        label = _text(results, f"{tag}.label", _TEXT, PlainQuestion(), report)
        values = _values(form, field.id, added, None, results, report, label)
        unit = _text(results, f"{tag}.unit", _TEXT, PlainQuestion(), report)
        direction = next(
            (d for v in results if (d := v.directions.get(letters(label)))),
            list(form.directions)[-1],
        )
        if label or values:
            row = {"direction": direction, "indicator": added, "label": label, "unit": unit}
            rows.append(row | values)
    return rows


def _values(
    form: Form,
    field_id: str,
    row: str,
    indicator: Indicator | None,
    results: Sequence[ReaderResult],
    report: Report,
    label: str = "",
) -> dict[str, str]:
    kind = indicator.kind if indicator else _TEXT
    question = PlainQuestion(unit=indicator.unit if indicator else "", none_allowed=True)
    values: dict[str, str] = {}
    for period in ("baseline", *form.plan_years):
        words = "基准值" if period == "baseline" else f"{period}年目标值"
        name = f"{indicator.label if indicator else label} {words}"
        text = _text(results, f"{field_id}.{row}.{period}", kind, question, report, name)
        if text:
            values[period] = text
    return values


def _added(field_id: str, results: Sequence[ReaderResult]) -> list[str]:
    """The ids of added rows, in the order of their numbers."""
    start = f"{field_id}.other_"
    ids = {
        tag.split(".")[1]
        for reader_result in results
        for tag, texts in reader_result.texts.items()
        if tag.startswith(start) and texts
    }
    return sorted(ids, key=lambda i: int(i.removeprefix("other_")))


def _same_added_rows(field_id: str, results: Sequence[ReaderResult]) -> None:
    """Give an added row the id it has in the first result, found by its label."""
    ids: dict[str, str] = {}
    for reader_result in results:
        own_ids = {
            letters(reader_result.texts[f"{field_id}.{i}.label"][-1]): i
            for i in _added(field_id, [reader_result])
            if reader_result.texts.get(f"{field_id}.{i}.label")
        }
        renamed = {i: ids[words] for words, i in own_ids.items() if words in ids}
        if any(old != new for old, new in renamed.items()):
            reader_result.texts = {
                _renamed(tag, field_id, renamed): texts
                for tag, texts in reader_result.texts.items()
            }
        ids = {**{words: renamed.get(i, i) for words, i in own_ids.items()}, **ids}


def _renamed(tag: str, field_id: str, renamed: dict[str, str]) -> str:
    parts = tag.split(".")
    if len(parts) == 3 and parts[0] == field_id and parts[1] in renamed:
        parts[1] = renamed[parts[1]]
    return ".".join(parts)
