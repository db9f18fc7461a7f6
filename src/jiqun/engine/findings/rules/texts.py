"""What texts must be: no placeholder left in, not the same twice, not too long together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jiqun.engine.definition import Address, Check
from jiqun.engine.findings.message import cut
from jiqun.engine.findings.nearly_same import is_near
from jiqun.engine.findings.rule_context import Hit, RuleContext, Written
from jiqun.engine.kinds import comparison_key, count_characters

_COMPARED = 100
"""With how many texts before it one is compared: more than a form asks for, fewer than an endless
table has."""


def placeholder(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A placeholder, or the form's own hint, left in a text or in the name of a row of the plan."""
    marks = compiled(check.settings["marks"])
    texts = tuple(context.texts_of(check))
    any_mark = marks.search("\n".join(written.text for written in texts))
    for written in texts:
        match = marks.search(written.text) if any_mark else None
        hint = context.index.hints.get(written.at.field) if not written.at.row else None
        if match:
            around = _around(written.text, match)
            yield Hit(written.at, written.words(found=match[0], excerpt=around))
        elif hint and hint in "".join(written.text.split()):
            yield Hit(written.at, {"found": "填写提示", "excerpt": cut(written.asked.hint)})
    for target in context.answers.targets:
        match = marks.search(target.label)
        if match:
            words = {"found": match[0], "excerpt": _around(target.label, match)}
            yield Hit(target.at, {**words, "row_label": target.label})


def placeholder_in(text: str, marks: str) -> str:
    """The first placeholder in a text, by the pattern of a form's data; empty if there is none."""
    match = compiled(marks).search(text)
    return match[0] if match else ""


def repeated_text(check: Check, context: RuleContext) -> Iterator[Hit]:
    """Two text answers, long enough to say something, that are the same or nearly the same."""
    least = int(context.number(check.settings["least"]))
    percent = int(context.number(check.settings["share"]))
    before: list[tuple[str, Written]] = []
    for written in context.texts_of(check):
        if len(written.text) < least or count_characters(written.text) < least:
            continue
        key = comparison_key(written.text)
        for other_key, other in before[-_COMPARED:]:
            if is_near(key, other_key, percent):
                where = context.labels.where(other.at, other.row_label)
                how = "完全相同" if key == other_key else "几乎相同"
                words = written.words(excerpt=cut(written.text), other=where, how=how)
                yield Hit(written.at, words, beside=((str(other.at), other.text),))
                break
        before.append((key, written))


def total_length(check: Check, context: RuleContext) -> Iterator[Hit]:
    """All texts of a section together are over the limit; reported on the longest."""
    section, limit = check.settings["section"], int(context.number(check.settings["limit"]))
    texts = [written for written in context.texts() if written.asked.section == section]
    if sum(len(written.text) for written in texts) <= limit:
        return
    counts = [count_characters(written.text) for written in texts]
    count = sum(counts)
    if count > limit:
        longest = texts[counts.index(max(counts))]
        words = {"count": str(count), "limit": str(limit), "over": str(count - limit)}
        yield Hit(longest.at, longest.words(**words))


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
            beside = ((county_field.id, county),)
            yield Hit(Address(field_id), words, beside=beside)


@lru_cache(maxsize=64)
def compiled(text: str) -> re.Pattern[str]:
    """A pattern of the form's data."""
    return re.compile(text, re.MULTILINE)


def _around(text: str, match: re.Match[str]) -> str:
    """The place in the text, a few characters before and after."""
    start, end = max(match.start() - 6, 0), min(match.end() + 6, len(text))
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return before + " ".join(text[start:end].split()) + after
