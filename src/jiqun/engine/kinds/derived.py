"""Derived 推算: what follows from other answers, which the system fills in."""

from __future__ import annotations

from jiqun.engine.kinds import text
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """Always Trouble wrong_shape: nobody types it."""
    hint = "本栏由系统根据其他各栏推算填写，不用填报。"
    return trouble("wrong_shape", raw, hint, expected="由系统推算的内容")


KIND = Kind(
    id="derived",
    label="推算",
    read=parse,
    show=text.show,
    dump=text.show,
    widget="derived",
    typed=False,
)
