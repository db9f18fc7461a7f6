"""Judge a reading: every answer is right, or its place is told in the report."""

from __future__ import annotations

import copy

from jiqun.engine.answers import Answers, read_answers
from jiqun.engine.definition import Form, Layout
from jiqun.engine.reading import WordReading
from jiqun.engine.reading.by_label.official_paper import read_official, tags_of

NOT_PRINTED = ("co2_intensity_formula",)
ADDED_LINES = ("重点任务", "发展目标", "2027年度", "保障措施")
"""Lines that damage adds to texts of the plan: read as part of them, rightly."""
INTERIM = ("2026", "2027")


def printed_answers(form: Form, data: dict[str, object]) -> dict[str, object]:
    """The answers of a foreign sample that stand on its paper, as meanings by tag.

    Its formula for co2_intensity, and the targets of 2026 and 2027, were never printed.
    """
    meanings = by_tag(read_answers(form, data))
    return {
        tag: meaning
        for tag, meaning in meanings.items()
        if tag not in NOT_PRINTED and not (tag.startswith("plan_targets") and tag[-4:] in INTERIM)
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


def by_tag(answers: Answers) -> dict[str, object]:
    """Tag → value; texts without white space, so that a line end more or less does not count."""
    found: dict[str, object] = {}
    for (name, period), answer in answers.cells.items():
        value = answer.typed if answer.value is None else answer.value
        tag = f"{name}.{period}" if period else name
        found[tag] = "".join(value.split()) if isinstance(value, str) else value
    for target in answers.targets:
        for period, answer in target.values.items():
            value = answer.typed if answer.value is None else answer.value
            tag = f"plan_targets.{target.indicator}.{period}"
            found[tag] = "".join(value.split()) if isinstance(value, str) else value
    return found


def faults(
    form: Form, layout: Layout, wanted: dict[str, object], reading: WordReading
) -> dict[str, tuple[str, object, object]]:
    """Every answer that is not as wanted: "told" where the report names it (of an answer that was
    not read, its row), else "wrong", "lost" or "invented" in silence; what was wanted and read."""
    got = by_tag(reading.answers)
    places = _places(form, layout)
    found: dict[str, tuple[str, object, object]] = {}
    for tag in {**wanted, **got}:
        asked, read = wanted.get(tag), got.get(tag)
        if isinstance(read, str) and isinstance(asked, str) and read != asked:
            read = _without(ADDED_LINES, read)
        if asked == read or (asked is None and tag.startswith("plan_targets.other_")):
            continue  # a row added to the plan is an answer of its own
        silent = "invented" if asked is None else "lost" if read is None else "wrong"
        told = _is_told(tag, read, places.get(tag, set()), reading)
        found[tag] = ("told" if told else silent, asked, read)
    return found


def _without(lines: tuple[str, ...], text: str) -> str:
    for line in lines:
        text = text.removeprefix(line).removesuffix(line)
    return text


def _is_told(tag: str, read: object, places: set[tuple[str, str]], reading: WordReading) -> bool:
    report = reading.report
    name = tag.split(".")[0]
    told = {answer for point in report.unclear for answer in point.answers}
    told |= {conflict.answer for conflict in report.conflicts}
    if told & {tag, name} or any(answer.startswith(f"{tag}.") for answer in told):
        return True
    if read is not None:
        return False  # a wrong value must be told by its own name
    named = {(point.part, point.row) for point in [*report.unclear, *report.differences]}
    return bool(places & named)


def _places(form: Form, layout: Layout) -> dict[str, set[tuple[str, str]]]:
    """The part and row in which the report would name an answer."""
    official = read_official(form, layout)
    found: dict[str, set[tuple[str, str]]] = {}
    for row in official.rows:
        for cell in row.cells:
            for tag in cell.tags:
                name = tag.split(".")[0]
                key = name if form.fields[name].options else tag
                found.setdefault(key, set()).add((row.part, row.name))
    for line in official.flow:
        if line.targets is not None:
            for indicator in form.indicators:
                for period in ("baseline", *form.plan_years):
                    tag = f"{line.targets.field}.{indicator.id}.{period}"
                    found[tag] = {(line.part, indicator.label), (line.part, "规划目标")}
        elif line.line is not None:
            for tag in tags_of(line.line):
                found.setdefault(tag, set()).add((line.part, form.fields[tag].label))
    return found
