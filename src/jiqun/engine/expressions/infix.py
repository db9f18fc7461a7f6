"""How each operator and function is printed, once its parts are printed.

Every equation printed is true: 81.46% counts as 0.8146 on paper, although the answer is the
number 81.46. So each part carries its `scale`, how often its number is to be divided by 100 to be
what its text says, and its nature: a part that reads as a percentage keeps the sign in its result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jiqun.engine.expressions.number_format import print_number
from jiqun.engine.expressions.tree import ApplyNode, NumberNode

# How tight a text holds together, from loose to tight.
OR, AND, RELATION, SUM, PRODUCT, QUOTIENT, POWER, CALL, ATOM = range(1, 10)

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ROOTS = {1: "", 2: "√", 3: "∛", 4: "∜"}
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class InfixText:
    """A part of a formula in words.

    rank     how tight the text holds together
    scale    the text means the number ÷ 100**scale
    nature   "bare" (numbers as written), "percent" (so many percent), or "amount"
    value    the number, where its result is to be printed behind the text
    """

    text: str
    rank: int = ATOM
    scale: int = 0
    nature: str = "amount"
    value: Decimal | None = None

    def at(self, rank: int, *, first: bool = False) -> str:
        """The text, bracketed where it holds looser than asked or its sign would follow another."""
        signed = not first and self.text[:1] in ("-", "−")
        return f"({self.text})" if self.rank < rank or signed else self.text

    @property
    def with_result(self) -> str:
        """The text, and ＝ with its result where it is more than a number."""
        if self.value is None or self.rank == ATOM:
            return self.text
        if self.nature == "percent":
            return f"{self.text}＝{print_number(self.value)}%"
        return f"{self.text}＝{print_number(self.value.scaleb(-2 * self.scale))}"


Saying = Callable[[ApplyNode, Sequence[InfixText]], InfixText]


def alike(parts: Sequence[InfixText]) -> list[InfixText]:
    """The parts, numbers as written turned to percentages where all others are percentages."""
    natures = {p.nature for p in parts}
    if natures != {"bare", "percent"}:
        return list(parts)
    return [_as_percent(p) if p.nature == "bare" else p for p in parts]


def _as_percent(part: InfixText) -> InfixText:
    return replace(part, text=f"{part.at(ATOM)}%", rank=ATOM, scale=1, nature="percent")


def _joint(text: str, rank: int, parts: Sequence[InfixText]) -> InfixText:
    """What parts of one nature give together: sums, means, the largest."""
    same_scale = len({p.scale for p in parts}) == 1
    same_nature = len({p.nature for p in parts}) == 1
    nature = parts[0].nature if same_scale and same_nature else "amount"
    return InfixText(text, rank, parts[0].scale if same_scale else 0, nature)


def _product_nature(parts: Sequence[InfixText]) -> str:
    natures = [p.nature for p in parts]
    if "amount" in natures or natures.count("percent") > 1:
        return "amount"
    return "percent" if "percent" in natures else "bare"


# Operators ---------------------------------------------------------------------------------------


def _plus(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    terms = alike(parts)
    if len(terms) == 1:
        return terms[0]
    text = "+".join(t.at(SUM, first=i == 0) for i, t in enumerate(terms))
    return _joint(text, SUM, terms)


def _minus(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    a, b = alike(parts)
    return _joint(f"{a.at(SUM, first=True)}−{b.at(PRODUCT)}", SUM, (a, b))


def _times(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    a, b = parts
    text = f"{a.at(PRODUCT, first=True)}×{b.at(PRODUCT)}"
    return InfixText(text, PRODUCT, a.scale + b.scale, _product_nature(parts))


def _quotient(a: InfixText, b: InfixText) -> str:
    return f"{a.at(QUOTIENT, first=True)}÷{b.at(POWER)}"


def _over(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    a, b = parts
    divisor = node.arguments[1]
    if a.scale == 1 and isinstance(divisor, NumberNode) and divisor.value == _HUNDRED:
        return replace(a, scale=0, nature="amount")  # 81.46% already means 81.46 ÷ 100
    nature = _product_nature(parts) if b.nature == "bare" else "amount"
    return InfixText(_quotient(a, b), QUOTIENT, a.scale - b.scale, nature)


def _percent(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    (a,) = parts
    return replace(a if a.scale == 1 else _as_percent(a), scale=0, nature="amount")


def _negative(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    (a,) = parts
    return replace(a, text=f"−{a.at(PRODUCT)}", rank=SUM)


def _power(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    (a,) = parts
    if node.whole == 1:
        return a
    base = f"({a.text})" if a.text.endswith("%") else a.at(ATOM)
    nature = "bare" if a.nature == "bare" else "amount"
    text = base + str(node.whole).translate(_SUPERSCRIPTS)
    return InfixText(text, POWER, a.scale * node.whole, nature)


def _relation(sign: str) -> Saying:
    def say(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
        a, b = alike(parts)
        return InfixText(f"{a.with_result}{sign}{b.with_result}", RELATION)

    return say


def _joined(word: str, rank: int) -> Saying:
    return lambda node, parts: InfixText(word.join(p.at(rank + 1) for p in parts), rank)


# Functions ---------------------------------------------------------------------------------------


def _called(word: str, close: str = ")") -> Saying:
    def say(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
        arguments = alike(parts)
        return _joint(word + "，".join(a.text for a in arguments) + close, CALL, arguments)

    return say


def _mean(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    together = _plus(node, parts)
    if len(parts) == 1:
        return together
    return replace(together, text=f"({together.text})÷{len(parts)}", rank=QUOTIENT)


def _share(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    a, b = parts
    return InfixText(_quotient(a, b), QUOTIENT, 1, "percent")


def _growth(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    a, b = parts
    return InfixText(f"{_quotient(b, a)}−1", SUM, 1, "percent")


def _compound_growth(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    rates = [p if p.scale == 1 else _as_percent(p) for p in parts]
    if len(rates) == 1:
        return rates[0]
    product = "×".join(f"({_one_plus(r)})" for r in rates)
    return InfixText(f"{_root(product, len(rates))}−1", SUM, 1, "percent")


def _one_plus(rate: InfixText) -> str:
    return f"1−{rate.text[1:]}" if rate.text[:1] == "-" else f"1+{rate.at(SUM)}"


def _root_growth(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    a, b = parts
    return InfixText(f"{_root(_quotient(b, a), node.whole)}−1", SUM, 1, "percent")


def _root(text: str, n: int) -> str:
    if n == 1:
        return text
    return f"{_ROOTS[n]}({text})" if n in _ROOTS else f"({text})^(1÷{n})"


def _in(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    return InfixText(f"{parts[0].text}属于({'，'.join(p.text for p in parts[1:])})", RELATION)


def _holds(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    return InfixText(f"{parts[1].text}含{parts[0].text}", RELATION)


def _mentions(node: ApplyNode, parts: Sequence[InfixText]) -> InfixText:
    return InfixText(f"{parts[0].text}含{'或'.join(p.text for p in parts[1:])}", RELATION)


SAYINGS: dict[str, Saying] = {
    "+": _plus,
    "-": _minus,
    "*": _times,
    "/": _over,
    "%": _percent,
    "negate": _negative,
    "^": _power,
    "<": _relation("＜"),
    "<=": _relation("≤"),
    ">": _relation("＞"),
    ">=": _relation("≥"),
    "=": _relation("＝"),
    "!=": _relation("≠"),
    "differs": _relation("≠"),
    "other": _relation("≠"),
    "is": _relation("＝"),
    "is not": _relation("≠"),
    "in": _in,
    "holds": _holds,
    "not": _called("非("),
    "and": _joined("，且", AND),
    "or": _joined("，或", OR),
    "sum": _plus,
    "mean": _mean,
    "min": _called("最小值("),
    "max": _called("最大值("),
    "abs": _called("|", "|"),
    "round": _called("四舍五入("),
    "round_up": _called("进位("),
    "round_down": _called("舍位("),
    "growth": _growth,
    "share": _share,
    "compound_growth": _compound_growth,
    "root_growth": _root_growth,
    "count": _called("个数("),
    "given": _called("已填("),
    "empty": _called("为空("),
    "none": _called("为无("),
    "ticked": _called("已勾选("),
    "known": _called("可推算("),
    "mentions": _mentions,
    "year": _called("年份("),
}
"""How each operation is printed; the same keys as OPERATIONS."""
