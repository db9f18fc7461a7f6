"""Rows 多行: rows of several answers each; the rows themselves are read where answers are read."""

from __future__ import annotations

from jiqun.engine.kinds import text
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """Always Trouble wrong_shape: a table is not one value."""
    return trouble("wrong_shape", raw, expected="表格的各行")


KIND = Kind(
    id="rows",
    label="多行",
    read=parse,
    show=text.show,
    dump=text.show,
    widget="added_rows",
    tabular=True,
    numbered=True,
)
