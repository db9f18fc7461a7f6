"""Yes or no 是否: a choice between two options of its own."""

from __future__ import annotations

from jiqun.engine.kinds.characters import half_width
from jiqun.engine.kinds.choice import unknown_option
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import PlainOption, PlainQuestion, Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

_WORDS = {"yes": "是", "no": "否"}
_MEANINGS = {"yes": "yes", "是": "yes", "true": "yes", "no": "no", "否": "no", "false": "no"}
_ASKED = PlainQuestion(options=tuple(PlainOption(word) for word in _WORDS))


def parse(raw: object, question: Question) -> Value | Trouble:
    """The id yes or no, or Trouble: wrong_shape, unknown_option.

    Understood: yes, no, true, false in letters of any case, 是, 否, and the booleans of JSON.
    """
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if not isinstance(raw, str):
        return trouble("wrong_shape", raw, expected="“是”或“否”")
    return _MEANINGS.get(half_width(raw).casefold()) or unknown_option(raw, _ASKED)


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
