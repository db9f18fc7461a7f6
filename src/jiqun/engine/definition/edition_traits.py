"""Write an edition out as traits, so that two can be compared: what each thing means, says, is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Literal

from jiqun.engine.definition.address import Address
from jiqun.engine.definition.check import Check, RepairRule
from jiqun.engine.definition.edition import OFFICIAL_FILE, Edition
from jiqun.engine.definition.form import DeclaredFact, Field, Form, GivenRow, RowList
from jiqun.engine.definition.layout import Words
from jiqun.engine.definition.source import SourcePlace
from jiqun.engine.definition.standard import Standard
from jiqun.engine.expressions import Expression, Template
from jiqun.engine.kinds import Division

Nature = Literal["meaning", "wording"]
Trait = tuple[Nature, str]
Traits = dict[str, dict[str, Trait]]
"""Subject → trait → (its nature, its text)."""


STANDARD = "认定标准"
"""What a standard's subject begins with: dated by its own documents, its years do not move."""

SHAPE = "样式"
"""The trait that is too long to be shown: how a sheet is drawn."""

_PAPERS = {"official": "按官方文本", "ours": "版式未经核定", "none": "没有打印版式"}
_REQUIRED = {"yes": "必填", "no": "选填", "at_submission": "提交时必填", "if": "有条件必填"}


def edition_traits(edition: Edition) -> Traits:
    """What an edition says of itself."""
    return {
        "年度版": {
            "标题": ("wording", edition.title),
            "发文单位": ("meaning", edition.issuer),
            "行政区划": ("meaning", edition.region),
            "主表": ("meaning", edition.main.id),
            "自列单位": ("meaning", _units(edition.units)),
        }
    }


def form_traits(form: Form) -> Traits:
    """All that a form asks, checks and prints, in its own order."""
    traits: Traits = {
        "表": {
            "表名": ("wording", form.title),
            "打印版式": ("meaning", _PAPERS[form.paper]),
            "所引用的表": ("meaning", _pairs({n: f.id for n, f in form.sources.items()})),
        }
    }
    for number, text in enumerate(form.instructions, 1):
        traits[f"填报说明第{number}条"] = {"文字": ("wording", text)}
    for section in form.sections:
        traits[f"栏目“{section.id}”"] = {
            "标题": ("wording", section.heading),
            "单页要求": ("meaning", "须在一页之内" if section.one_page else "可以续页"),
        }
        traits.update((f"填报项“{f.id}”", _field(f)) for f in section.fields)
    traits.update((f"清单“{i}”", _row_list(r)) for i, r in form.lists.items())
    for indicator in (i for plan in form.plans for i in plan.indicators):
        traits[f"规划指标“{indicator.id}”"] = {
            "填报项": ("meaning", form.plan_of[indicator.id].id),
            "方向": ("meaning", indicator.direction),
            "名称": ("wording", indicator.label),
            "单位": ("meaning", indicator.unit),
            "类型": ("meaning", indicator.kind.id),
        }
    traits.update((f"已知数“{fact.name}”", _fact(fact)) for fact in form.facts.values())
    for named in form.checks.numbers.values():
        traits[f"数值“{named.name}”"] = {
            "大小": ("meaning", str(named.value)),
            "单位": ("meaning", named.unit),
            "依据": ("wording", named.source),
        }
    for count in form.checks.counts.values():
        traits[f"清单计数“{count.name}”"] = {
            "所数的行": ("meaning", f"{count.list}（{_pairs(count.where)}）"),
            "单位": ("meaning", count.unit),
        }
    traits.update(_checks(form.checks.checks))
    for standard in form.standards:
        traits[f"{STANDARD}“{standard.id}”"] = dict(_standard(standard))
    for sheet in form.layout.sheets if form.layout else ():
        traits[f"版面“{sheet.id}”"] = {SHAPE: ("wording", _shape(sheet))}
    return traits


