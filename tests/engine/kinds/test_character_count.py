"""字数 as Word and WPS count it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.kinds import count_characters


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("   \n\u3000\t", 0),
        ("产业集群", 4),
        ("产业，集群。", 6),
        ("“小巨人”企业", 7),
        ("——……", 4),
        ("（一）", 3),
        ("GDP", 1),
        ("GDP 2025", 2),
        ("3.14%", 1),
        ("it's", 1),
        ("2025年", 2),
        ("占53.10%，增12家", 6),
        ("A4纸A4", 3),
        ("ＧＤＰ１２", 5),  # full-width letters are marks of full width
        ("a\nb\r\nc", 3),
        ("中 文", 2),
        ("𠮷野", 2),
        ("\U00030000", 1),
        ("葛\U000e0100", 1),
        ("塚\ufe00", 1),
        ("e" + "\u0301" * 500, 1),
        ("\u200b\ufeff", 0),
        ("①②", 2),
        ("5×3", 3),
        ("km²", 1),
        ("αβγ 测", 2),
        ("ひらカナ한글", 6),
        ("\ue000\ue001", 2),
        ("😀😀", 2),
        ("👍🏽", 1),
        ("T/NX 1001-2023", 2),
    ],
)
def test_count_of_text_is_as_word_counts_it(text: str, count: int) -> None:
    assert count_characters(text) == count


@given(st.text(alphabet="中文，。ab1 .%\n\u3000", max_size=60))
def test_count_is_the_sum_over_lines(text: str) -> None:
    assert count_characters(text) == sum(count_characters(line) for line in text.split("\n"))


@given(st.text(max_size=60))
def test_count_never_exceeds_the_length(text: str) -> None:
    assert 0 <= count_characters(text) <= len(text)
