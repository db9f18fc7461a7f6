"""Yes or no 是否: a choice between two options of its own."""

from __future__ import annotations

from jiqun.engine.kinds.characters import excerpt, half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

_WORDS = {"yes": "是", "no": "否"}
_MEANINGS = {"yes": "yes", "是": "yes", "true": "yes", "no": "no", "否": "no", "false": "no"}


def parse(raw: object, question: Question) -> Value | Trouble:
    """The id yes or no, or Trouble: wrong_shape, unknown_option.

    Understood: yes, no, true, false in letters of any case, 是, 否, and the booleans of JSON.
    """
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if not isinstance(raw, str):
        return trouble("wrong_shape", raw, expected="“是”或“否”")
    meaning = _MEANINGS.get(half_width(raw).casefold())
    if meaning is None:
        hint, options = "请填“是”或“否”。", "、".join(_WORDS)
        return trouble("unknown_option", raw, hint, option=excerpt(raw), options=options)
    return meaning


def show(value: Value, question: Question) -> str:
    """是 or 否."""
    return _WORDS.get(str(value), str(value))


def dump(value: Value, question: Question) -> str:
    """yes or no."""
    return str(value)


KIND = Kind(
    id="yes_no",
    label="是否",
    read=parse,
    show=show,
    dump=dump,
    widget="choice",
    sample="是",
    chosen=True,
    options=tuple(_WORDS.items()),
)
