"""Lint of a form 表: its sections 栏目, lists 清单 and fields 填报项, and all they point at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from jiqun.engine.definition.address import own_number
from jiqun.engine.definition.field_reading import with_years
from jiqun.engine.definition.form import Field, Form, RowList
from jiqun.engine.definition.lint.columns import ID, NOT_AN_ID, lint_number, lint_table
from jiqun.engine.definition.source import Entry, Notebook, SourcePlace, nearest, read_yaml

_SPAN = re.compile(r"\d+\.\.\d*")

Where = Callable[..., SourcePlace]
"""The place of an entry of a field by its keys; of the field where there is none."""


def lint_fields(form: Form, home: Path, root: Path, notebook: Notebook) -> None:
    """Note every mistake of the fields of a form whose files stand in `home`."""
    for section in form.sections:
        entry = read_yaml(home / "parts" / f"{section.id}.yaml", root, Notebook())
        fields = entry.get("fields") if entry else None
        for field in section.fields:
            own = fields.get(field.id) if fields else None
            for place, text in _field(field, form, own):
                notebook.add(place, f"{field.id}：{text}")
    _twice(form, notebook)
    _same_indicators(form, notebook)


def _field(field: Field, form: Form, entry: Entry | None) -> Mistakes:
    """What is wrong with a field; and with each column of it, where it is a table."""
    where = partial(_place, entry, field.place)
    for inspect in (*_OF_BOTH, _identity, _division, _names, _rows, _evidence, _conditional, _plan):
        yield from inspect(field, form, where)
    yield from lint_number(field, entry)
    yield from lint_table(field, form, entry)
    columns = entry.get("columns") if entry else None
    for column in field.columns:
        own = columns.get(column.id) if columns else None
        where = partial(_place, own, column.place)
        for inspect in (_label, _blank_words) if column.like_row else (*_OF_BOTH, _level):
            for place, text in inspect(column, form, where):
                yield place, f"列 {column.id}：{text}"
        for place, text in lint_number(column, own):
            yield place, f"列 {column.id}：{text}"


def _place(entry: Entry | None, own: SourcePlace, *keys: str) -> SourcePlace:
    child, place = entry, own
    for key in keys:
        child = child.get(key) if child else None
        place = child.place if child else place
    return place


Mistakes = Iterator[tuple[SourcePlace, str]]


def _identity(field: Field, form: Form, where: Where) -> Mistakes:
    if not ID.fullmatch(field.id):
        yield where(), NOT_AN_ID
    if len(set(field.periods)) < len(field.periods):
        yield where("years"), "同一个年份写了两次。"


def _label(field: Field, form: Form, where: Where) -> Mistakes:
    if not field.label.strip():
        yield where("label"), "没有标签。"
    if "{Y" in field.label + field.hint:
        yield where("label"), "有认不出的年份，应写成 {Y}、{Y-1}、{Y+3} 这样。"
    if field.instruction is not None and not 1 <= field.instruction <= len(form.instructions):
        yield (
            where("instruction"),
            f"没有第{field.instruction}条填报说明，共{len(form.instructions)}条。",
        )


def _options(field: Field, form: Form, where: Where) -> Mistakes:
    if field.kind.chosen and not field.options:
        yield where(), "选择题没有选项。"
    if not field.kind.chosen and field.options:
        yield where("options"), f"{field.kind.id} 类的填报项不能有选项。"
    for option in field.options:
        if not option.label.strip():
            yield where("options", option.id), f"选项 {option.id} 没有标签。"
        if not ID.fullmatch(option.id):
            yield where("options", option.id), f"选项 {option.id} 的{NOT_AN_ID}"


def _taken_words(field: Field, form: Form, where: Where) -> Mistakes:
    """Words that stand for a value are for what is no text and no tick."""
    if field.words and (field.kind.written or field.kind.chosen or field.kind.tabular):
        yield where("words"), f"{field.kind.id} 类的填报项不用写“words”，请删去或另加选项。"


def _month(field: Field, form: Form, where: Where) -> Mistakes:
    if field.month_allowed and not field.kind.monthly:
        yield where("month"), f"{field.kind.id} 类的填报项不能只填年月，请删去“month”。"


def _blank_words(field: Field, form: Form, where: Where) -> Mistakes:
    if not all(word.strip() for word in field.words):
        yield where("words"), "“words”里有空的文字，请删去。"


def _computed(field: Field, form: Form, where: Where) -> Mistakes:
    if not field.kind.typed and not field.formula and not field.default:
        words = "formula”或“default"
        yield where(), f"{field.kind.id} 类由系统给出，请用“{words}”写明内容。"


def _conditional(field: Field, form: Form, where: Where) -> Mistakes:
    if field.required_if is None:
        return
    if field.kind.tabular:
        yield where("required"), "表格不能有条件必填；要多少行，请用“number”的 least 写公式。"
    if field.periods:
        yield where("required"), "按年度填报的不能有条件必填，请写 yes 或 no。"


def _bounds(field: Field, form: Form, where: Where) -> Mistakes:
    low, high = field.range.low, field.range.high
    if (low is not None or high is not None) and not field.kind.numeric:
        yield where("range"), f"{field.kind.id} 类的填报项不能有范围。"
    if low is not None and high is not None and low > high:
        yield where("range"), f"范围的下限{low}大于上限{high}。"
    if high is None and field.kind.bounded:
        yield where("range"), f"{field.kind.id} 类的填报项须用“range”写明上限，如 0..10。"
    if field.limit is not None and not field.kind.has_limit:
        yield where("limit"), f"{field.kind.id} 类的填报项不能有字数上限。"
    if field.limit is not None and field.limit <= 0:
        yield where("limit"), "字数上限应当大于0。"


def _level(field: Field, form: Form, where: Where) -> Mistakes:
    if field.kind.has_level and not field.level:
        yield where(), "行政区划缺少“level”。"


def _division(field: Field, form: Form, where: Where) -> Mistakes:
    yield from _level(field, form, where)
    if not field.kind.has_level and (field.level or field.inside):
        yield where("level"), "只有行政区划可以有“level”和“inside”。"
    if field.inside:
        outer = form.fields.get(field.inside)
        if outer is None:
            yield where("inside"), _unknown("填报项", field.inside, form.fields)
        elif not outer.kind.has_level or outer.level == field.level:
            yield where("inside"), f"“{field.inside}”不是上一级的行政区划。"


def _names(field: Field, form: Form, where: Where) -> Mistakes:
    if not field.names_for:
        return
    count = form.fields.get(field.names_for)
    if count is None:
        yield where("names_for"), _unknown("填报项", field.names_for, form.fields)
    elif not count.kind.counts:
        yield where("names_for"), f"“{field.names_for}”不是数量，没有名称可列。"


def _rows(field: Field, form: Form, where: Where) -> Mistakes:
    if field.rows is None:
        return
    if not field.kind.counts:
        yield where("rows"), "只有数量可以由清单的行数得出。"
    row_list = form.lists.get(field.rows.list)
    if row_list is None:
        yield where("rows", "list"), _unknown("清单", field.rows.list, form.lists)
        return
    for column_id, condition in field.rows.where.items():
        text = _column(field, row_list, column_id, condition)
        if text:
            yield where("rows", "where", column_id), text


def _column(field: Field, row_list: RowList, column_id: str, condition: str) -> str:
    """What is wrong with one condition on a list's rows, or nothing."""
    column = next((c for c in row_list.columns if c.id == column_id), None)
    if column is None:
        return _unknown(f"清单 {row_list.id} 的列", column_id, [c.id for c in row_list.columns])
    if condition == "{period}":
        return "" if field.periods else "这个填报项没有年度，不能用 {period}。"
    if column.options and condition not in column.options:
        return f"列 {column_id} 没有选项“{condition}”，只有{'、'.join(column.options)}。"
    if column.kind.counts and not (condition.isdigit() or _SPAN.fullmatch(condition)):
        return f"“{condition}”应写成整数，或 1..3、4.. 这样的范围。"
    return ""


