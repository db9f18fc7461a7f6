"""Unified social credit codes with their check character."""

import pytest

from jiqun.engine.kinds import KINDS, PlainQuestion, Trouble
from jiqun.engine.kinds.uscc import ALPHABET, check_character

TRUE = "91350100M000100Y43"  # the example of GB 32100-2015


def test_uscc_of_the_standard_is_understood() -> None:
    assert check_character(TRUE[:17]) == TRUE[17]
    assert KINDS["uscc"].parse(TRUE, PlainQuestion()) == TRUE


@pytest.mark.parametrize(
    "raw",
    [TRUE.lower(), f" {TRUE} ", "91350100 M000100Y43", "９１350100M000100Y43", TRUE + "\u200b"],
)
def test_uscc_typed_untidily_is_put_in_standard_form(raw: str) -> None:
    assert KINDS["uscc"].parse(raw, PlainQuestion()) == TRUE


@pytest.mark.parametrize("position", range(18))
def test_uscc_with_any_one_character_changed_is_refused(position: int) -> None:
    for other in ALPHABET:
        if other == TRUE[position]:
            continue
        found = KINDS["uscc"].parse(TRUE[:position] + other + TRUE[position + 1 :], PlainQuestion())
        assert isinstance(found, Trouble)
        assert found.code == "wrong_shape"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (TRUE[:17], "现为17位"),
        (TRUE[:16] + "O3", "没有 I、O"),
        (TRUE[:17] + "а", "没有 I、O"),  # a Cyrillic letter
        (TRUE[:17] + "4", "校验码"),
    ],
)
def test_uscc_refused_says_why(raw: str, words: str) -> None:
    found = KINDS["uscc"].parse(raw, PlainQuestion())
    assert isinstance(found, Trouble)
    assert words in found.params["hint"]
