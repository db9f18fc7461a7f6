"""Points 分: a score in steps of half a point, from 0 to the upper end of the range."""

from __future__ import annotations

from decimal import Decimal

from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.number import in_range, read_number, show_number
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

_STEPS_A_POINT = 2
_HALF = Decimal("0.1")  # how a half point is written: 7.5


def parse(raw: object, question: Question) -> Value | Trouble:
    """The score (or 无), whole or with one decimal, or Trouble: wrong_shape, not_a_number,
    out_of_range."""
    number = read_number(raw, question)
    if not isinstance(number, Decimal):
        return number
    if number < 0:
        return trouble("out_of_range", raw, "分值不能小于0。", unit=question.unit, range="不小于0")
    steps = number * _STEPS_A_POINT
    if steps != steps.to_integral_value():
        hint = "分值以0.5分为一档，请填写如“7”或“7.5”。"
        steps_in = f"{question.range}、以0.5为一档"
        return trouble("out_of_range", raw, hint, unit=question.unit, range=steps_in)
    whole = number.to_integral_value()
    return in_range(whole if whole == number else number.quantize(_HALF), raw, question)


def show(value: Value, question: Question) -> str:
    """The score: 7 or 7.5."""
    return show_number(value)


KIND = Kind(
    id="points",
    label="分",
    read=parse,
    show=show,
    dump=show,
    widget="points",
    sample="7.50",
    numeric=True,
    instead_of_none="请填写分数。",
    exact=True,
    decimals=1,
    bounded=True,
    shown_as_typed=True,
    one_line=True,
)
