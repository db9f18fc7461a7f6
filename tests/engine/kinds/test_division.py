"""Divisions by code, by name, by short name."""

import pytest

from jiqun.engine.kinds import (
    KINDS,
    Division,
    PlainQuestion,
    Trouble,
    division_named,
    division_of,
    lies_in,
)

BASE = ("base", "宁东能源化工基地")
UNITS = (
    Division(*BASE, "city", ("640000",), ("宁东",)),
    Division(*BASE, "county", ("640000",), ("宁东",)),
    Division("zone", "银川经济技术开发区", "county", ("640000", "640100"), ("银川经开区",)),
)
CITY, COUNTY = PlainQuestion(level="city"), PlainQuestion(level="county")


@pytest.mark.parametrize(
    ("raw", "asked", "code"),
    [
        ("中卫市", CITY, "640500"),
        ("中卫", CITY, "640500"),
        ("640500", CITY, "640500"),
        (640500, CITY, "640500"),
        ("６４０５００", CITY, "640500"),
        ("宁夏回族自治区中卫市", CITY, "640500"),
        ("宁夏中卫", CITY, "640500"),
        ("北京市", CITY, "110000"),
        ("中宁县", COUNTY, "640521"),
        ("中宁", COUNTY, "640521"),
        (" 中 宁 县 ", COUNTY, "640521"),
        ("中卫市中宁县", COUNTY, "640521"),
        ("宁夏回族自治区中卫市中宁县", COUNTY, "640521"),
        ("青铜峡市", COUNTY, "640381"),
        ("红寺堡", COUNTY, "640303"),
        ("北京市朝阳区", COUNTY, "110105"),
        ("台湾省", PlainQuestion(), "710000"),
        ("香港", PlainQuestion(level="province"), "810000"),
    ],
)
def test_division_by_any_of_its_names_is_its_code(
    raw: object, asked: PlainQuestion, code: str
) -> None:
    assert KINDS["division"].parse(raw, asked) == code


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        ("中宁县", CITY),
        ("中卫市", COUNTY),
        ("640521", CITY),
        ("999999", CITY),
        ("朝阳区", COUNTY),  # there are two
        ("银川市中宁县", COUNTY),
        ("宁东能源化工基地", COUNTY),
        ("县", COUNTY),
        ("台湾省", CITY),
        ("资料暂缺00", CITY),
        ("x" * 5000, COUNTY),
        (10**30, CITY),
    ],
)
def test_division_unknown_or_ambiguous_is_not_a_division(raw: object, asked: PlainQuestion) -> None:
    found = KINDS["division"].parse(raw, asked)
    assert isinstance(found, Trouble)
    assert found.code == "not_a_division"


def test_division_is_shown_by_name_and_dumped_so_that_it_is_found_again() -> None:
    assert KINDS["division"].show("640521", COUNTY) == "中宁县"
    assert KINDS["division"].dump("640521", COUNTY) == "中宁县"
    assert KINDS["division"].show("110105", COUNTY) == "朝阳区"
    assert KINDS["division"].dump("110105", COUNTY) == "110105"


def test_ningxia_has_5_cities_and_22_counties_each_found_by_name_and_short_name() -> None:
    codes = [f"64{n:04d}" for n in range(10000)]
    found = [d for d in map(division_of, codes) if d]
    assert len([d for d in found if d.level == "city"]) == 5
    assert len([d for d in found if d.level == "county"]) == 22
    for division in found:
        assert division_named(division.name, division.level) == [division]
        if division.level != "province":
            assert division_named(division.name[:-1], division.level) == [division]


def test_divisions_lie_in_what_their_codes_say() -> None:
    found = map(division_of, ("640521", "419001", "500101", "710000"))
    assert {division.code: division.above for division in found if division} == {
        "640521": ("640000", "640500"),
        "419001": ("410000",),  # a county directly under its province
        "500101": ("500000",),
        "710000": (),
    }


def test_lies_in_follows_the_code_table() -> None:
    assert lies_in("640521", "640500")
    assert lies_in("640521", "640000")
    assert not lies_in("640521", "640100")


@pytest.mark.parametrize(
    ("raw", "level", "code"),
    [
        ("宁东能源化工基地", "city", "base"),
        ("宁东能源化工基地", "county", "base"),
        ("宁 东", "county", "base"),
        ("宁夏宁东", "city", "base"),
        ("base", "", "base"),
        ("银川市银川经开区", "county", "zone"),
        ("中宁", "county", "640521"),
    ],
)
def test_unit_of_the_form_is_found_like_a_city_or_county(raw: str, level: str, code: str) -> None:
    asked = PlainQuestion(level=level, units=UNITS)
    assert KINDS["division"].parse(raw, asked) == code
    assert KINDS["division"].parse(KINDS["division"].dump(code, asked), asked) == code


@pytest.mark.parametrize(
    ("raw", "level"),
    [("银川经济技术开发区", "city"), ("zone", "city"), ("中卫市银川经开区", "county")],
)
def test_unit_is_none_of_another_level_or_in_another_city(raw: str, level: str) -> None:
    found = KINDS["division"].parse(raw, PlainQuestion(level=level, units=UNITS))
    assert isinstance(found, Trouble)


def test_unit_is_shown_by_name_and_lies_in_what_the_form_says() -> None:
    assert KINDS["division"].show("base", PlainQuestion(units=UNITS)) == "宁东能源化工基地"
    assert lies_in("base", "640000", UNITS)
    assert lies_in("zone", "640100", UNITS)
    assert not lies_in("zone", "640200", UNITS)
    assert not lies_in("base", "640000")
