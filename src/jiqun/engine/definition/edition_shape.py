"""The shape 填报结构 of an edition: what no revision may change, because answers rest on it.

It is the forms with their fields, kinds, units, years, options, lists, rows and ids. Words, checks,
numbers, standards, cases and layouts are no part of it; only the codes and names that answers and
explanations are kept under must stay, and further ones may come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiqun.engine.definition.edition import EDITION_FILE, Edition
from jiqun.engine.definition.form import Field, Form, RowList
from jiqun.engine.definition.source import Mistake, SourcePlace

INSTEAD = (
    "修订版只改正文字、校验和版式，不改动填报项、编号和选项："
    "请恢复原文，或者另用 jiqun new-edition 复制成新的年度版再改。"
)


@dataclass(frozen=True, slots=True)
class ShapeLine:
    """One thing the shape says: of a subject, a trait and what it is; where the files say it.

    An `open` subject may be added to an edition that was published.
    """

    subject: str
    trait: str
    text: str
    place: SourcePlace
    open: bool = False

    def __str__(self) -> str:
        return "\t".join(" ".join(part.split()) for part in (self.subject, self.trait, self.text))


OF_A_FIELD: Mapping[str, tuple[str, Callable[[Field], str]]] = {
    "section": ("栏目", lambda f: f.section),
    "kind": ("类型", lambda f: f.kind.id),
    "unit": ("单位", lambda f: f.unit),
    "periods": ("年度", lambda f: "、".join(f.periods)),
    "none_allowed": ("可否填无", lambda f: "可以" if f.none_allowed else "不可"),
    "options": ("选项", lambda f: "、".join(option.id for option in f.options)),
    "words": ("可代替数值的文字", lambda f: "、".join(f.words)),
    "evidence": ("佐证要求", lambda f: f.evidence),
    "level": ("区划级别", lambda f: f.level),
    "written_by": ("填写单位", lambda f: f.written_by),
    "like_row": ("是否随行而定", lambda f: "是" if f.like_row else "否"),
}
"""What the shape says of a field or of a column of its rows, by the attribute it comes from."""


def edition_shape(edition: Edition) -> list[ShapeLine]:
    """The shape of an edition, in its own order."""
    place = SourcePlace(EDITION_FILE, 0)
    told = {
        "编号": edition.id,
        "基准年度": str(edition.base_year),
        "行政区划": edition.region,
        "主表": edition.main.id,
    }
    lines = [ShapeLine("年度版", trait, text, place) for trait, text in told.items()]
    lines += [
        ShapeLine(f"自列单位“{unit.code}”", unit.level, unit.above[-1], place, open=True)
        for unit in edition.units
    ]
    for form in edition.forms.values():
        lines.extend(_form(f"表“{form.id}”", form))
    return lines


def shape_text(lines: Iterable[ShapeLine]) -> str:
    """The shape as the text that is kept with a lock: subject, trait and text, a tab between."""
    return "".join(f"{line}\n" for line in lines)


def shape_differences(before: str, after: Sequence[ShapeLine]) -> list[Mistake]:
    """What differs from the shape that was kept, each at the place of what stands there now."""
    was, now = _by_subject(before), _by_subject(shape_text(after))
    place = {line.subject: line.place for line in reversed(after)}
    may_come = {line.subject for line in after if line.open}
    gone, new = _outermost(was.keys() - now.keys()), _outermost(now.keys() - was.keys())
    told = [(_nearest(subject, place), f"{subject}没有了") for subject in gone]
    told += [(place[subject], f"{subject}是新增的") for subject in new if subject not in may_come]
    for subject, traits in now.items():
        for trait, text in traits.items():
            old = was[subject].get(trait, "") if subject in was else text
            if old != text:
                words = f"{subject}的{trait}由“{old}”改为“{text}”"
                told.append((place[subject], words))
    return [Mistake(at.file, at.line, f"{words}。{INSTEAD}") for at, words in told]


def _form(subject: str, form: Form) -> Iterator[ShapeLine]:
    yield ShapeLine(subject, "", "", form.place)
    for section in form.sections:
        place = section.fields[0].place if section.fields else form.place
        number = str(section.part)
        yield ShapeLine(f"{subject}栏目“{section.id}”", "序号", number, SourcePlace(place.file, 0))
        for field in section.fields:
            yield from _field(f"{subject}填报项“{field.id}”", field)
    for row_list in form.lists.values():
        yield from _list(f"{subject}清单“{row_list.id}”", row_list, form.place)
    for fact in form.facts.values():
        name = f"{subject}已知数“{fact.name}”"
        yield ShapeLine(name, "单位", fact.unit, fact.place, open=True)
        yield ShapeLine(name, "类型", "文字" if fact.is_text else "数值", fact.place, open=True)
    for code, at in {check.code: check.place for check in form.checks.checks}.items():
        yield ShapeLine(f"{subject}校验“{code}”", "", "", at, open=True)
    for standard in form.standards:
        yield ShapeLine(f"{subject}认定标准“{standard.id}”", "", "", form.place, open=True)


def _field(subject: str, field: Field) -> Iterator[ShapeLine]:
    for trait, text in OF_A_FIELD.values():
        yield ShapeLine(subject, trait, text(field), field.place)
    for column in field.columns:
        yield from _field(f"{subject}列“{column.id}”", column)
    for row in field.given:
        like = row.like.id if row.like else ""
        yield ShapeLine(f"{subject}行“{row.id}”", "所随填报项", like, field.place)
    for direction in field.directions:
        yield ShapeLine(f"{subject}方向“{direction}”", "", "", field.place)
    for indicator in field.indicators:
        name = f"{subject}规划指标“{indicator.id}”"
        yield ShapeLine(name, "方向", indicator.direction, field.place)
        yield ShapeLine(name, "单位", indicator.unit, field.place)
        yield ShapeLine(name, "类型", indicator.kind.id, field.place)


def _list(subject: str, row_list: RowList, place: SourcePlace) -> Iterator[ShapeLine]:
    yield ShapeLine(subject, "同一项的标志", "、".join(row_list.key), place)
    for column in row_list.columns:
        name = f"{subject}列“{column.id}”"
        yield ShapeLine(name, "类型", column.kind.id, place)
        yield ShapeLine(name, "选项", "、".join(column.options), place)


def _by_subject(text: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        subject, trait, words = line.split("\t")
        found.setdefault(subject, {})[trait] = words
    return found


def _outermost(subjects: Iterable[str]) -> list[str]:
    """Those that are no part of another of them, in order: a field, not each of its columns."""
    found: list[str] = []
    for subject in sorted(subjects):
        if not any(subject.startswith(outer) for outer in found):
            found.append(subject)
    return found


def _nearest(subject: str, places: Mapping[str, SourcePlace]) -> SourcePlace:
    """Where something that is gone would stand: the place of the innermost thing around it."""
    around = [outer for outer in places if subject.startswith(outer)]
    return places[max(around, key=len)] if around else SourcePlace(EDITION_FILE, 0)
