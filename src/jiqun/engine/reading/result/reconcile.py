"""Compare what the readers say, take the first that answers, and list where they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jiqun.engine.definition import Field, Form, Indicator
from jiqun.engine.kinds import PlainQuestion, Question, Trouble, parse
from jiqun.engine.reading.by_label.text_matching import letters
from jiqun.engine.reading.by_tag import ReaderResult
from jiqun.engine.reading.result.report import READER_WORDS, ReadingConflict, Report, Unclear


@dataclass(slots=True)
class Combined:
    """The answers in interchange shape, and what is to be reported about them."""

    answers: dict[str, object] = field(default_factory=dict)
    report: Report = field(default_factory=Report)


def combine(form: Form, voices: Sequence[ReaderResult]) -> Combined:
    """The answers of the voices, in the order of their trust."""
    result = Combined()
    for asked in form.fields.values():
        if asked.kind == "targets":
            rows = _targets(form, asked, voices, result.report)
            if rows:
                result.answers[asked.id] = rows
        elif asked.options:
            _ticks(asked, voices, result)
        elif asked.periods:
            series = {
                period: text
                for period in asked.periods
                if (text := _text(voices, f"{asked.id}.{period}", asked.kind, asked, result.report))
            }
            if series:
                result.answers[asked.id] = series
        else:
            text = _text(voices, asked.id, asked.kind, asked, result.report)
            if text:
                result.answers[asked.id] = text
    for voice in voices:
        result.report.conflicts += voice.conflicts
        result.report.unclear += voice.unclear
        result.report.unclear += [
            doubt
            for doubt in voice.doubts
            if any(
                result.report.readers.get(answer, voice.reader) == voice.reader
                for answer in doubt.answers
            )
        ]
    return result


def _text(
    voices: Sequence[ReaderResult],
    tag: str,
    kind: str,
    asked: Question,
    report: Report,
    name: str = "",
) -> str:
    """What the first voice says that says anything; the last place of the paper is its own."""
    said: dict[str, str] = {}
    taken = reader = ""
    for voice in voices:
        places = list(dict.fromkeys(voice.texts.get(tag, ())))
        for number, text in enumerate(places, 1):
            several = f"第{number}处" if len(places) > 1 else ""
            said[READER_WORDS[voice.reader] + several] = text
        if places and not taken:
            taken, reader = places[-1], voice.reader
    if not taken:
        return ""
    report.readers[tag] = reader
    texts = set(said.values())
    if len(texts) > 1 and len({_meaning(kind, text, asked) for text in texts}) > 1:
        report.conflicts.append(ReadingConflict(tag, name or _name(asked, tag), said, taken))
    return taken


def _meaning(kind: str, text: str, asked: Question) -> str:
    """Two texts that mean the same answer are no conflict: 46.85 and ４６.８５%."""
    value = None if kind in ("text", "person", "signature") else parse(kind, text, asked)
    if value is None or isinstance(value, Trouble):
        return "".join(text.split())
    return str(value)


def _name(asked: Question, tag: str) -> str:
    period = tag.partition(".")[2]
    label = asked.label if isinstance(asked, Field) else tag
    return f"{label} {period}年" if period.isdigit() else label


def _ticks(asked: Field, voices: Sequence[ReaderResult], result: Combined) -> None:
    """The ticked options; two ticks where one is asked for are a question, not an answer."""
    labels = {option.id: option.label for option in asked.options}
    taken: list[str] | None = None
    reader = ""
    said: dict[str, str] = {}
    for voice in voices:
        boxes = voice.boxes.get(asked.id)
        if boxes is None:
            continue
        ticked = [option for option in labels if boxes.get(option)]
        said[READER_WORDS[voice.reader]] = "、".join(labels[o] for o in ticked) or "未勾选"
        if taken is None or (not taken and ticked):
            taken, reader = ticked, voice.reader
    typed = _text(voices, asked.id, "text", asked, result.report)
    if taken:
        result.report.readers[asked.id] = reader
        shown = "、".join(labels[o] for o in taken)
        if len(set(said.values())) > 1:
            result.report.conflicts.append(ReadingConflict(asked.id, asked.label, said, shown))
        if asked.kind == "choices":
            result.answers[asked.id] = taken
        elif len(taken) == 1:
            result.answers[asked.id] = taken[0]
        else:
            message = "只能选一项，却勾选了几项，请确认选哪一项"
            result.report.unclear.append(Unclear("", asked.label, shown, message, (asked.id,)))
    elif typed:
        result.answers[asked.id] = [typed] if asked.kind == "choices" else typed


def _targets(
    form: Form, asked: Field, voices: Sequence[ReaderResult], report: Report
) -> list[dict[str, str]]:
    """The plan's rows: the given indicators in the form's order, then the added ones."""
    _same_added_rows(asked.id, voices)
    rows: list[dict[str, str]] = []
    for indicator in form.indicators:
        row = {
            "direction": indicator.direction,
            "indicator": indicator.id,
            "label": indicator.label,
            "unit": _text(
                voices, f"{asked.id}.{indicator.id}.unit", "text", PlainQuestion(), report
            )
            or indicator.unit,
        }
        values = _values(form, asked.id, indicator.id, indicator, voices, report)
        if values:
            rows.append(row | values)
    for added in _added(asked.id, voices):
        tag = f"{asked.id}.{added}"
        label = _text(voices, f"{tag}.label", "text", PlainQuestion(), report)
        values = _values(form, asked.id, added, None, voices, report, label)
        unit = _text(voices, f"{tag}.unit", "text", PlainQuestion(), report)
        direction = next(
            (d for v in voices if (d := v.directions.get(letters(label)))),
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
    voices: Sequence[ReaderResult],
    report: Report,
    label: str = "",
) -> dict[str, str]:
    kind = indicator.kind if indicator else "text"
    question = PlainQuestion(unit=indicator.unit if indicator else "", none_allowed=True)
    values: dict[str, str] = {}
    for period in ("baseline", *form.plan_years):
        words = "基准值" if period == "baseline" else f"{period}年目标值"
        name = f"{indicator.label if indicator else label} {words}"
        text = _text(voices, f"{field_id}.{row}.{period}", kind, question, report, name)
        if text:
            values[period] = text
    return values


def _added(field_id: str, voices: Sequence[ReaderResult]) -> list[str]:
    """The ids of added rows, in the order of their numbers."""
    start = f"{field_id}.other_"
    ids = {
        tag.split(".")[1]
        for voice in voices
        for tag, texts in voice.texts.items()
        if tag.startswith(start) and texts
    }
    return sorted(ids, key=lambda i: int(i.removeprefix("other_")))


def _same_added_rows(field_id: str, voices: Sequence[ReaderResult]) -> None:
    """Give an added row the id that the first voice knows it by, found by its label."""
    known: dict[str, str] = {}
    for voice in voices:
        own = {
            letters(voice.texts[f"{field_id}.{i}.label"][-1]): i
            for i in _added(field_id, [voice])
            if voice.texts.get(f"{field_id}.{i}.label")
        }
        renamed = {i: known[words] for words, i in own.items() if words in known}
        if any(old != new for old, new in renamed.items()):
            voice.texts = {
                _renamed(tag, field_id, renamed): texts for tag, texts in voice.texts.items()
            }
        known = {**{words: renamed.get(i, i) for words, i in own.items()}, **known}


def _renamed(tag: str, field_id: str, renamed: dict[str, str]) -> str:
    parts = tag.split(".")
    if len(parts) == 3 and parts[0] == field_id and parts[1] in renamed:
        parts[1] = renamed[parts[1]]
    return ".".join(parts)
