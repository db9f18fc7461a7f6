"""Document numbers: any brackets become 〔〕, anything that is no number is kept and told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.kinds import KINDS, NONE, PlainQuestion, Trouble

NUMBER = KINDS["document_number"]
ASKED = PlainQuestion()


@pytest.mark.parametrize(
    ("raw", "standard"),
    [
        ("宁工信发〔2026〕3号", "宁工信发〔2026〕3号"),
        ("宁工信发[2026]3号", "宁工信发〔2026〕3号"),
        ("宁工信发(2026)3号", "宁工信发〔2026〕3号"),
        ("宁工信发（2026）3号", "宁工信发〔2026〕3号"),
        ("宁工信发【2026】3号", "宁工信发〔2026〕3号"),
        ("宁工信发［２０２６］３号", "宁工信发〔2026〕3号"),
        (" 宁工信发 〔 2026 〕 第 03 号\u3000", "宁工信发〔2026〕3号"),
        ("工信部联企业〔2023〕104号", "工信部联企业〔2023〕104号"),
        ("〔2026〕3号", "〔2026〕3号"),
        ("(2026年)3号", "〔2026〕3号"),
        ("第3号", "第3号"),
        ("第 ０３ 号", "第3号"),
    ],
)
def test_number_in_any_brackets_is_kept_in_standard_form(raw: str, standard: str) -> None:
    assert NUMBER.parse(raw, ASKED) == standard


@pytest.mark.parametrize(
    "raw",
    [
        "宁工信发2026-3号",
        "宁工信发〔2026〕",
        "宁工信发〔2026〕3",
        "宁工信发〔26〕3号",
        "宁工信发〔1026〕3号",
        "宁工信发〔2026〕0号",
        "3号",
        "第三号",
        "宁工信发〔2026〕3号" * 9,
    ],
)
def test_anything_else_is_not_understood_and_told_how(raw: str) -> None:
    found = NUMBER.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert (found.code, found.params["expected"]) == ("not_understood", "文号")
    assert found.params["hint"]


@pytest.mark.parametrize("raw", [3, True, ["第3号"]])
def test_another_shape_is_wrong_shape(raw: object) -> None:
    found = NUMBER.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"


def test_none_is_a_number_only_where_allowed() -> None:
    assert NUMBER.parse(" 无 ", PlainQuestion(none_allowed=True)) == NONE


@given(st.sampled_from(["", "宁工信发", "国办函"]), st.integers(1900, 2100), st.integers(1, 99999))
def test_every_number_printed_or_dumped_comes_back_equal(office: str, year: int, n: int) -> None:
    value = NUMBER.parse(f"{office}[{year}]{n}号", ASKED)
    assert value == f"{office}〔{year}〕{n}号"
    assert NUMBER.parse(NUMBER.show(value, ASKED), ASKED) == value
    assert NUMBER.parse(NUMBER.dump(value, ASKED), ASKED) == value
