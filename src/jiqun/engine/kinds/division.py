"""Division 行政区划: a city or county by its GB/T 2260 code, known by code or by name.

A form may bring units of its own 自列单位, which act like a city or a county and stand in no code
table: a base, a development zone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jiqun.engine.kinds.characters import half_width
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

_LEVELS = {"city": "地级市", "county": "县（市、区）"}
_TABLE = Path(__file__).with_name("divisions.tsv")
"""GB/T 2260 as of the day in its heading; made by scripts/write-docs."""
_LONGEST_NAME = 60  # characters, with all that the division lies in
_ENDINGS = ("特别行政区", "自治州", "自治县", "地区", "省", "市", "县", "区", "州", "盟", "旗")


@dataclass(frozen=True, slots=True)
class Division:
    """A division: six-digit code, name, level (province, city, county), codes of what it lies in,
    from the province down. A unit of a form that has no code has its id in its place; one that acts
    at two levels is two divisions of one code."""

    code: str
    name: str
    level: str
    above: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def parse(raw: object, question: Question) -> Value | Trouble:
    """The six-digit code, or Trouble: wrong_shape, not_a_division.

    `question.level` is "city", "county" or "" for any; of a unit of the form it is its code or
    id. A name may be short (中宁) or full (中卫市中宁县). Where the division must lie is for those
    to check who know more than one answer.
    """
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        return trouble("wrong_shape", raw, expected="行政区划的名称或代码")
    if isinstance(raw, int) and not 0 < raw < 10**6:
        return trouble("not_a_division", raw)
    text = half_width(str(raw)).replace(" ", "")
    divisions = division_named(text, question.level, question.units)
    if len({division.code for division in divisions}) == 1:
        return divisions[0].code
    if divisions:
        return trouble(
            "not_a_division", raw, "同名的不止一处，请写明所在的省和市，或填写六位代码。"
        )
    level = _LEVELS.get(question.level, "行政区划")
    return trouble("not_a_division", raw, f"请填写{level}的全称，或六位行政区划代码。")


def show(value: Value, question: Question) -> str:
    """The name of the division."""
    division = division_of(str(value), question.units)
    return division.name if division else str(value)


def dump(value: Value, question: Question) -> str:
    """The name, or the code where the name alone is not enough to find the division again."""
    name = show(value, question)
    return name if parse(name, question) == value else str(value)


def division_of(code: str, units: Sequence[Division] = ()) -> Division | None:
    """The division of a six-digit code, or the unit of an id."""
    return next((unit for unit in units if unit.code == code), None) or _by_code().get(code)


def division_named(text: str, level: str = "", units: Sequence[Division] = ()) -> list[Division]:
    """The divisions a code or name may mean: a unit of the form, by its id or any of its names,
    else by full name, else by short name, of a level."""
    found = [u for u in units if level in ("", u.level) and _is_meant(text, u)]
    if found:
        return found
    if re.fullmatch("[0-9]{6}", text):
        division = division_of(text)
        return [division] if division and level in ("", division.level) else []
    if len(text) > _LONGEST_NAME:
        return []
    for names in (_by_name(), _by_short_name()):
        divisions = [d for n in _tails(text) for d in names.get(n, ()) if level in ("", d.level)]
        divisions = [d for d in divisions if _leads_to(text, d)]
        if divisions:
            return divisions
    return []


def divisions_in(code: str) -> list[Division]:
    """The divisions directly in the one of a code, by their codes."""
    return [d for _, d in sorted(_by_code().items()) if d.above[-1:] == (code,)]


def lies_in(code: str, outer: str, units: Sequence[Division] = ()) -> bool:
    """Whether the division of a code is, or lies in, the outer one."""
    division = division_of(code, units)
    return code == outer or (division is not None and outer in division.above)


def _is_meant(text: str, unit: Division) -> bool:
    return text == unit.code or (len(text) <= _LONGEST_NAME and _leads_to(text, unit))


def _tails(text: str) -> list[str]:
    return [text[n:] for n in range(max(len(text) - 1, 0))]


def _leads_to(text: str, division: Division) -> bool:
    """Whether what stands before the name are the names of what it lies in, all or some."""
    for name in (division.name, _short(division.name), *division.aliases):
        if text.endswith(name):
            before = text.removesuffix(name)
            for code in division.above:
                outer = _by_code()[code].name
                for written in (outer, _short(outer)):
                    if written and before.startswith(written):
                        before = before.removeprefix(written)
                        break
            if not before:
                return True
    return False


def _short(name: str) -> str:
    if name.endswith("自治区"):
        return name[:3] if name.startswith("内蒙古") else name[:2]
    ending = next((e for e in _ENDINGS if name.endswith(e)), "")
    return name.removesuffix(ending) if len(name) - len(ending) > 1 else name


@cache
def _by_code() -> dict[str, Division]:
    # Loaded when a division is first asked for.
    by_code: dict[str, Division] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, name, level = line.split("\t")
            outer = (f"{code[:2]}0000", f"{code[:4]}00")  # come before it: the table is in order
            above = tuple(dict.fromkeys(c for c in outer if c != code and c in by_code))
            by_code[code] = Division(code, name, level, above)
    return by_code


@cache
def _by_name() -> dict[str, tuple[Division, ...]]:
    return _grouped({d.code: d.name for d in _by_code().values()})


@cache
def _by_short_name() -> dict[str, tuple[Division, ...]]:
    return _grouped({d.code: _short(d.name) for d in _by_code().values()})


def _grouped(names: dict[str, str]) -> dict[str, tuple[Division, ...]]:
    groups: dict[str, tuple[Division, ...]] = {}
    for code, name in names.items():
        groups[name] = (*groups.get(name, ()), _by_code()[code])
    return groups


KIND = Kind(
    id="division",
    label="行政区划",
    read=parse,
    show=show,
    dump=dump,
    widget="division",
    sample="中宁",
    has_level=True,
    room_in_label=True,
    instead_of_none="请填写全称，或六位行政区划代码。",
)
