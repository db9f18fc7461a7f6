"""Judge a reading: every answer is right, or its place is told in the report."""

from __future__ import annotations

import copy

from jiqun.engine.answers import Answers, read_answers
from jiqun.engine.definition import Address, Form, Layout, kept_at, own_number, plan_periods
from jiqun.engine.reading import WordReading
from jiqun.engine.reading.by_label.official_paper import places_of, read_official

NOT_PRINTED = ("co2_intensity_formula",)
ADDED_LINES = ("重点任务", "发展目标", "2027年度", "保障措施")
"""Lines that damage adds to texts of the plan: read as part of them, rightly."""
INTERIM = ("2026", "2027")


def printed_answers(form: Form, data: dict[str, object]) -> dict[Address, object]:
    """The answers of a foreign sample that stand on its paper, as meanings by address.

    Its formula for co2_intensity, and the targets of 2026 and 2027, were never printed.
    """
    meanings = by_address(read_answers(form, data))
    return {
        at: meaning
        for at, meaning in meanings.items()
        if at.field not in NOT_PRINTED and not (at.row and at.part in INTERIM)
    }


def with_distinct_rows(extreme: dict[str, object]) -> dict[str, object]:
    """The longest answers, with added plan rows that do not share one name."""
    data = copy.deepcopy(extreme)
    answers = data["answers"]
    assert isinstance(answers, dict)
    for number, row in enumerate(answers["plan_targets"]):
        if row["indicator"].startswith("other_"):
            row["label"] += str(number)
    return data


def by_address(answers: Answers) -> dict[Address, object]:
    """Address → value; texts without white space: a line end more or less does not count."""
    figures = {
        target.at._replace(part=period): answer
        for target in answers.targets
        for period, answer in target.values.items()
    }
    found: dict[Address, object] = {}
    for at, answer in {**answers.cells, **figures}.items():
        value = answer.typed if answer.value is None else answer.value
        found[at] = "".join(value.split()) if isinstance(value, str) else value
    return found


def faults(
    form: Form, layout: Layout, wanted: dict[Address, object], reading: WordReading
) -> dict[Address, tuple[str, object, object]]:
    """Every answer that is not as wanted: "told" where the report names it (of an answer that was
    not read, its row), else "wrong", "lost" or "invented" in silence; what was wanted and read."""
    got = by_address(reading.answers)
    places = _places(form, layout)
    found: dict[Address, tuple[str, object, object]] = {}
    for at in {**wanted, **got}:
        asked, read = wanted.get(at), got.get(at)
        if isinstance(read, str) and isinstance(asked, str) and read != asked:
            read = _without(ADDED_LINES, read)
        if asked == read or (asked is None and own_number(at.row)):
            continue  # a row added to the plan is an answer of its own
        silent = "invented" if asked is None else "lost" if read is None else "wrong"
        told = _is_told(at, read, places.get(at, set()), reading)
        found[at] = ("told" if told else silent, asked, read)
    return found


def _without(lines: tuple[str, ...], text: str) -> str:
    for line in lines:
        text = text.removeprefix(line).removesuffix(line)
    return text


def _is_told(at: Address, read: object, places: set[tuple[str, str]], reading: WordReading) -> bool:
    report = reading.report
    told = {answer for point in report.unclear for answer in point.answers}
    told |= {conflict.answer for conflict in report.conflicts}
    if told & {str(at), at.field}:
        return True
    if read is not None:
        return False  # a wrong value must be told by its own name
    named = {(point.part, point.row) for point in [*report.unclear, *report.differences]}
    return bool(places & named)


def _places(form: Form, layout: Layout) -> dict[Address, set[tuple[str, str]]]:
    """The part and row in which the report would name an answer."""
    official = read_official(form, layout)
    found: dict[Address, set[tuple[str, str]]] = {}
    for row in official.rows:
        for line in (line for cell in row.cells for line in cell.lines):
            for at in places_of(line):
                found.setdefault(kept_at(form, at), set()).add((row.part, row.name))
    for flowing in official.flow:
        part = flowing.part
        if flowing.targets is not None:
            for indicator in form.fields[flowing.targets.field].indicators:
                row_at = Address(flowing.targets.field, row=indicator.id)
                for period in plan_periods(form):
                    found[row_at._replace(part=period)] = {
                        (part, indicator.label),
                        (part, "规划目标"),
                    }
        elif flowing.line is not None:
            for at in places_of(flowing.line):
                found.setdefault(kept_at(form, at), set()).add((part, form.fields[at.field].label))
    return found
