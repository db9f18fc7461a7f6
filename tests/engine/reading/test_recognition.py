"""A Word file is recognised as the form it names, or by its labels and years."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.engine.reading.moved_filings import BASES, FILLED, OF_NO_YEAR, moved, without_marks

from jiqun.engine.answers import Answers, UnusableInput, read_answers, write_answers
from jiqun.engine.definition import Edition, Form, load_edition, new_edition
from jiqun.engine.definition.years import move_years
from jiqun.engine.documents import lay_out
from jiqun.engine.documents.word import write_word
from jiqun.engine.reading import UnrecognisedFormError, read_known_word
from jiqun.engine.reading.by_label.form_words import FormWords, words_of
from jiqun.engine.reading.page.word_page import PageText, WordPage
from jiqun.engine.reading.read_word import open_page
from jiqun.engine.reading.recognition import recognise
from jiqun.engine.reading.result.recognition_result import Recognition

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory, edition: Edition) -> list[Edition]:
    """The shipped edition and a copy of it for the next year."""
    folder = tmp_path_factory.mktemp("forms") / "ningxia-2027"
    assert new_edition(edition.folder, folder, folder.name, 2026) == []
    return [edition, load_edition(folder)]


def words(forms: Iterable[Form]) -> list[FormWords]:
    return [found for form in forms if (found := words_of(form))]


def page_of(*lines: str) -> WordPage:
    return WordPage([PageText(line) for line in lines])


LABELS = tuple(f"标签{chr(0x4E00 + n)}" for n in range(20))
SMALL = FormWords("small-2030", "小表", LABELS, ("小表的标题",))


@pytest.mark.parametrize(
    ("standing", "heading", "certainty"),
    [
        (0, False, "none"),
        (2, False, "none"),  # 10 %
        (2, True, "doubtful"),
        (3, False, "doubtful"),  # 15 %
        (11, True, "doubtful"),  # 55 %
        (12, False, "recognised"),  # 60 %
        (20, True, "recognised"),
    ],
)
def test_share_of_labels_decides_how_sure_it_is(
    standing: int, heading: bool, certainty: str
) -> None:
    lines = [*LABELS[:standing], *(["小表的标题"] if heading else [])]
    found = recognise(page_of(*lines), [SMALL])
    assert found.certainty == certainty
    assert found.shares == {"small-2030": standing / 20}
    assert found.form == ("" if certainty == "none" else "small-2030")


def test_name_nobody_knows_leaves_a_doubt() -> None:
    found = recognise(page_of(*LABELS), [SMALL], "elsewhere-2030")
    assert (found.form, found.certainty) == ("small-2030", "doubtful")
    assert "elsewhere-2030" in found.sentence()


def test_forms_with_the_same_words_cannot_be_told_apart() -> None:
    twin = dataclasses.replace(SMALL, name="twin-2030")
    found = recognise(page_of(*LABELS), [SMALL, twin])
    assert (found.certainty, found.alike) == ("doubtful", ("twin-2030",))


@pytest.mark.parametrize(("year", "certainty"), [("2030", "recognised"), ("2029", "doubtful")])
def test_years_on_the_page_speak_for_or_against_a_form(year: str, certainty: str) -> None:
    form = dataclasses.replace(SMALL, labels=(*LABELS, "2030年", "2030年底的数据"))
    page = page_of(*LABELS, f"{year}年", f"{year}年底的数据")
    found = recognise(page, [form])
    assert (found.certainty, found.other_year) == (certainty, certainty == "doubtful")


def test_blank_papers_of_every_form_are_their_own(editions: list[Edition]) -> None:
    forms = [form for one in editions for form in one.forms.values()]
    for form in forms:
        page = open_page(without_marks(write_word(lay_out(Answers(form))))).page
        found = recognise(page, words(forms))
        if any(name.startswith(f"{form.id}/") for name in OF_NO_YEAR):
            # The same in both editions; and a letter is mostly what somebody writes into it.
            assert found.form.endswith(f"/{form.id}")
            assert found.certainty in ("recognised", "doubtful")
        else:
            assert (found.form, found.certainty) == (form.name, "recognised")


@pytest.mark.parametrize("name", ["海原肉牛-外来", "贺兰乳制品-外来"])
def test_foreign_sample_is_recognised(name: str, editions: list[Edition]) -> None:
    page = open_page((SAMPLES / f"{name}.docx").read_bytes()).page
    found = recognise(page, words(form for one in editions for form in one.forms.values()))
    assert (found.form, found.certainty) == ("ningxia-2026", "recognised")


def test_single_part_is_in_doubt_and_a_letter_is_none(editions: list[Edition]) -> None:
    known = words(editions[0].forms.values())
    part = page_of("六、开放合作情况", "集群国际合作交流总体情况", "集群已开展的国际合作交流活动")
    assert recognise(part, known).certainty == "doubtful"
    letter = page_of("关于召开会议的通知", "各县（市、区）：定于2026年3月召开会议。")
    assert recognise(letter, known).certainty == "none"


def test_recognised_form_says_how_much_of_it_stands_there() -> None:
    found = recognise(page_of(*LABELS[:13]), [SMALL])
    assert found.sentence() == (
        "这个文件没有写明表的名称，按文字认出是“小表”（small-2030，标签符合 65%）。"
    )


@pytest.mark.slow
@pytest.mark.parametrize("marked", [True, False])
def test_files_of_two_editions_keep_all_answers_through_word(
    editions: list[Edition], example_data: dict[str, object], marked: bool
) -> None:
    folders = [editions[1].folder.parent]
    for edition in editions:
        text = json.dumps(example_data, ensure_ascii=False).replace("ningxia-2026", edition.id)
        data = json.loads(move_years(text, 2025, edition.base_year))
        answers = read_answers(edition.main, data)
        word = write_word(lay_out(answers))
        reading = read_known_word(word if marked else without_marks(word), folders)
        found = reading.report.recognition
        assert found.form == edition.main.name
        assert found.certainty == ("named" if marked else "recognised")
        assert write_answers(reading.answers)["answers"] == write_answers(answers)["answers"]


def test_every_base_of_worked_cases_is_among_what_is_moved(editions: list[Edition]) -> None:
    found = {
        f"{form.id}/{path.stem}"
        for form in editions[1].forms.values()
        for path in (form.folder / "cases" / "bases").glob("*.yaml")
    }
    assert found == {*BASES, *OF_NO_YEAR}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "reader"),
    [
        *((name, "tag") for name in (*FILLED, *OF_NO_YEAR)),
        *((name, "label") for name in FILLED),
    ],
)
def test_copied_edition_keeps_all_answers_through_word(
    editions: list[Edition], name: str, reader: str
) -> None:
    copied = editions[1]
    answers = moved(copied, name)
    word = write_word(lay_out(answers))
    file = word if reader == "tag" else without_marks(word)
    reading = read_known_word(file, [copied.folder.parent])
    found = reading.report.recognition
    assert found.form == answers.form.name
    assert found.certainty == ("named" if reader == "tag" else "recognised")
    assert set(reading.report.as_json()["readers"].values()) == {reader}
    written = write_answers(answers)["answers"]
    assert len(written) > 1
    assert write_answers(reading.answers)["answers"] == written


@pytest.mark.slow
@pytest.mark.parametrize("name", OF_NO_YEAR[:2])
def test_paper_of_no_year_and_no_name_is_asked_for(editions: list[Edition], name: str) -> None:
    copied = editions[1]
    file = without_marks(write_word(lay_out(moved(copied, name))))
    with pytest.raises(UnrecognisedFormError, match="不能确定"):
        read_known_word(file, [copied.folder.parent])


@pytest.mark.slow
def test_file_brought_to_another_edition_is_refused(editions: list[Edition]) -> None:
    ours, other = editions
    word = write_word(lay_out(Answers(other.main)))
    for file in (word, without_marks(word)):
        with pytest.raises(UnrecognisedFormError, match=r"ningxia-2027.*ningxia-2026") as caught:
            read_known_word(file, [other.folder.parent], ours.main)
        assert isinstance(caught.value, UnusableInput)
    with pytest.raises(UnrecognisedFormError, match="年份与这个表不同"):
        read_known_word(without_marks(word))


def test_recognition_of_nothing_says_so() -> None:
    assert "这不是申报表" in Recognition().sentence()
