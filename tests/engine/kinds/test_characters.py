"""Characters made comparable, and harmless to print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.kinds import (
    clean_text,
    comparison_key,
    excerpt,
    is_blank,
    list_key,
    printable,
    typed_text,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＧＤＰ１２", "gdp12"),
        ("塚", "\ufa10"),
        ("平方公里 ", " 平方\n公里"),
        ("Straße", "STRASSE"),
        ("㎡", "m2"),
        ("中\u200b宁", "中宁"),
    ],
)
def test_comparison_key_of_look_alikes_is_the_same(one: str, other: str) -> None:
    assert comparison_key(one) == comparison_key(other)


@pytest.mark.parametrize(("one", "other"), [("中宁", "中卫"), ("а", "a"), ("〇", "0")])
def test_comparison_key_of_different_texts_differs(one: str, other: str) -> None:
    assert comparison_key(one) != comparison_key(other)


@pytest.mark.parametrize("dash", "-‐‑–—―－−﹣")
def test_entries_of_a_list_are_the_same_whatever_the_dash(dash: str) -> None:
    assert list_key(f"T/NX 001{dash}2024") == list_key("Ｔ／nx001-2024")
    assert list_key(f"T/NX 001{dash}2024") != list_key("T/NX 0012024")


@given(st.text())
def test_comparison_key_of_a_key_is_itself(text: str) -> None:
    assert comparison_key(comparison_key(text)) == comparison_key(text)


@given(st.text(st.characters(codec=None)))
def test_printable_text_can_be_written_anywhere(text: str) -> None:
    shown = printable(text)
    shown.encode("utf-8")
    assert not any(ord(c) < 32 and c != "\n" for c in shown)
    assert clean_text(shown) == shown


def test_excerpt_is_short_and_on_one_line() -> None:
    assert excerpt("一\n二") == "一 二"
    assert excerpt("长" * 100) == "长" * 39 + "…"
    assert excerpt({"a": 1}) == "{…}"
    assert excerpt([1]) == "[…]"
    assert excerpt(None) == "null"
    assert excerpt(True) == "true"


def test_typed_text_of_a_very_long_number_has_all_its_digits() -> None:
    assert typed_text(10**5000) == "1" + "0" * 5000


def test_blank_is_anything_nobody_can_see() -> None:
    assert is_blank("\u3000\u200b\u00a0\r\n")
    assert not is_blank("无")
