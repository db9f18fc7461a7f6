"""Compare two editions: what means something else, apart from what is only worded otherwise.

Each edition is written out as a table of traits: (subject, trait) → what it is. Years count from
the base year, so those that merely move along are no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from jiqun.engine.definition.edition import Edition
from jiqun.engine.definition.edition_traits import (
    SHAPE,
    STANDARD,
    Nature,
    Trait,
    Traits,
    edition_traits,
    form_traits,
    official_lines,
)
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.years import without_years


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """One difference: of meaning 含义 or of wording 文字, on a subject, before and after."""

    nature: Nature
    subject: str
    trait: str  # empty: the subject as a whole is new or gone
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if not self.trait:
            return f"新增{self.subject}。" if self.before is None else f"取消{self.subject}。"
        if self.before is None and self.after is None:
            return f"{self.subject}的{self.trait}有改动。"
        return f"{self.subject}的{self.trait}由{_quoted(self.before)}改为{_quoted(self.after)}。"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two editions, in the order of the later one."""

    meaning: tuple[EditionDifference, ...]
    wording: tuple[EditionDifference, ...]


def compare_editions(before: Edition, after: Edition) -> Comparison:
    """Every difference of two editions, those of meaning apart from those of wording."""
    years = before.base_year, after.base_year
    differences = [
        *_differences(edition_traits(before), edition_traits(after), *years),
        *_forms(before, after),
    ]
    return Comparison(
        meaning=tuple(d for d in differences if d.nature == "meaning"),
        wording=tuple(d for d in differences if d.nature == "wording"),
    )


def _forms(before: Edition, after: Edition) -> Iterator[EditionDifference]:
    """Form by form; what is of another form than the main one says so."""
    for form_id in (*after.forms, *(i for i in before.forms if i not in after.forms)):
        old, new = before.forms.get(form_id), after.forms.get(form_id)
        if old is None or new is None:
            title = (old or new or after.main).title
            subject = f"表“{form_id}”（{title}）"
            sides = (None, subject) if old is None else (subject, None)
            yield EditionDifference("meaning", subject, "", *sides)
            continue
        for difference in _form(old, new):
            if new.is_main:
                yield difference
            else:
                yield replace(difference, subject=f"表“{form_id}”{difference.subject}")


def _form(old: Form, new: Form) -> Iterator[EditionDifference]:
    years = old.base_year, new.base_year
    yield from _differences(form_traits(old), form_traits(new), *years)
    yield from _official(old, new)


def _differences(
    old: Traits, new: Traits, old_year: int, new_year: int
) -> Iterator[EditionDifference]:
    was = {without_years(s, old_year): s for s in old}
    now = {without_years(s, new_year): s for s in new}
    for key in (*now, *(k for k in was if k not in now)):
        if key not in was:
            yield EditionDifference(_nature(new[now[key]]), now[key], "", None, now[key])
        elif key not in now:
            yield EditionDifference(_nature(old[was[key]]), was[key], "", was[key], None)
        else:
            mine, theirs = old[was[key]], new[now[key]]
            for trait in {**theirs, **mine}:
                nature, _ = theirs.get(trait) or mine[trait]
                a, b = (traits.get(trait, (nature, ""))[1] for traits in (mine, theirs))
                if not _same(key, (a, old_year), (b, new_year)):
                    shown = (None, None) if trait == SHAPE else (a, b)
                    yield EditionDifference(nature, now[key], trait, *shown)


def _same(subject: str, old: tuple[str, int], new: tuple[str, int]) -> bool:
    """Whether two texts are the same but for years that moved along with the base year."""
    if subject.startswith(STANDARD):
        return old[0] == new[0]
    return without_years(*old) == without_years(*new)


def _official(before: Form, after: Form) -> Iterator[EditionDifference]:
    """The lines of the official text that differ, white space aside."""
    old, new = official_lines(before), official_lines(after)
    matcher = SequenceMatcher(
        None,
        [without_years(t, before.base_year) for _, t in old],
        [without_years(t, after.base_year) for _, t in new],
        autojunk=False,
    )
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            line = (new[c:d] or new[c - 1 : c] or [(1, "")])[0][0]
            subject = f"官方文本第{line}行"
            was, now = ("".join(t for _, t in part) for part in (old[a:b], new[c:d]))
            yield EditionDifference("wording", subject, "文字", was, now)


def _nature(traits: Mapping[str, Trait]) -> Nature:
    """A thing that is new or gone is of wording if it is nothing but words."""
    means = any(nature == "meaning" for nature, _ in traits.values())
    return "meaning" if means else "wording"


def _quoted(text: str | None) -> str:
    return f"“{text}”" if text else "（空）"
