"""Names of people: text without digits, and without the spaces around it."""

from __future__ import annotations

import pytest

from jiqun.engine.kinds import KINDS, NONE, PlainQuestion, Trouble

PERSON, SIGNATURE = KINDS["person"], KINDS["signature"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (" 马建国 ", "马建国"),
        ("买买提·吐尔逊", "买买提·吐尔逊"),
        ("𠮷田一二三", "𠮷田一二三"),
        ("马建国、王芳", "马建国、王芳"),
        ("Zhang San", "Zhang San"),
    ],
)
def test_name_is_kept_without_outer_spaces(raw: str, name: str) -> None:
    assert PERSON.parse(raw, PlainQuestion()) == name
    assert SIGNATURE.parse(raw, PlainQuestion()) == name


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("13995001234", "电话号码填在联系方式一栏"),
        ("0953-6021234", "电话号码填在联系方式一栏"),
        ("１３９９５００１２３４", "电话号码填在联系方式一栏"),
        ("马建国 0953-6021234", "请只填写姓名"),
        ("马建国2", "请只填写姓名"),
        ("张三①", "请只填写姓名"),
    ],
)
def test_name_with_a_digit_is_not_a_person(raw: str, hint: str) -> None:
    for kind in (PERSON, SIGNATURE):
        found = kind.parse(raw, PlainQuestion())
        assert isinstance(found, Trouble)
        assert found.code == "not_a_person"
        assert hint in found.params["hint"]


def test_person_may_be_none_where_the_form_allows_it() -> None:
    assert PERSON.parse(" 无 ", PlainQuestion(none_allowed=True)) == NONE