def _evidence(field: Field, form: Form, where: Where) -> Mistakes:
    if field.evidence == "each_option" and not field.kind.chosen:
        yield where("evidence"), "只有选择题可以逐项要求佐证材料。"
    if field.evidence == "if_yes" and field.option("yes") is None:
        yield where("evidence"), "没有选项 yes，不能在选“是”时要求佐证材料。"
    if field.evidence in ("list", "list_and_evidence") and field.rows is None:
        yield where("evidence"), "要求提供清单，却没有用“rows”说明是哪个清单。"


def _plan(field: Field, form: Form, where: Where) -> Mistakes:
    """The directions and indicators of a table of the plan; nothing of any other field."""
    if not field.kind.plan:
        return
    if not field.directions:
        yield where("directions"), "规划目标没有方向。"
    for direction, words in field.directions.items():
        if not ID.fullmatch(direction):
            yield where("directions", direction), f"方向 {direction} 的{NOT_AN_ID}"
        if not words.strip():
            yield where("directions", direction), f"方向 {direction} 没有文字。"
    for indicator in field.indicators:
        if not ID.fullmatch(indicator.id):
            yield where("indicators", indicator.id), f"指标 {indicator.id} 的{NOT_AN_ID}"
        elif own_number(indicator.id):
            text = "不能用 other_ 加数字作编号：自行增加的指标才这样编。请换一个编号。"
            yield where("indicators", indicator.id), f"指标 {indicator.id} {text}"
        if not indicator.label.strip():
            yield where("indicators", indicator.id), f"指标 {indicator.id} 没有名称。"


