"""Person 人名: a text without the spaces around it."""

from __future__ import annotations

from jiqun.engine.kinds import text
from jiqun.engine.kinds.characters import without_outer_blank
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """The name, or Trouble as for a text."""
    return text.parse(without_outer_blank(raw) if isinstance(raw, str) else raw, question)


KIND = Kind(
    id="person",
    label="人名",
    read=parse,
    show=text.show,
    dump=text.show,
    widget="word",
    sample="马建国",
    written=True,
    shown_as_typed=True,
)
