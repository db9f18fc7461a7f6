"""Percent 百分数: the figure before the sign %, so 12.50 stands for 12.50 %."""

from __future__ import annotations

from jiqun.engine.kinds.number import read_figure
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """The figure (or 无), or Trouble: wrong_shape, not_a_number, too_many_decimals,
    out_of_range."""
    return read_figure(raw, question)