_OF_BOTH = (_label, _options, _taken_words, _blank_words, _month, _computed, _bounds)
"""What is looked at in fields and in columns alike."""


def _same_indicators(form: Form, notebook: Notebook) -> None:
    """Note indicators of the same id: a formula names one by its id alone."""
    seen: dict[str, str] = {}
    for plan in form.plans:
        for indicator in plan.indicators:
            if indicator.id in seen:
                text = f"{plan.id}：指标 {indicator.id} 与 {seen[indicator.id]} 的指标重名。"
                notebook.add(plan.place, text)
            seen.setdefault(indicator.id, plan.id)


def _twice(form: Form, notebook: Notebook) -> None:
    seen: dict[str, SourcePlace] = {}
    for section in form.sections:
        for field in section.fields:
            if field.id in seen:
                first = seen[field.id]
                notebook.add(field.place, f"填报项 {field.id} 写了两次，另一处在{first}。")
            seen.setdefault(field.id, field.place)


def _unknown(what: str, word: str, names: Iterable[str]) -> str:
    return f"没有{what}“{word}”。{nearest(word, names)}"


def lint_form(form: Form, home: Path, root: Path, notebook: Notebook) -> None:
    """Note every mistake of form.yaml and of the parts' own entries."""
    entry = read_yaml(home / "form.yaml", root, Notebook())
    if entry is None:
        return
    _sections(entry.need("sections"), home, notebook)
    lists, instructions = entry.get("lists"), entry.get("instructions")
    if lists:
        _lists(lists, form, notebook)
    for item in instructions.items() if instructions else ():
        _years(item, form, notebook)
    for section in form.sections:
        part = read_yaml(home / "parts" / f"{section.id}.yaml", root, Notebook())
        repeats = part.get("repeats") if part else None
        for item in repeats.items() if repeats else ():
            if item.text() not in form.fields:
                hint = nearest(item.text(), list(form.fields))
                notebook.add(item.place, f"没有填报项“{item.text()}”。{hint}")


def _sections(entry: Entry, home: Path, notebook: Notebook) -> None:
    names = [e.text() for e in entry.items()]
    for number, item in enumerate(entry.items()):
        if item.text() in names[:number]:
            notebook.add(item.place, f"栏目 {item.text()} 写了两次。")
    for path in sorted((home / "parts").glob("*.yaml")):
        if path.stem not in names:
            notebook.add(entry.place, f"文件 parts/{path.name} 没有列入 sections。")


def _lists(entry: Entry, form: Form, notebook: Notebook) -> None:
    for list_id, own in entry.pairs() if entry.is_mapping else ():
        columns = [c.id for c in form.lists[list_id].columns] if list_id in form.lists else []
        for value in _named_columns(own):
            if value.text() not in columns:
                hint = nearest(value.text(), columns)
                notebook.add(value.place, f"清单 {list_id} 没有列“{value.text()}”。{hint}")


def _named_columns(entry: Entry) -> Iterator[Entry]:
    """Where a list names columns of its own."""
    lowest = entry.get("lowest")
    if lowest:
        yield lowest
    for key in ("key", "named_by", "repeats", "dated"):
        named = entry.get(key)
        yield from named.items() if named and named.is_list else ()


def _years(item: Entry, form: Form, notebook: Notebook) -> None:
    if "{Y" in with_years(item.text(), form.base_year):
        notebook.add(item.place, "有认不出的年份，应写成 {Y}、{Y-1}、{Y+3} 这样。")


def lint_facts(form: Form, notebook: Notebook) -> None:
    """Note facts without a source, and those that are called like something else of the form."""
    taken = {**form.fields, **form.lists, **form.checks.numbers}
    for fact in form.facts.values():
        if not ID.fullmatch(fact.name):
            notebook.add(fact.place, f"已知数 {fact.name} 的编号只能用小写字母、数字和下划线。")
        if fact.name in taken:
            notebook.add(fact.place, f"已知数 {fact.name} 与填报项、清单或数值重名。")
        for word, text in (("名称", fact.label), ("来源", fact.source)):
            if not text.strip():
                notebook.add(fact.place, f"已知数 {fact.name} 没有{word}。")
