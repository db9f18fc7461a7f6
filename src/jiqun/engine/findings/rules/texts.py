"""What texts must be: no placeholder left in, not the same twice, not too long together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jiqun.engine.answers import Target
from jiqun.engine.definition import Address, Check
from jiqun.engine.findings.rule_context import Hit, RuleContext
from jiqun.engine.kinds import comparison_key, count_characters

_EXCERPT = 20


def placeholder(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A placeholder, or the form's own hint, left in a text."""
    marks = _pattern(check.settings["marks"])
    texts = tuple(context.texts())
    any_mark = marks.search("\n".join(text for *_, text in texts))
    for at, field, text in texts:
        match = marks.search(text) if any_mark else None
        hint = context.index.hints.get(field.id)
        if match:
            yield Hit(at, {"found": match[0], "excerpt": _around(text, match)})
        elif hint and hint in "".join(text.split()):
            yield Hit(at, {"found": "填写提示", "excerpt": _cut(field.hint)})
    for target in context.answers.targets:
        for part, words in (("", target.label), *_plan_texts(target)):
            match = marks.search(words)
            if match:
                filling = {"found": match[0], "excerpt": _around(words, match)}
                filling["row_label"] = target.label
                yield Hit(target.at._replace(part=part), filling)


def repeated_text(check: Check, context: RuleContext) -> Iterator[Hit]:
    """Two text answers, long enough to say something, that are the same."""
    least = int(context.number(check.settings["least"]))
    first: dict[str, Address] = {}
    for at, _, text in context.texts():
        if len(text) < least or count_characters(text) < least:
            continue
        other = first.setdefault(comparison_key(text), at)
        if other != at:
            yield Hit(at, {"excerpt": _cut(text), "other": context.labels.where(other)})


def total_length(check: Check, context: RuleContext) -> Iterator[Hit]:
    """All texts of a section together are over the limit; reported on the longest."""
    section, limit = check.settings["section"], int(context.number(check.settings["limit"]))
    texts: list[tuple[Address, str]] = [
        (at, text) for at, f, text in context.texts() if f.section == section
    ]
    for target in context.answers.targets:
        if context.form.fields[target.field].section == section:
            texts += [(target.at._replace(part=p), text) for p, text in _plan_texts(target)]
    if sum(len(text) for _, text in texts) <= limit:
        return
    counts = [count_characters(text) for _, text in texts]
    if sum(counts) > limit:
        at, _ = texts[counts.index(max(counts))]
        count = sum(counts)
        words = {"count": str(count), "limit": str(limit), "over": str(count - limit)}
        yield Hit(at, words)


def name_pattern(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A name that does not name its county, or does not end as such names do."""
    for field_id in check.fields:
        name = context.answers.value(field_id)
        if not isinstance(name, str):
            continue
        county_field, ending = (
            context.form.fields[check.settings["county"]],
            check.settings["ending"],
        )
        code = context.answers.value(county_field.id)
        county = county_field.kind.show(code, county_field) if code else ""
        faults = []
        if county and county not in name:
            faults.append(f"没有写明“{county}”")
        if not "".join(name.split()).endswith(ending):
            faults.append(f"没有以“{ending}”结尾")
        if faults:
            words = {
                "name": name,
                "fault": "，也".join(faults),
                "county": county or "XX县",
                "ending": ending,
                "example": f"{county or 'XX县'}XX{ending}",
            }
            yield Hit(Address(field_id), words)


def _plan_texts(target: Target) -> Iterator[tuple[str, str]]:
    """The values of a plan row that are words."""
    for period, answer in target.values.items():
        if isinstance(answer.value, str):
            yield period, answer.value


@lru_cache(maxsize=64)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.MULTILINE)


def _around(text: str, match: re.Match[str]) -> str:
    """The place in the text, a few characters before and after."""
    start, end = max(match.start() - 6, 0), min(match.end() + 6, len(text))
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return before + " ".join(text[start:end].split()) + after


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
