"""Percent 百分数: the figure before the sign %, so 12.50 stands for 12.50 %."""

from __future__ import annotations

from jiqun.engine.kinds import decimal
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.number import read_figure
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """The figure (or 无), or Trouble: wrong_shape, not_a_number, too_many_decimals,
    out_of_range."""
    return read_figure(raw, question)


KIND = Kind(
    id="percent",
    label="百分数",
    read=parse,
    show=decimal.show,
    dump=decimal.show,
    widget="figure",
    sample="12.5%",
    in_plan=True,
    numeric=True,
    instead_of_none="请填写数字。",
    share=True,
    growth="it[y] - it[y-1]",
    shown_as_typed=True,
    one_line=True,
)
