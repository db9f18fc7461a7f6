"""Choices 多选: the ids of the ticked options, in the form's order."""

from __future__ import annotations

from jiqun.engine.kinds.choice import unknown_option
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """The ids, each once, or Trouble: wrong_shape, unknown_option (of the first unknown one)."""
    if not isinstance(raw, (list, tuple)) or not all(isinstance(item, str) for item in raw):
        return trouble("wrong_shape", raw, expected="选项编号的列表")
    ids = {o.id for o in question.options}
    unknown = next((item for item in raw if item not in ids), None)
    if unknown is not None:
        return unknown_option(unknown, question)
    ticked = set(raw)
    return tuple(o.id for o in question.options if o.id in ticked)


def show(value: Value, question: Question) -> str:
    """The words beside the ticked boxes, parted by ；."""
    return "；".join(
        o.label for o in question.options if isinstance(value, tuple) and o.id in value
    )


def dump(value: Value, question: Question) -> list[str]:
    """The ids."""
    return list(value) if isinstance(value, tuple) else [str(value)]


KIND = Kind(
    id="choices",
    label="多选",
    read=parse,
    show=show,
    dump=dump,
    widget="choices",
    sample=("yes",),
    chosen=True,
    several=True,
    numbered=True,
)
