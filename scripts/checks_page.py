"""The page of all checks for users, docs/checks.md: written from the form's data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from jiqun.engine.definition import Address, Check, Edition, Labels, NamedNumber, labels_of
from jiqun.engine.expressions import Template
from jiqun.engine.findings.finding import FINDING_LEVELS

_WHERE, _ELSE = "某处", "…"
_ADVICE = "advice"  # depends on the answer and says what to do, not what is checked

_HEAD = """# 校验一览

<!-- 本页由表的数据（forms/ 下的 checks.yaml 和 checks/）生成，不要手工修改。 -->

适用：{title}

- **强制性**：不改正不能提交。
- **核实性**：写明情况说明后可以通过。说明至少 {least} 字，写出具体原因；不留占位文字，不只写
  “核实无误”一类的话，不照抄校验结果，各处不雷同。说明只对填写时的数据有效：校验结果所依据的数据改动后
  转为“待复核”，须确认仍然适用或修改说明。说明写在“校验代码:填报项:年度”之下，规划目标的年度处写指标的编号。
- **提示**：只作提醒。

带小数的数值按四舍五入核对：印出来的 46.85 代表 46.845 至 46.855 之间的任何数，个数就是它本身。
由填报值计算的数也是一个区间，两个区间完全不相接才算“不符”，所以如实四舍五入填报不会被误报。
需要用到的百分比或小数填“无”时，这一项不核对，并会注明；个数填“无”按 0 计算。

一个部分一项也没有填的，只算未填，不问其他；比较两个部分的，等所在的部分动笔后再问。提交时全部都问。

下面“提示”一行里，“某处”和“…”在实际提示中是具体的栏目和数值。
"""


def page(edition: Edition) -> str:
    """The checks of an edition as a Markdown page in Chinese; ends with a line end."""
    return "\n".join(_lines(edition)) + "\n"


def _lines(edition: Edition) -> Iterator[str]:
    numbers, labels = edition.main.checks.numbers, labels_of(edition.main)
    yield _HEAD.format(title=edition.title, least=_least(edition))
    by_code: dict[str, list[Check]] = {}
    for check in edition.main.checks.checks:
        by_code.setdefault(check.code, []).append(check)
    codes = {c: "、".join(dict.fromkeys(k.title for k in own)) for c, own in by_code.items()}
    yield f"共 {len(codes)} 种。\n"
    for code, checks in by_code.items():
        yield f"## {codes[code]} `{code}`\n"
        for level, own in groupby(checks, key=lambda c: c.level):
            for check in own:
                yield from _check(check, level, numbers, labels)
        yield ""
    yield "## 用到的数值\n"
    yield "| 数值 | 大小 | 依据 |"
    yield "|---|---|---|"
    for number in numbers.values():
        yield f"| `{number.name}` | {number.value:f} {number.unit} | {number.source} |"


def _least(edition: Edition) -> str:
    """How many characters an explanation has at least."""
    rules = edition.main.checks.explanations
    return f"{rules.least.value:f}" if rules else "1"


def _check(
    check: Check, level: str, numbers: Mapping[str, NamedNumber], labels: Labels
) -> Iterator[str]:
    places = [_row_label(row, labels) for row in check.rows] or [
        labels.label(field) for field in check.fields
    ]
    advice = check.settings.get(_ADVICE, "")
    of = f"（{'、'.join(places)}）" if places else ""
    label = FINDING_LEVELS[level].label
    yield f"- **{label}**{of}：{_message(check.message, numbers, labels)}{advice}"
    yield f"  依据：{check.source}。"


def _row_label(row: str, labels: Labels) -> str:
    plan = labels.form.plan_of.get(row)
    return labels.row_label(Address(plan.id, row=row)) if plan else row


def _message(message: Template, numbers: Mapping[str, NamedNumber], labels: Labels) -> str:
    """The message, numbers of the data put in, all that depends on the answers left open."""
    parts = []
    for part in message.parts:
        if isinstance(part, str):
            parts.append(part)
            continue
        text = part.expression.text.replace(" ", "")
        if text in numbers:
            parts.append(f"{numbers[text].value:f}")
        elif text == _ADVICE:
            continue
        elif text.startswith("Y"):
            parts.append(labels.form.year(text))
        else:
            parts.append(_WHERE if text == "where" else _ELSE)
    return "".join(parts)
