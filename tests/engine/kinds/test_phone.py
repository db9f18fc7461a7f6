"""Phone numbers of the mainland, in one standard form."""

import pytest

from jiqun.engine.kinds import KINDS, PlainQuestion, Trouble


@pytest.mark.parametrize(
    ("raw", "standard"),
    [
        ("13995001234", "13995001234"),
        (13995001234, "13995001234"),
        ("139 9500 1234", "13995001234"),
        ("139-9500-1234", "13995001234"),
        ("１３９９５００１２３４", "13995001234"),
        ("+86 13995001234", "13995001234"),
        ("008613995001234", "13995001234"),
        ("0953-6021234", "0953-6021234"),
        ("(0953)6021234", "0953-6021234"),
        ("（0953）6021234", "0953-6021234"),
        ("0953 6021234", "0953-6021234"),
        ("09536021234", "0953-6021234"),
        ("０９５３－６０２１２３４", "0953-6021234"),
        ("010-65551234", "010-65551234"),
        ("02165551234", "021-65551234"),
        ("0953-6021234-801", "0953-6021234-801"),
        ("0953-6021234转801", "0953-6021234-801"),
        ("0953-6021234 转 801", "0953-6021234-801"),
        ("400-123-4567", "400-123-4567"),
        ("4001234567", "400-123-4567"),
        ("400-8888-123", "400-8888-123"),
        (" 0953-6021234 ", "0953-6021234"),
        ("0953\u200b-6021234", "0953-6021234"),
    ],
)
def test_phone_understood_is_put_in_standard_form(raw: object, standard: str) -> None:
    value = KINDS["phone"].parse(raw, PlainQuestion())
    assert value == standard
    assert KINDS["phone"].parse(value, PlainQuestion()) == standard


@pytest.mark.parametrize(
    "raw",
    [
        "1399500123",
        "139950012345",
        "12995001234",
        "6021234",
        "0953-602123",
        "0953-1021234",
        "0053-6021234",
        "110",
        "abc",
        "139950O1234",
        "1399500123٤",
        "13995001234、13995001235",
        10**400,
    ],
)
def test_phone_of_anything_else_is_not_a_phone(raw: object) -> None:
    found = KINDS["phone"].parse(raw, PlainQuestion())
    assert isinstance(found, Trouble)
    assert found.code == "not_a_phone"
    assert found.params["hint"]


def test_phone_without_area_code_is_told_to_add_it() -> None:
    found = KINDS["phone"].parse("6021234", PlainQuestion())
    assert isinstance(found, Trouble)
    assert "区号" in found.params["hint"]