def _units(units: Iterable[Division]) -> str:
    return "；".join(
        f"{u.code}（{'、'.join((u.name, *u.aliases))}，{u.level}，上级{u.above[-1]}）"
        for u in units
    )


def official_lines(form: Form) -> list[tuple[int, str]]:
    """The lines of the official text that say something: number and text, white space removed."""
    path = form.folder / OFFICIAL_FILE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    lines = (("".join(line.split())) for line in text.splitlines())
    return [(number, line) for number, line in enumerate(lines, 1) if line]


def _fact(fact: DeclaredFact) -> dict[str, Trait]:
    return {
        "名称": ("wording", fact.label),
        "单位": ("meaning", fact.unit),
        "来源": ("wording", fact.source),
        "类型": ("meaning", "文字" if fact.is_text else "数值"),
    }


def _field(field: Field) -> dict[str, Trait]:
    """A field, with its columns and given rows where it is a table of rows 多行."""
    traits = _asked(field)
    traits["列的次序"] = ("meaning", "、".join(column.id for column in field.columns))
    traits["行的次序"] = ("meaning", "、".join(row.id for row in field.given))
    for column in field.columns:
        traits.update((f"列“{column.id}”的{name}", t) for name, t in _asked(column).items())
    for row in field.given:
        traits.update((f"行“{row.id}”的{name}", t) for name, t in _given(row).items())
    return traits


def _given(row: GivenRow) -> dict[str, Trait]:
    """A given row; the field it is like is told by what it is about."""
    return {
        "名称": ("wording", row.label),
        "所指的填报值": ("meaning", _text(row.of)),
        "摘要": ("meaning", _text(row.says)),
    }


def _asked(field: Field) -> dict[str, Trait]:
    """What is asked in one cell: of a field, or of a column of a table."""
    traits: dict[str, Trait] = {
        "标签": ("wording", field.label),
        "提示": ("wording", field.hint),
        "备注": ("wording", field.note),
        "栏目": ("meaning", field.section),
        "类型": ("meaning", "与行相同" if field.like_row else field.kind.id),
        "单位": ("meaning", field.unit),
        "年度": ("meaning", "、".join(field.periods)),
        "必填": ("meaning", _REQUIRED[field.required]),
        "必填的条件": ("meaning", _text(field.required_if)),
        "可否填无": ("meaning", "可以填无" if field.none_allowed else "不可填无"),
        "可否只填年月": ("meaning", "可以只填年月" if field.month_allowed else ""),
        "可代替填报值的文字": ("meaning", "、".join(field.words)),
        "范围": ("meaning", str(field.range)),
        "至少几项": ("meaning", _text(field.least)),
        "至多几项": ("meaning", _text(field.most)),
        "字数上限": ("meaning", str(field.limit or "")),
        "选项": ("meaning", "、".join(option.id for option in field.options)),
        "佐证要求": ("meaning", field.evidence),
        "清单": ("meaning", _row_count(field)),
        "名称对应的数量": ("meaning", field.names_for),
        "上级区划": ("meaning", field.inside),
        "区划级别": ("meaning", field.level),
        "填写单位": ("meaning", field.written_by),
        "填报说明": ("meaning", str(field.instruction or "")),
        "公式": ("meaning", field.formula),
        "默认内容": ("meaning", field.default),
        "在官方文本中": ("wording", "在" if field.official else "不在"),
        "方向": ("meaning", "、".join(field.directions)),
    }
    labels: dict[str, Trait] = {
        f"选项“{option.id}”的文字": ("wording", option.label) for option in field.options
    }
    directions: dict[str, Trait] = {
        f"方向“{direction}”的文字": ("wording", words)
        for direction, words in field.directions.items()
    }
    return traits | labels | directions


def _text(formula: Expression | Template | None) -> str:
    return formula.text if formula else ""


def _pairs(settings: Mapping[str, str]) -> str:
    return "，".join(f"{name}为{value}" for name, value in settings.items())


