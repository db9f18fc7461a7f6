"""Yes or no: 是 and 否 in the ways people and programs write them."""

import pytest

from jiqun.engine.kinds import KINDS, PlainQuestion, Trouble

YES_NO = KINDS["yes_no"]
ASKED = PlainQuestion()


@pytest.mark.parametrize("raw", ["是", " 是\u3000", "yes", "YES", "ｙｅｓ", "true", "True", True])
def test_yes_in_any_way_is_yes(raw: object) -> None:
    assert YES_NO.parse(raw, ASKED) == "yes"


@pytest.mark.parametrize("raw", ["否", "no", "No", "ｎｏ", "false", False])
def test_no_in_any_way_is_no(raw: object) -> None:
    assert YES_NO.parse(raw, ASKED) == "no"


@pytest.mark.parametrize("raw", ["有", "无", "不是", "y", "1", "是否", "yes,no"])
def test_other_words_are_unknown_option(raw: str) -> None:
    found = YES_NO.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert (found.code, found.params["options"]) == ("unknown_option", "yes、no")
    assert found.params["hint"] == "请填“是”或“否”。"


@pytest.mark.parametrize("raw", [1, 0, ["yes"], {"yes": True}])
def test_another_shape_is_wrong_shape(raw: object) -> None:
    found = YES_NO.parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"


@pytest.mark.parametrize(("value", "shown"), [("yes", "是"), ("no", "否")])
def test_value_printed_and_dumped_comes_back_equal(value: str, shown: str) -> None:
    assert YES_NO.show(value, ASKED) == shown
    assert YES_NO.dump(value, ASKED) == value
    assert YES_NO.parse(shown, ASKED) == YES_NO.parse(value, ASKED) == value
