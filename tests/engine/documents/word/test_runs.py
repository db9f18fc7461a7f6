"""Escaping, line ends and characters XML cannot hold."""

import pytest
from lxml import etree

from jiqun.engine.documents.word.runs import attribute, run
from jiqun.engine.documents.word.styles import MAIN


def _read(xml: str) -> etree._Element:
    return etree.fromstring(f"<x {MAIN}>{xml}</x>")


def test_run_special_characters_come_back_as_they_were() -> None:
    text = '  <w:t>&amp; "𠮷" ]]> {{7*7}}  '
    assert "".join(_read(run(text, "", "here")).itertext()) == text


def test_run_line_ends_and_tabs_become_elements() -> None:
    tags = [etree.QName(e).localname for e in _read(run("甲\n\n乙\t丙", "", "here")).iter()]
    assert tags == ["x", "r", "t", "br", "br", "t", "tab", "t"]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\r", "\ud800", "\ufffe", "\uffff"])
def test_run_illegal_character_is_refused_with_the_tag(character: str) -> None:
    with pytest.raises(ValueError, match=r"green_summary: character U\+[0-9A-F]{4} at 1"):
        run(f"甲{character}", "", "green_summary")


def test_attribute_quotes_are_escaped() -> None:
    assert attribute('“小巨人”"<&', "here") == "“小巨人”&quot;&lt;&amp;"
