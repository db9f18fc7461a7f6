"""Read the units 自列单位 of an edition: what acts like a city or county and has no code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiqun.engine.definition.source import Entry
from jiqun.engine.kinds import Division, division_named, division_of

LEVELS = ("city", "county")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[0-9]{6}")


def read_units(entry: Entry | None) -> tuple[Division, ...]:
    """The units by id, one division for each level they act at.

    `inside` is the code of a division or the id of a unit that stands before it.
    """
    units: list[Division] = []
    for unit_id, own in entry.pairs() if entry else ():
        if not _ID.fullmatch(unit_id):
            own.mistake(f"“{unit_id}”不能作编号，只用小写字母、数字和下划线。")
        units.extend(_unit(unit_id, own, units))
    return tuple(units)


def _unit(unit_id: str, entry: Entry, before: list[Division]) -> Iterator[Division]:
    name, code, aliases = entry.need("name"), entry.get("code"), entry.get("aliases")
    inside, levels = entry.need("inside"), entry.need("levels")
    if division_named(name.text(), units=before):
        name.mistake(f"“{name.text()}”已是一个行政区划或自列单位的名称。")
    if code and not (_CODE.fullmatch(code.text()) and division_of(code.text(), before) is None):
        code.mistake(f"“{code.text()}”应当是六位代码，且不是已有的行政区划代码。")
    outer = division_of(inside.text(), before)
    if outer is None:
        inside.mistake(f"“{inside.text()}”不是行政区划代码，也不是排在前面的自列单位。")
    for level in levels.items():
        yield Division(
            code=code.text() if code else unit_id,
            name=name.text(),
            level=level.one_of(LEVELS),
            above=(*outer.above, outer.code) if outer else (),
            aliases=aliases.texts() if aliases else (),
        )
    entry.finish()
