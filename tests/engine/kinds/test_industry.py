"""Industries: codes of three or four digits whose division the standard has."""

import pytest

from jiqun.engine.kinds import KINDS, NONE, PlainQuestion, Trouble
from jiqun.engine.kinds.industry import section_of

INDUSTRY = KINDS["industry"]
ASKED = PlainQuestion()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("2614", "2614"),
        ("261", "261"),
        ("C2614", "2614"),
        ("c 2614", "2614"),
        ("Ｃ２６１４", "2614"),
        (" 26 14\u3000", "2614"),
        ("A0111", "0111"),
        ("T9700", "9700"),
    ],
)
def test_code_of_a_division_there_is_is_understood(raw: str, code: str) -> None:
    value = INDUSTRY.parse(raw, ASKED)
    assert value == code
    assert INDUSTRY.show(value, ASKED) == INDUSTRY.dump(value, ASKED) == code
    assert INDUSTRY.parse(INDUSTRY.show(value, ASKED), ASKED) == value


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("26", "三位或四位"),
        ("26140", "三位或四位"),
        ("化学原料", "三位或四位"),
        ("U2614", "三位或四位"),
        ("0011", "没有大类“00”"),
        ("9811", "没有大类“98”"),
        ("999", "没有大类“99”"),
        ("B2614", "属于门类C"),
    ],
)
def test_anything_else_is_not_understood_and_told_why(raw: str, hint: str) -> None:
    found = INDUSTRY.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "not_understood"
    assert hint in found.params["hint"]


@pytest.mark.parametrize("raw", [2614, True, ["2614"]])
def test_another_shape_is_wrong_shape(raw: object) -> None:
    found = INDUSTRY.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"


def test_none_is_a_code_only_where_allowed() -> None:
    assert INDUSTRY.parse("无", PlainQuestion(none_allowed=True)) == NONE


def test_sections_hold_the_97_divisions_each_once() -> None:
    sections = [section_of(division) for division in range(1, 98)]
    assert "".join(dict.fromkeys(sections)) == "ABCDEFGHIJKLMNOPQRST"
    assert sections == sorted(sections)
    assert section_of(0) == section_of(98) == ""
