"""Choice 单选: the id of one option."""

from __future__ import annotations

from jiqun.engine.kinds import text
from jiqun.engine.kinds.characters import excerpt, half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """The id, or Trouble: wrong_shape, unknown_option. Without options any text is one."""
    if not isinstance(raw, str):
        return trouble("wrong_shape", raw, expected="一个选项的编号")
    text = half_width(raw)
    if not question.options or any(o.id == text for o in question.options):
        return text
    return unknown_option(text, question)


def show(value: Value, question: Question) -> str:
    """The words beside the box."""
    return next((o.label for o in question.options if o.id == value), str(value))


def unknown_option(typed: str, question: Question) -> Trouble:
    """The trouble with an option the form does not have."""
    ids = "、".join(o.id for o in question.options)
    return trouble("unknown_option", typed, option=excerpt(typed), options=ids)


KIND = Kind(
    id="choice",
    label="单选",
    read=parse,
    show=show,
    dump=text.show,
    widget="choice",
    sample="yes",
    in_lists=True,
    chosen=True,
)
