"""Units 自列单位: read from edition.yaml; what cannot be one is told with its line."""

from pathlib import Path

import pytest

from jiqun.engine.definition import find_edition
from jiqun.engine.definition.source import Notebook, read_yaml
from jiqun.engine.definition.unit_reading import read_units
from jiqun.engine.kinds import Division

UNITS = """\
base:
  name: 宁东能源化工基地
  aliases: [宁东]
  levels: [city, county]
  inside: '640000'
zone:
  name: 宁东新区
  code: '649901'
  levels: [county]
  inside: base
"""


def read(tmp_path: Path, text: str) -> tuple[tuple[Division, ...], list[str]]:
    path, notebook = tmp_path / "units.yaml", Notebook()
    path.write_text(text, encoding="utf-8")
    units = read_units(read_yaml(path, tmp_path, notebook))
    return units, [f"{mistake.line} {mistake.text}" for mistake in notebook.mistakes]


def test_unit_is_a_division_at_each_of_its_levels(tmp_path: Path) -> None:
    units, mistakes = read(tmp_path, UNITS)
    assert not mistakes
    assert units == (
        Division("base", "宁东能源化工基地", "city", ("640000",), ("宁东",)),
        Division("base", "宁东能源化工基地", "county", ("640000",), ("宁东",)),
        Division("649901", "宁东新区", "county", ("640000", "base")),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("base:\n", "宁东:\n", 1, "“宁东”不能作编号"),
        ("name: 宁东新区", "name: 宁东", 7, "“宁东”已是一个行政区划或自列单位的名称。"),
        ("name: 宁东新区", "name: 中宁县", 7, "“中宁县”已是一个行政区划或自列单位的名称。"),
        ("'649901'", "'640521'", 8, "“640521”应当是六位代码，且不是已有的行政区划代码。"),
        ("'649901'", "'64'", 8, "“64”应当是六位代码，且不是已有的行政区划代码。"),
        ("inside: base", "inside: bass", 10, "“bass”不是行政区划代码，也不是排在前面的自列单位。"),
        ("[county]", "[town]", 9, "“town”不在可用的值之内：city、county。"),
    ],
)
def test_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in UNITS
    _, mistakes = read(tmp_path, UNITS.replace(old, new))
    assert any(told.startswith(f"{line} {words}") for told in mistakes), mistakes


def test_every_division_of_every_form_of_the_edition_may_be_a_unit() -> None:
    edition = find_edition("ningxia-2026")
    divisions = [
        asked
        for form in edition.forms.values()
        for field in form.fields.values()
        for asked in (field, *field.columns)
        if asked.kind.has_level
    ]
    assert divisions
    assert edition.units
    assert all(asked.units == edition.units for asked in divisions)
