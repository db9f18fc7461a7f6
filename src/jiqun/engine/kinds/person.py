"""Person 人名: a text without the spaces around it, and without digits."""

from __future__ import annotations

from jiqun.engine.kinds import text
from jiqun.engine.kinds.characters import without_outer_blank
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

_ONLY_A_NUMBER = "请填写姓名，电话号码填在联系方式一栏。"
_WITHOUT_DIGITS = "请只填写姓名，不要带数字或电话号码。"


def parse(raw: object, question: Question) -> Value | Trouble:
    """The name, or Trouble: as for a text, or not_a_person where there is a digit in it."""
    name = text.parse(without_outer_blank(raw) if isinstance(raw, str) else raw, question)
    if isinstance(name, str) and any(c.isdigit() for c in name):
        return trouble("not_a_person", raw, _ONLY_A_NUMBER if _is_number(name) else _WITHOUT_DIGITS)
    return name


def _is_number(name: str) -> bool:
    return not any(c.isalpha() for c in name)


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
    instead_of_none="请填写姓名。",
)
