"""What somebody who typed a number that is not understood probably meant: offered, never taken."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_CENT = Decimal("0.01")
_MOST_LOST = Fraction(1, 100)  # of a converted figure, by rounding it to two decimals
_MOST_ZEROS = 15  # of an exponent
_EXPONENT = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)[eE]([+-]?[0-9]{1,2})")
_ABOUT = re.compile(r"(?:大约|大概|约|≈|~)?(.*?)(?:左右|上下)?")
_LIKE_DIGITS = str.maketrans("OoQlI|", "000111")
_WITH_UNIT = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?) *([^0-9.,\s].*)")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_MANY = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_AREAS = {
    "平方公里": Fraction(1),
    "公顷": Fraction(1, 100),
    "亩": Fraction(1, 1500),
    "平方米": Fraction(1, 10**6),
}


def meant_number(text: str, unit: str) -> str:
    """The number that a half-width text was probably meant to be, in the asked unit; "" where there
    is more than one, or none."""
    match = _EXPONENT.fullmatch(text)
    if match:
        few = abs(int(match[2])) <= _MOST_ZEROS
        return f"{Decimal(match[1]).scaleb(int(match[2])):f}" if few else ""
    plain = _plain(text, unit)
    return plain if plain != text else ""


def _plain(text: str, unit: str) -> str:
    about = _ABOUT.fullmatch(text)
    text = (about[1] if about else text).strip()
    match = _WITH_UNIT.fullmatch(text)
    if match and not re.fullmatch("[0-9OoQlI|.]+", text):
        return _converted(match[1].replace(",", ""), match[2].strip(), unit)
    text = re.sub("(?<=[0-9OoQlI|])[OoQlI|]|[OoQlI|](?=[0-9])", _digit, text)
    text = re.sub(r"\s+|(?<=\.)\.+", "", text)
    if text.count(",") > 1 or "." in text:  # 1,23 may be 123 or 1.23
        text = text.replace(",", "")
    text = re.sub(r"^([+-]?)\.(?=[0-9])", r"\g<1>0.", text).removesuffix(".")
    return text if _NUMBER.fullmatch(text) else ""


def _digit(match: re.Match[str]) -> str:
    return match[0].translate(_LIKE_DIGITS)


def _converted(number: str, typed: str, unit: str) -> str:
    """A figure of another unit in the asked one; "" where the two do not measure the same, or
    rounding would change it."""
    factor = _factor(typed, unit)
    if factor is None:
        return ""
    exact = Fraction(number) * factor
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    rounded = value if exact.denominator == 1 else value.quantize(_CENT, ROUND_HALF_UP)
    return f"{rounded:f}" if abs(Fraction(rounded) - exact) <= abs(exact) * _MOST_LOST else ""


def _factor(typed: str, unit: str) -> Fraction | None:
    """How many of the asked unit one of the typed is."""
    if typed in _AREAS and unit in _AREAS:
        return _AREAS[typed] / _AREAS[unit]
    (many, of), (asked, what) = _parts(typed), _parts(unit)
    same = of == what or (not of and typed in _MANY)
    return Fraction(many, asked) if what and same else None


def _parts(unit: str) -> tuple[int, str]:
    """A unit as a multiple of another: 亿元 is 100000000 of 元."""
    name = next(
        (name for name in sorted(_MANY, key=len, reverse=True) if unit.startswith(name)), ""
    )
    return _MANY[name], unit.removeprefix(name)
