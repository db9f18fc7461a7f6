"""The whole Word file of a small paper."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree

from jiqun.engine.definition import Address, Edition
from jiqun.engine.documents.paper import Paper, PaperSheet, Paragraph, Run
from jiqun.engine.documents.word import bookmark_name, write_word
from jiqun.engine.documents.word.body import LONGEST_NAME

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
Parts = dict[str, etree._Element]


@pytest.fixture
def drawn(small_paper: Paper, parts: Callable[[bytes], Parts]) -> Parts:
    return parts(write_word(small_paper))


def _controls(document: etree._Element) -> list[tuple[str, str]]:
    return [
        (str(tag.get(f"{W}val")), "".join(sdt.itertext()))
        for sdt in document.iter(f"{W}sdt")
        for tag in sdt.iter(f"{W}tag")
    ]


def test_write_word_same_paper_gives_same_bytes(small_paper: Paper) -> None:
    assert write_word(small_paper) == write_word(small_paper)


def test_write_word_text_stands_in_order(drawn: Parts) -> None:
    text = "".join("".join(drawn["word/document.xml"].itertext()).split())
    assert text == (
        "集群名称：XX县XX产业集群一、基本情况名称XX县XX产业集群□是☑否甲乙<&>41.20第一段第二段方向"
    )


def test_write_word_every_answer_is_a_locked_rich_text_control(drawn: Parts) -> None:
    document = drawn["word/document.xml"]
    assert [tag for tag, _ in _controls(document)] == [
        "cluster_name", "cluster_name", "carbon_monitoring.yes", "carbon_monitoring.no",
        "operator", "green_summary", "total_output.2023", "plan_profile",
    ]  # fmt: skip
    for sdt in document.iter(f"{W}sdt"):
        assert sdt.find(f"{W}sdtPr/{W}text") is None
        lock = sdt.find(f"{W}sdtPr/{W}lock")
        assert lock is not None and lock.get(f"{W}val") == "sdtLocked"
    numbers = [e.get(f"{W}val") for e in document.iterfind(f".//{W}sdtPr/{W}id")]
    assert len(set(numbers)) == len(numbers)


def test_write_word_every_control_stands_in_its_bookmark_and_range(drawn: Parts) -> None:
    document = drawn["word/document.xml"]
    names = [b.get(f"{W}name") for b in document.iter(f"{W}bookmarkStart")]
    assert names[:2] == [bookmark_name(Address("cluster_name"), place) for place in (1, 2)]
    assert len(set(names)) == len(names) == len(_controls(document))
    for sdt in document.iter(f"{W}sdt"):
        before, after = sdt.getprevious(), sdt.getnext()
        assert before is not None and before.tag == f"{W}permStart"
        assert before.get(f"{W}edGrp") == "everyone"
        assert after is not None and after.tag == f"{W}permEnd"


def test_write_word_empty_answers_are_marked_and_can_be_clicked(drawn: Parts) -> None:
    document = drawn["word/document.xml"]
    blank = {
        str(sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val"))  # type: ignore[union-attr]
        for sdt in document.iter(f"{W}sdt")
        if sdt.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    }
    assert blank == {"cluster_name", "operator"}
    assert dict(_controls(document))["operator"].isspace()


def test_write_word_boxes_can_be_clicked_and_say_their_state(drawn: Parts) -> None:
    document = drawn["word/document.xml"]
    states = [box.find(f"{W14}checked") for box in document.iter(f"{W14}checkbox")]
    assert [state.get(f"{W14}val") for state in states if state is not None] == ["0", "1"]
    fonts = {
        font.get(f"{W}eastAsia")
        for sdt in document.iter(f"{W}sdt")
        if sdt.find(f".//{W14}checkbox") is not None
        for font in sdt.iterfind(f"{W}sdtContent//{W}rFonts")
    }
    assert len(fonts) == 1


def test_write_word_squeezed_number_has_its_own_size(drawn: Parts) -> None:
    sizes = [e.get(f"{W}val") for e in drawn["word/document.xml"].iterfind(f".//{W}r//{W}sz")]
    assert sizes == ["10"]


def test_write_word_line_end_in_an_indented_answer_is_followed_by_a_tab(drawn: Parts) -> None:
    breaks = list(drawn["word/document.xml"].iter(f"{W}br"))
    followers = [e.getnext().tag for e in breaks]  # type: ignore[union-attr]
    assert followers == [f"{W}t", f"{W}tab"]


def test_write_word_each_sheet_but_the_first_breaks_the_page(drawn: Parts) -> None:
    body = drawn["word/document.xml"][0]
    breaks = [n for n, p in enumerate(body) if p.find(f".//{W}pageBreakBefore") is not None]
    assert [body[n].tag for n in breaks] == [f"{W}p", f"{W}p"]
    assert breaks == [1, 3]
    assert body[-2].tag == f"{W}p" and body[-1].tag == f"{W}sectPr"


def test_write_word_properties_name_the_form_and_the_answers(drawn: Parts) -> None:
    custom = drawn["docProps/custom.xml"]
    values = {entry.get("name"): "".join(entry.itertext()) for entry in custom}
    assert values == {
        "jiqunForm": "ningxia-2026",
        "jiqunAnswers": "ab" * 32,
        "jiqunLayout": "2",
        "jiqunRevision": "2026.0",
    }
    core = "".join(drawn["docProps/core.xml"].itertext())
    assert core == "申报表zh-CN"


def test_write_word_everything_but_the_answers_is_locked(drawn: Parts) -> None:
    protection = drawn["word/settings.xml"].find(f"{W}documentProtection")
    assert protection is not None
    assert dict(protection.attrib) == {f"{W}edit": "readOnly", f"{W}enforcement": "1"}


def test_write_word_page_number_is_a_field_of_five_runs(drawn: Parts) -> None:
    runs = list(drawn["word/footer1.xml"].iter(f"{W}r"))
    assert len(runs) == 7 and all(run.find(f"{W}rPr") is not None for run in runs)
    assert list(drawn["word/footer2.xml"].iter(f"{W}r")) == []


def test_write_word_parts_are_named_and_related(small_paper: Paper, drawn: Parts) -> None:
    listed = {
        str(entry.get("PartName"))[1:]
        for entry in drawn["[Content_Types].xml"]
        if entry.get("PartName")
    }
    with zipfile.ZipFile(BytesIO(write_word(small_paper))) as archive:
        names = set(archive.namelist())
    assert listed == {name for name in names if name.endswith(".xml")} - {"[Content_Types].xml"}
    targets = {f"word/{r.get('Target')}" for r in drawn["word/_rels/document.xml.rels"]}
    assert targets <= listed


def test_write_word_illegal_character_is_refused_with_the_tag(small_paper: Paper) -> None:
    style = small_paper.sheets[0].blocks[0].style  # type: ignore[union-attr]
    bad = PaperSheet("x", (Paragraph((Run("甲\x0b", Address("operator")),), style),), True)
    with pytest.raises(ValueError, match=r"operator: character U\+000B"):
        write_word(replace(small_paper, sheets=(bad,)))


def test_write_word_blank_text_is_the_official_text(
    edition: Edition, paper_of: Callable[[object], Paper], parts: Callable[[bytes], Parts]
) -> None:
    blank = paper_of({"form": edition.id, "answers": {}})
    text = "".join(parts(write_word(blank))["word/document.xml"].itertext())
    official = (edition.main.folder / "official.txt").read_text(encoding="utf-8")
    assert "".join(text.split()) == "".join(official.split())


def test_write_word_every_answer_has_a_name_word_takes(
    paper_of: Callable[[object], Paper],
    extreme: dict[str, object],
    parts: Callable[[bytes], Parts],
) -> None:
    document = parts(write_word(paper_of(extreme)))["word/document.xml"]
    names = [str(alias.get(f"{W}val")) for alias in document.iter(f"{W}alias")]
    tags = [str(tag.get(f"{W}val")) for tag in document.iter(f"{W}tag")]
    assert names and [name for name in names if name.isascii()] == []
    assert max(map(len, names)) <= LONGEST_NAME and max(map(len, tags)) <= LONGEST_NAME
    assert any("…" in name and name.endswith("等）") for name in names)
