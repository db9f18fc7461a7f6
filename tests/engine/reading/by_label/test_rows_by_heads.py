"""Tables of rows 多行 that come back: cut, added, copied and moved, with tags or without."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.engine.reading.damage import W, damaged, set_text, text_of

from jiqun.engine.answers import read_answers, write_answers
from jiqun.engine.definition import Form, load_edition
from jiqun.engine.documents import lay_out
from jiqun.engine.documents.word import write_word
from jiqun.engine.reading import WordReading, read_word
from jiqun.engine.reading.result.report import READERS

FOLDER = Path(__file__).parents[2] / "editions" / "gansu-2026"
MA = {"name": "马建军", "phone": "0932-8212345", "county": "安定区"}
LI = {"name": "李学琴", "phone": "13995001234", "county": "临洮县"}
BAI = {"name": "白玉", "phone": "13995005678", "county": "通渭县"}
MARKS = [{"item": "规模", "points": "8", "fields_seen": ["books", "staff"]}]
FIGURES = {"output_now": {"verified": "44.00"}, "blacklisted": {"verified": "no"}}

Damage = Callable[[etree._Element], None]
EVERY = pytest.mark.parametrize("readers", [READERS, ("label",)], ids=["all", "label"])


@pytest.fixture(scope="module")
def review() -> Form:
    return load_edition(FOLDER).forms["review"]


@pytest.fixture(scope="module")
def come_back(review: Form) -> Callable[..., WordReading]:
    """The form filled in, printed, damaged and read."""
    answers = {"reviewers": [MA, LI, BAI], "marks": MARKS, "figures": FIGURES}
    file = write_word(lay_out(read_answers(review, {"answers": answers})))

    def read(damage: Damage, readers: tuple[str, ...] = READERS) -> WordReading:
        changed = damaged(file, random.Random(0), [lambda _, root: damage(root)])
        return read_word(changed, review, readers)

    return read


def answered(reading: WordReading) -> Any:
    return write_answers(reading.answers)["answers"]


def row_with(root: etree._Element, words: str) -> etree._Element:
    return next(row for row in root.iter(W + "tr") if words in text_of(row))


def table_with(root: etree._Element, words: str) -> etree._Element:
    return next(row_with(root, words).iterancestors(W + "tbl"))


def rows_of(table: etree._Element) -> list[etree._Element]:
    return list(table.iter(W + "tr"))


def write(cell: etree._Element, text: str) -> None:
    """What a person types into a cell, over all that stood there."""
    for paragraph in cell.iter(W + "p"):
        set_text(paragraph, text)
        break


def cells(row: etree._Element) -> list[etree._Element]:
    return list(row.iter(W + "tc"))


def nothing(root: etree._Element) -> None:
    pass


def cut_the_middle(root: etree._Element) -> None:
    row = row_with(root, "李学琴")
    row.getparent().remove(row)


def empty_the_middle(root: etree._Element) -> None:
    for cell in cells(row_with(root, "李学琴"))[1:]:
        write(cell, "")


def add_in_the_middle(root: etree._Element) -> None:
    row = row_with(root, "马建军")
    row.addnext(added := copy.deepcopy(row))
    for cell, text in zip(cells(added), ("2", "周平", "13995009999", "渭源县"), strict=False):
        write(cell, text)


def copy_and_retype(root: etree._Element) -> None:
    """A row copied with its tags, in which the words alone are typed anew."""
    row = row_with(root, "白玉")
    row.addnext(added := copy.deepcopy(row))
    for old, new in (("白玉", "周平"), ("13995005678", "13995009999"), ("通渭县", "渭源县")):
        for text in added.iter(W + "t"):
            text.text = (text.text or "").replace(old, new)


NEW = {"name": "周平", "phone": "13995009999", "county": "渭源县"}


@EVERY
@pytest.mark.parametrize(
    ("damage", "rows"),
    [
        (nothing, [MA, LI, BAI]),
        (cut_the_middle, [MA, BAI]),
        (empty_the_middle, [MA, BAI]),
        (add_in_the_middle, [MA, NEW, LI, BAI]),
        (copy_and_retype, [MA, LI, BAI, NEW]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_rows_cut_and_added_by_hand_are_read_as_they_stand(
    come_back: Callable[..., WordReading],
    damage: Damage,
    rows: list[dict[str, str]],
    readers: tuple[str, ...],
) -> None:
    reading = come_back(damage, readers)
    assert answered(reading)["reviewers"] == rows
    assert answered(reading)["marks"] == MARKS
    assert answered(reading)["figures"] == FIGURES
    assert reading.report.conflicts == []


@EVERY
def test_table_moved_to_the_front_is_read(
    come_back: Callable[..., WordReading], readers: tuple[str, ...]
) -> None:
    def move(root: etree._Element) -> None:
        table = table_with(root, "李学琴")
        root.find(W + "body").insert(0, table)

    assert answered(come_back(move, readers))["reviewers"] == [MA, LI, BAI]


@EVERY
def test_given_rows_in_another_order_are_read_by_their_words(
    come_back: Callable[..., WordReading], readers: tuple[str, ...]
) -> None:
    def turn(root: etree._Element) -> None:
        table = table_with(root, "核对值")
        table.insert(list(table).index(rows_of(table)[1]), rows_of(table)[-1])

    assert answered(come_back(turn, readers))["figures"] == FIGURES


def test_given_row_that_was_renamed_is_told_and_never_guessed(
    come_back: Callable[..., WordReading],
) -> None:
    def rename(root: etree._Element) -> None:
        write(cells(rows_of(table_with(root, "核对值"))[2])[0], "产量")

    reading = come_back(rename, ("label",))
    assert answered(reading)["figures"] == {"blacklisted": {"verified": "no"}}
    assert any("不知是表中的哪一行" in point.message for point in reading.report.unclear)
    assert answered(come_back(rename))["figures"] == FIGURES  # the tags still know


def test_head_that_was_renamed_loses_its_column_to_labels_and_nothing_to_tags(
    come_back: Callable[..., WordReading],
) -> None:
    def rename(root: etree._Element) -> None:
        write(cells(row_with(root, "到会时间"))[2], "联系方式")

    by_label = answered(come_back(rename, ("label",)))["reviewers"]
    assert by_label == [{k: v for k, v in row.items() if k != "phone"} for row in (MA, LI, BAI)]
    assert answered(come_back(rename))["reviewers"] == [MA, LI, BAI]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("账册；人员", ["books", "staff"]),
        ("人员、账册", ["books", "staff"]),
        ("账册\n现场", ["books", "site"]),
    ],
)
def test_choices_written_as_words_are_read_as_options(
    come_back: Callable[..., WordReading], written: str, read: list[str]
) -> None:
    def retype(root: etree._Element) -> None:
        write(cells(row_with(root, "规模"))[4], written)

    reading = come_back(retype, ("label",))
    assert answered(reading)["marks"][0]["fields_seen"] == read


def test_word_that_is_no_choice_is_told_and_not_lost(
    come_back: Callable[..., WordReading],
) -> None:
    def retype(root: etree._Element) -> None:
        write(cells(row_with(root, "规模"))[4], "账册，仓库")

    answers = come_back(retype, ("label",)).answers
    troubles = [answer.trouble for answer in answers.cells.values() if answer.trouble]
    (told,) = [*answers.problems, *troubles]
    assert (told.code, told.params["option"]) == ("unknown_option", "仓库")
    assert "仓库" in str(write_answers(answers))


@pytest.mark.parametrize(
    ("written", "read"), [("是", "yes"), ("否", "no"), ("无法核实", "无法核实"), ("也许", "也许")]
)
def test_choice_in_a_given_row_is_read_by_its_words(
    come_back: Callable[..., WordReading], written: str, read: str
) -> None:
    def retype(root: etree._Element) -> None:
        rows = rows_of(table_with(root, "核对值"))
        write(cells(rows[-1])[4], written)

    assert answered(come_back(retype, ("label",)))["figures"]["blacklisted"]["verified"] == read
