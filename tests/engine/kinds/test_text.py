"""Texts: kept as typed, without Unicode normalisation; what nobody can see or print is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.kinds import KINDS, NONE, PlainQuestion, Trouble, is_ordinary

ANY = PlainQuestion(none_allowed=True)


@pytest.mark.parametrize(
    "name",
    [
        "\ufa10",  # 塚, a compatibility ideograph that normalisation would change
        "\uf900",
        "𠮷野家",
        "葛\U000e0100城",  # with a variation selector: another shape of the character
        "龥\ue000",  # private use, as in old name lists
        "é e\u0301",
        "①Ⅳ㎡",
        "  两边有空格 ",
        "\u3000\u3000段首空两格\n第二段",
    ],
)
def test_text_stays_as_typed(name: str) -> None:
    assert KINDS["text"].parse(name, ANY) == name
    assert KINDS["text"].show(name, ANY) == name


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("一\u2028二", "一\n二"),
        ("一\t二", "一 二"),
        ("中\u200b宁\ufeff枸\u00ad杞\u2060\u200d", "中宁枸杞"),
        ("无", NONE),
        (" 无\u3000", NONE),
    ],
)
def test_text_line_ends_and_invisible_characters_are_tidied(raw: str, kept: str) -> None:
    assert KINDS["text"].parse(raw, ANY) == kept


@pytest.mark.parametrize(
    ("raw", "character", "position"),
    [
        ("中宁\x00", "U+0000", "3"),
        ("中\x0c宁", "U+000C", "2"),
        ("\x1f", "U+001F", "1"),
        ("\x84", "U+0084", "1"),
        ("报告\u202excod.exe", "U+202E", "3"),
        ("\u2066a", "U+2066", "1"),
        ("\ufffe", "U+FFFE", "1"),
        ("\uffff", "U+FFFF", "1"),
        ("\U0001fffe", "U+1FFFE", "1"),
        ("\ud800", "U+D800", "1"),
        ("中\ufffd县", "U+FFFD", "2"),
    ],
)
def test_text_with_refused_character_is_bad_character(
    raw: str, character: str, position: str
) -> None:
    found = KINDS["text"].parse(raw, ANY)
    assert isinstance(found, Trouble)
    assert found.code == "bad_character"
    assert (found.params["character"], found.params["position"]) == (character, position)
    found.params["typed"].encode()  # harmless to print: no half characters
    assert "\x0c" not in found.params["typed"]


def test_soft_line_break_is_a_line_end() -> None:
    assert KINDS["text"].parse("一\x0b二\x85三\u2028四\r\n五", ANY) == "一\n二\n三\n四\n五"
    assert KINDS["text"].parse("\x0b\u2028", ANY) is None


def test_refused_characters_are_named_by_their_place_and_taken_out_at_once() -> None:
    found = KINDS["text"].parse("开展节能诊断\a和清洁\u202e生产审核", ANY)
    assert isinstance(found, Trouble)
    assert found.params["spot"] == "“开展节能诊断”之后"
    assert found.repair == "开展节能诊断和清洁生产审核"


@pytest.mark.parametrize("raw", ["中\ufffd县", "\ufffd\a", "\a"])
def test_text_that_cannot_be_mended_by_taking_out_has_no_repair(raw: str) -> None:
    found = KINDS["text"].parse(raw, ANY)
    assert isinstance(found, Trouble)
    assert found.repair == ""


def test_text_at_its_limit_passes_and_one_more_is_too_long_but_kept() -> None:
    asked = PlainQuestion(limit=200)
    full = "业" * 200
    assert KINDS["text"].parse("\r\n".join(full[n : n + 40] for n in range(0, 200, 40)), asked) == (
        "\n".join(full[n : n + 40] for n in range(0, 200, 40))
    )
    found = KINDS["text"].parse(full + "多", asked)
    assert isinstance(found, Trouble)
    assert (found.code, found.value) == ("too_long", full + "多")
    assert (found.params["count"], found.params["limit"], found.params["over"]) == (
        "201",
        "200",
        "1",
    )


def test_text_of_latin_words_counts_words_not_letters() -> None:
    assert KINDS["text"].parse("cluster " * 150, PlainQuestion(limit=200)) == "cluster " * 150


@pytest.mark.parametrize("raw", ["", "  ", "\u3000\n", "\u200b"])
def test_text_of_nothing_but_space_is_nothing(raw: str) -> None:
    assert KINDS["text"].parse(raw, ANY) is None


@pytest.mark.parametrize("raw", [5, True, ["a"], {}])
def test_text_of_another_shape_is_wrong_shape(raw: object) -> None:
    found = KINDS["text"].parse(raw, ANY)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"


def test_person_loses_the_spaces_around() -> None:
    assert KINDS["person"].parse(" 马建国\u3000", ANY) == "马建国"
    assert KINDS["signature"].parse("马建国\n", ANY) == "马建国"


@given(st.text())
def test_text_parsed_is_parsed_again_to_itself(text: str) -> None:
    value = KINDS["text"].parse(text, ANY)
    if isinstance(value, str):
        assert KINDS["text"].parse(KINDS["text"].show(value, ANY), ANY) == value


ODD = (
    " \t\n\r\x0b\x0c\x85\u00a0\u00ad\u200b\u2028\u202e"
    "\u3000\ufeff\ufffd\uffff\ud800\U0001ffff\x00无"
)

SLY = [f"枸杞{c}" for c in ODD if c not in " \n\u00a0\u3000"]


@given(st.one_of(st.text(), st.text(st.sampled_from(f"枸杞a1，{ODD}"), max_size=6)))
def test_ordinary_text_is_one_that_is_kept_as_it_was_typed(typed: str) -> None:
    if is_ordinary(typed):
        assert KINDS["text"].parse(typed, ANY) == typed


@pytest.mark.parametrize("typed", ["宁夏红 1号", "枸杞，鲜果。\n干果", "𠮷野家", "T/NX 001-2024"])
def test_most_texts_are_ordinary(typed: str) -> None:
    assert is_ordinary(typed)


@pytest.mark.parametrize("typed", ["", "无", "有无", *(f"{c}枸杞" for c in ODD), *ODD, *SLY])
def test_text_that_has_to_be_looked_at_is_not_ordinary(typed: str) -> None:
    assert not is_ordinary(typed)
