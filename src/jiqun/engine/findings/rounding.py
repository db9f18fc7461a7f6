"""A figure with too many decimals: rounded where that keeps what it says, else asked about."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from jiqun.engine.definition import Address, Form
from jiqun.engine.expressions import print_number
from jiqun.engine.findings.finding import Hit, Repair, Way
from jiqun.engine.kinds import KINDS, Kind, PlainQuestion, Trouble, Value, read_number

_LEAST_SHIFTED = -1  # the place of the first digit of what is rounded to two digits or more: 0.1


def value_at(form: Form, at: Address, text: str) -> Value | None:
    """What an answer of a form takes a text for; None where it is not of its kind or range."""
    indicator, question = form.indicator(at), form.question(at)
    if indicator is not None:
        asked = PlainQuestion(unit=indicator.unit, none_allowed=True)
        value = indicator.kind.parse(text, asked)
    elif question and question.kind.plan:  # a row of one's own
        value = KINDS["decimal"].parse(text, PlainQuestion(none_allowed=True))
    else:
        value = question.parse(text) if question else None
    return None if isinstance(value, Trouble) else value


def fits(form: Form, at: Address, text: str) -> bool:
    """Whether an answer takes a text as it is: it is of its kind and in its range."""
    return value_at(form, at, text) is not None


def rounding_hit(form: Form, at: Address, typed: str, words: Mapping[str, str]) -> Hit:
    """The hit of a figure with too many decimals, typed so; its words are those of the trouble.

    Rounding is the repair where two digits or more of the figure stay. A share of at most 1 may be
    a fraction (0.0342 for 3.42%), and of a figure that is nearly nothing little would stay: there
    nothing is preferred.
    """
    rounded = words.get("rounded", "")
    number = read_number(typed, PlainQuestion(unit=words.get("unit", "")))
    if not rounded or not isinstance(number, Decimal):
        return Hit(at, words)
    kind, value = _kind(form, at), Decimal(rounded)
    fraction = bool(kind and kind.share and 0 < abs(number) <= 1)
    possible = [print_number(number * 100, 2)] if fraction else []
    if value:
        possible.append(rounded)
    possible = [text for text in possible if fits(form, at, text)]
    if not fraction and possible and value.adjusted() >= _LEAST_SHIFTED:
        hint = f"请四舍五入到两位小数，填写 {rounded}。"
        return Hit(at, {**words, "hint": hint}, repair=Repair(at, rounded))
    said = " 还是 ".join(possible)
    hint = (
        f"请确认是否应为 {said}。" if possible else "四舍五入后不能代表这个数，请核对单位和数值。"
    )
    ways = tuple(Way(at, text, words["typed"], words.get("unit", "")) for text in possible)
    return Hit(at, {**words, "hint": hint}, ways=ways)


def _kind(form: Form, at: Address) -> Kind | None:
    indicator, question = form.indicator(at), form.question(at)
    return indicator.kind if indicator else question.kind if question else None
