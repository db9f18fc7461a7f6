"""Count 数量: a whole number, not negative."""

from __future__ import annotations

from decimal import Decimal

from jiqun.engine.kinds import decimal
from jiqun.engine.kinds.kind import GROWTH, Kind
from jiqun.engine.kinds.number import in_range, read_number
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """The number (or 无), or Trouble: wrong_shape, not_a_number, not_an_integer, out_of_range.

    A fraction of nothing but zeros (3.0, as spreadsheets give it) is a whole number.
    """
    number = read_number(raw, question)
    if not isinstance(number, Decimal):
        return number
    whole = number.to_integral_value()
    if whole != number:
        return trouble("not_an_integer", raw, unit=question.unit)
    if whole < 0:
        return trouble("out_of_range", raw, unit=question.unit, range="不小于0")
    return in_range(whole, raw, question)


KIND = Kind(
    id="count",
    label="数量",
    read=parse,
    show=decimal.show,
    dump=decimal.show,
    widget="figure",
    sample="12",
    in_lists=True,
    in_plan=True,
    numeric=True,
    instead_of_none="请填写数字，确实没有的填 0。",
    exact=True,
    counts=True,
    decimals=0,
    growth=GROWTH,
    shown_as_typed=True,
    one_line=True,
)
