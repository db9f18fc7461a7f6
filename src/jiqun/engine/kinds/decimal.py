"""Decimal 小数: an exact number with at most two decimals."""

from __future__ import annotations

from jiqun.engine.kinds.kind import GROWTH, Kind
from jiqun.engine.kinds.number import read_figure, show_number
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """The number (or 无), or Trouble: wrong_shape, not_a_number, too_many_decimals,
    out_of_range."""
    return read_figure(raw, question)


def show(value: Value, question: Question) -> str:
    """The number in standard form."""
    return show_number(value)


KIND = Kind(
    id="decimal",
    label="小数",
    read=parse,
    show=show,
    dump=show,
    widget="figure",
    sample="1.5",
    in_plan=True,
    numeric=True,
    instead_of_none="请填写数字。",
    growth=GROWTH,
    shown_as_typed=True,
    one_line=True,
)
