"""Reference 引用: an answer of another form, which the system fills in."""

from __future__ import annotations

from jiqun.engine.kinds import text
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """Always Trouble wrong_shape: nobody types it."""
    hint = "本栏引自另一张表，由系统填写，不用填报。"
    return trouble("wrong_shape", raw, hint, expected="由系统引用的内容")


KIND = Kind(
    id="reference",
    label="引用",
    read=parse,
    show=text.show,
    dump=text.show,
    widget="reference",
    typed=False,
)
