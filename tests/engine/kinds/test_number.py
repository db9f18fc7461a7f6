"""The grammar of typed numbers: every spelling with its exact result (DI-09)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.definition import Range
from jiqun.engine.kinds import KINDS, NONE, PlainQuestion, Trouble, read_number

MONEY = PlainQuestion(unit="亿元", none_allowed=True)
PERCENT = PlainQuestion(unit="%", none_allowed=True)

UNDERSTOOD = [
    ("0", "0"),
    ("7", "7"),
    ("007", "7"),
    ("12", "12"),
    ("1.5", "1.50"),
    ("1.50", "1.50"),
    ("1.500", "1.50"),
    ("1.0", "1.00"),
    ("12000.00", "12000.00"),
    ("0.01", "0.01"),
    ("-0", "0"),
    ("-0.00", "0.00"),
    ("+5", "5"),
    ("＋５", "5"),
    ("-35.20", "-35.20"),
    ("－35.2", "-35.20"),
    ("−35.2", "-35.20"),
    ("１２３．５０", "123.50"),
    ("１，２３４", "1234"),
    ("1,234", "1234"),
    ("1,234.56", "1234.56"),
    ("12,345,678.9", "12345678.90"),
    (" 12 ", "12"),
    ("\u300012\u3000", "12"),
    ("\u00a012.5\u00a0", "12.50"),
    ("12\n", "12"),
    ("1\u200b2", "12"),
    ("\ufeff12", "12"),
    ("–3.10", "-3.10"),  # Word turns a minus into a dash
    ("—3.10", "-3.10"),
    ("‐3.10", "-3.10"),
    ("(3.10)", "-3.10"),
    ("（3.10）", "-3.10"),
    ("（3.10亿元）", "-3.10"),
    ("(3.10) 亿元", "-3.10"),
    ("12。5", "12.50"),
    ("1｡5", "1.50"),
    ("1 234", "1234"),
    ("12 345 678.9", "12345678.90"),
    ("1\u2009234\u2009567", "1234567"),
    ("1\u202f234", "1234"),
    ("'12", "12"),
    ("’12.5", "12.50"),
    ("12\x0b", "12"),
    ("12亿元", "12"),
    ("12 亿元", "12"),
    ("53.1亿", "53.10"),
    ("12345678901234567890", "12345678901234567890"),
    ("123456789012345678.90", "123456789012345678.90"),
    (12, "12"),
    (-3, "-3"),
    (Decimal("1.5"), "1.50"),
    (Decimal("12.000"), "12.00"),
    (1.5, "1.50"),
]

REFUSED = [
    "1_000",
    "1e3",
    "1E3",
    "1.5e-3",
    "0x10",
    "0b1",
    "--5",
    "+-5",
    "- 5",
    "5-",
    "1.2.3",
    "1.",
    ".5",
    ".",
    ",",
    "1,23",
    "12,34,567",
    "1234,567",
    "1,2345",
    ",123",
    "1,234,",
    "1，23",
    "1、5",
    "1 234,567",
    "1 23",
    "(-5)",
    "(5",
    "((5))",
    "—",
    "–-5",
    "1/2",
    "1:2",
    "12a",
    "NaN",
    "nan",
    "Infinity",
    "-inf",
    "∞",
    "٣",
    "١٢",
    "१२",
    "१2",
    "𝟙𝟚",
    "①",
    "Ⅳ",
    "五",
    "四十亿",
    "〇",
    "约100",
    "100左右",
    "近百",
    "100多",
    "100余",
    "≥100",
    "10-20",
    "10~20",
    "12万",
    "12万元",
    "12元",
    "53%",
    "12‰",
    "12亿美元",
    "123456789012345678901",
    "0.00000000000000000001",
    "9" * 30,
    "9" * 5000,
    10**20,
    10**5000,
    Decimal("1E+3"),
    Decimal("NaN"),
    Decimal("Infinity"),
    float("nan"),
    1e30,
    "暂无",
    "没有",
    "／",
    "/",
    "—",
    "——",
    "N/A",
    "无数据",
    "\u202e12",
]


@pytest.mark.parametrize(("raw", "expected"), UNDERSTOOD)
def test_number_understood_is_shown_in_standard_form(raw: object, expected: str) -> None:
    value = KINDS["decimal"].parse(raw, MONEY)
    assert isinstance(value, Decimal)
    assert KINDS["decimal"].show(value, MONEY) == expected


@pytest.mark.parametrize("raw", REFUSED, ids=range(len(REFUSED)))
def test_number_not_understood_is_not_a_number(raw: object) -> None:
    found = KINDS["decimal"].parse(raw, MONEY)
    assert isinstance(found, Trouble)
    assert found.code == "not_a_number"
    assert found.params["unit"] == "亿元"
    assert len(found.params["typed"]) <= 40


@pytest.mark.parametrize("raw", ["", " ", "\u3000", "\n", "\u200b", None, "\t \u00a0"])
def test_number_blank_is_nothing(raw: object) -> None:
    assert KINDS["decimal"].parse(raw, MONEY) is None


@pytest.mark.parametrize("raw", [True, False, ["1"], {"2023": "1"}, ("1",)])
def test_number_of_another_shape_is_wrong_shape(raw: object) -> None:
    found = KINDS["decimal"].parse(raw, MONEY)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"


@pytest.mark.parametrize("raw", ["无", " 无 ", "无\u3000"])
def test_none_where_allowed_is_none(raw: str) -> None:
    assert KINDS["decimal"].parse(raw, MONEY) == NONE


@pytest.mark.parametrize("raw", ["暂无", "／", "/", "—", "N/A", "没有"])
def test_synonym_of_none_is_offered_as_none_only_where_allowed(raw: str) -> None:
    allowed, not_allowed = (
        KINDS["count"].parse(raw, PERCENT),
        KINDS["count"].parse(raw, PlainQuestion()),
    )
    assert isinstance(allowed, Trouble)
    assert isinstance(not_allowed, Trouble)
    assert "“无”" in allowed.params["hint"]
    assert "“无”" not in not_allowed.params["hint"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("12万元", "单位是“亿元”"),
        ("53%", "单位是“亿元”"),
        ("1e3", "科学计数法"),
        ("约100", "确切"),
        ("100左右", "确切"),
        ("四十亿", "阿拉伯数字"),
        ("1,23", "千位分隔符"),
        ("9" * 21, "20位"),
    ],
)
def test_refusal_says_what_to_do(raw: str, words: str) -> None:
    found = KINDS["decimal"].parse(raw, MONEY)
    assert isinstance(found, Trouble)
    assert words in found.params["hint"]


@pytest.mark.parametrize("raw", ["12.5%", "12.5％", "12.5 %", "１２．５％", "12.50"])
def test_percent_takes_its_sign(raw: str) -> None:
    assert KINDS["percent"].parse(raw, PERCENT) == Decimal("12.50")


@pytest.mark.parametrize(
    ("raw", "unit"), [("49.46平方公里", "平方公里"), ("49.46km²", "平方公里"), ("12人", "人")]
)
def test_asked_unit_or_its_short_form_is_understood(raw: str, unit: str) -> None:
    assert isinstance(KINDS["decimal"].parse(raw, PlainQuestion(unit=unit)), Decimal)


@pytest.mark.parametrize(
    ("raw", "rounded"),
    [("1.005", "1.01"), ("1.004", "1.00"), ("-1.005", "-1.01"), ("0.125", "0.13"), (1.234, "1.23")],
)
def test_more_than_two_decimals_are_refused_with_the_rounded_number(
    raw: object, rounded: str
) -> None:
    found = KINDS["decimal"].parse(raw, MONEY)
    assert isinstance(found, Trouble)
    assert found.code == "too_many_decimals"
    assert found.params["rounded"] == rounded


@pytest.mark.parametrize(
    ("span", "inside", "outside"),
    [
        (Range(Decimal(0), Decimal(100)), ["0", "100", "-0"], ["100.01", "-0.01", "101"]),
        (Range(Decimal(0), low_open=True), ["0.01"], ["0", "-1"]),
        (Range(Decimal(-100)), ["-100", "99999"], ["-100.01"]),
    ],
)
def test_number_outside_its_range_is_out_of_range(
    span: Range, inside: list[str], outside: list[str]
) -> None:
    asked = PlainQuestion(unit="%", range=span)
    assert all(isinstance(KINDS["percent"].parse(raw, asked), Decimal) for raw in inside)
    for raw in outside:
        found = KINDS["percent"].parse(raw, asked)
        assert isinstance(found, Trouble)
        assert (found.code, found.params["range"]) == ("out_of_range", str(span))


@given(st.decimals(-(10**15), 10**15, places=2, allow_nan=False))
def test_every_number_shown_is_parsed_back(number: Decimal) -> None:
    value = KINDS["decimal"].parse(format(number, "f"), MONEY)
    assert value == number
    shown = KINDS["decimal"].show(value, MONEY)  # type: ignore[arg-type]
    assert KINDS["decimal"].parse(shown, MONEY) == value
    assert KINDS["decimal"].show(KINDS["decimal"].parse(shown, MONEY), MONEY) == shown  # type: ignore[arg-type]


@given(st.text(max_size=30))
def test_any_text_gives_a_number_or_a_trouble(text: str) -> None:
    found = KINDS["decimal"].parse(text, MONEY)
    assert found is None or found == NONE or isinstance(found, (Decimal, Trouble))


@pytest.mark.parametrize(
    ("raw", "repair"),
    [
        ("1.5e3", "1500"),
        ("1E-1", "0.1"),
        ("1e99", ""),
        ("约100", "100"),
        ("100.5左右", "100.5"),
        ("超100", ""),
        ("1,234,", "1234"),
        ("12,34,567", "1234567"),
        ("1,23", ""),  # 123 or 1.23
        ("1234,567.5", "1234567.5"),
        ("1..5", "1.5"),
        ("1. 5", "1.5"),
        ("1.", "1"),
        (".5", "0.5"),
        ("12 34", "1234"),
        ("1O0", "100"),
        ("l2", "12"),
        ("8902万元", "0.89"),
        ("12 000 000 000元", ""),
        ("1218100万元", "121.81"),
        ("12万", ""),
        ("12元", ""),  # nothing would be left of either
        ("12亿美元", ""),
        ("四十亿", ""),
        ("暂无", "无"),
        ("N/A", "无"),
        ("-", "无"),
        ("123456789012345678901", ""),
    ],
)
def test_number_not_understood_is_offered_as_it_was_meant(raw: str, repair: str) -> None:
    found = KINDS["decimal"].parse(raw, MONEY)
    assert isinstance(found, Trouble)
    assert found.repair == repair


def test_repair_is_offered_only_where_it_is_an_answer_itself() -> None:
    asked = PlainQuestion(unit="家", range=Range(low=Decimal(0), high=Decimal(50)))
    found = [KINDS["count"].parse(raw, asked) for raw in ("约40", "约60", "约4.5", "暂无", "1.2万")]
    assert [one.repair for one in found if isinstance(one, Trouble)] == ["40", "", "", "", ""]


@pytest.mark.parametrize(
    ("raw", "unit", "repair"),
    [
        ("930公顷", "平方公里", "9.30"),
        ("150亩", "平方公里", "0.10"),
        ("1.2万人", "人", "12000"),
        ("3亿元", "万元", "30000"),
        ("98.67万吨", "吨", "986700"),
        ("12", "", ""),
    ],
)
def test_figure_of_another_unit_is_offered_converted(raw: str, unit: str, repair: str) -> None:
    found = KINDS["decimal"].parse(raw, PlainQuestion(unit=unit))
    assert (found.repair if isinstance(found, Trouble) else "") == repair


@given(st.from_regex(r"[0-9]{1,15}([.][0-9]{1,5})?", fullmatch=True))
def test_plain_number_is_read_as_one_that_has_to_be_looked_at(typed: str) -> None:
    plain, looked_at = (read_number(text, MONEY) for text in (typed, f"{typed} 亿元"))
    assert isinstance(plain, Decimal) and isinstance(looked_at, Decimal)
    assert plain.as_tuple() == looked_at.as_tuple()