def _row_count(field: Field) -> str:
    if field.rows is None:
        return ""
    where = _pairs(field.rows.where)
    return f"{field.rows.list}（{where}）" if where else field.rows.list


def _row_list(row_list: RowList) -> dict[str, Trait]:
    traits: dict[str, Trait] = {
        "名称": ("wording", row_list.label),
        "同一项的标志": ("meaning", "、".join(row_list.key)),
        "取最小者的列": ("meaning", row_list.lowest),
        "必填的列": ("meaning", "、".join(row_list.named_by)),
        "重复的标志": ("meaning", "、".join(row_list.repeats)),
        "日期列": ("meaning", "、".join(row_list.dated)),
        "列": ("meaning", "、".join(column.id for column in row_list.columns)),
    }
    for column in row_list.columns:
        traits[f"列“{column.id}”的名称"] = ("wording", column.label)
        traits[f"列“{column.id}”的类型"] = ("meaning", column.kind.id)
        traits[f"列“{column.id}”的选项"] = ("meaning", "、".join(column.options))
    return traits


def _checks(checks: Iterable[Check]) -> Iterator[tuple[str, dict[str, Trait]]]:
    """Each check by its code, and by what it looks at where a code is written several times."""
    seen: dict[str, int] = {}
    for check in checks:
        seen[check.code] = seen.get(check.code, 0) + 1
        again = f"（第{seen[check.code]}项）" if seen[check.code] > 1 else ""
        yield (
            f"校验“{check.code}”{again}",
            {
                "标题": ("wording", check.title),
                "文字": ("wording", check.message.text),
                "依据": ("wording", check.source),
                "级别": ("meaning", check.level),
                "规则": ("meaning", check.rule),
                "设置": ("meaning", _pairs(check.settings)),
                "填报项": ("meaning", "、".join(check.fields)),
                "行或规划指标": ("meaning", "、".join(check.rows)),
                "列": ("meaning", check.column),
                "年度": ("meaning", "、".join(p or "一次" for p in check.periods)),
                "条件": ("meaning", _text(check.condition)),
                "按印出的数比较": ("meaning", "是" if check.as_printed else "否"),
                "公式": ("meaning", _text(check.formula)),
                "修改建议": ("meaning", _change(check.repair) if check.repair else ""),
                "可能的改法": ("meaning", "；".join(_change(way) for way in check.ways)),
            },
        )


def _change(rule: RepairRule) -> str:
    place = (rule.field or "", rule.period or "")
    return " ".join((*filter(None, place), rule.value.text))


def _standard(standard: Standard) -> Iterator[tuple[str, Trait]]:
    yield "名称", ("wording", standard.title)
    yield "依据", ("wording", standard.source)
    yield "附注", ("wording", standard.remark)
    yield "要求", ("meaning", "、".join(c.id for c in standard.criteria))
    for number in standard.numbers.values():
        yield f"数值“{number.name}”", ("meaning", f"{number.value}{number.unit}")
    for criterion in standard.criteria:
        name = f"要求“{criterion.id}”的"
        yield f"{name}名称", ("wording", criterion.label)
        yield f"{name}文字", ("wording", criterion.figures.text)
        yield f"{name}依据", ("wording", criterion.source)
        yield f"{name}状态", ("meaning", criterion.status)
        yield f"{name}条件", ("meaning", criterion.condition.text)
        yield f"{name}适用", ("meaning", _text(criterion.applies))


def _shape(thing: object) -> str:
    """A sheet written out without its words and places in files: equal texts are drawn alike."""
    if isinstance(thing, SourcePlace | Words):
        return type(thing).__name__
    if is_dataclass(thing):
        inner = (f"{f.name}={_shape(getattr(thing, f.name))}" for f in fields(thing))
        return f"{type(thing).__name__}({' '.join(inner)})"
    if isinstance(thing, Address):
        return str(thing)
    if isinstance(thing, tuple):
        return f"[{' '.join(_shape(t) for t in thing)}]"
    return str(thing)
