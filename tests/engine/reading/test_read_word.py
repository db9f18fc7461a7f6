"""Foreign samples and own files come back whole, by every reader."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from tests.engine.reading.judging import by_address, printed_answers, with_distinct_rows

from jiqun.engine.answers import read_answers, write_answers
from jiqun.engine.definition.edition import Edition
from jiqun.engine.documents.fit import lay_out
from jiqun.engine.documents.word import write_word
from jiqun.engine.reading import WordReading, read_word, read_word_safely
from jiqun.engine.reading.result.report import READERS, report_from_json

SAMPLES = Path(__file__).parents[2] / "samples"
FOREIGN = ("海原肉牛-外来", "贺兰乳制品-外来")


def own_file(edition: Edition, data: object) -> bytes:
    answers = read_answers(edition.main, data)
    return write_word(lay_out(answers))


def answers_of(reading: WordReading) -> object:
    return write_answers(reading.answers)["answers"]


def written(edition: Edition, data: object) -> object:
    return write_answers(read_answers(edition.main, data))["answers"]


def points(reading: WordReading) -> list[str]:
    return [sentence for _, sentences in reading.report.sentences() for sentence in sentences]


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_sample_gives_all_answers_on_its_paper(name: str, edition: Edition) -> None:
    data = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    reading = read_word((SAMPLES / f"{name}.docx").read_bytes(), edition.main)
    wanted = printed_answers(edition.main, data)
    # Not on these papers: the formula of co2_intensity, and the plan's values of 2026 and 2027.
    lacking = set(by_address(read_answers(edition.main, data))) - set(wanted)
    assert set(map(str, lacking)) == {
        "co2_intensity_formula",
        "plan_targets:quality_sme_count:2026",
        "plan_targets:quality_sme_count:2027",
        "plan_targets:rd_spend:2026",
        "plan_targets:rd_spend:2027",
    }
    assert by_address(reading.answers) == wanted
    assert set(reading.report.readers.values()) == {"label"}
    assert not reading.report.unclear
    assert not reading.report.conflicts
    assert not reading.answers.problems


@pytest.mark.parametrize("readers", [READERS, *((reader,) for reader in READERS)])
def test_own_file_gives_equal_answers_by_each_reader(
    readers: tuple[str, ...], edition: Edition, example_data: dict[str, object]
) -> None:
    reading = read_word(own_file(edition, example_data), edition.main, readers)
    assert answers_of(reading) == written(edition, example_data)
    assert set(reading.report.readers.values()) == {readers[0]}
    assert points(reading) == []


@pytest.mark.parametrize("readers", [READERS, ("label",)])
def test_own_file_of_the_longest_answers_gives_equal_answers(
    readers: tuple[str, ...], edition: Edition, extreme: dict[str, object]
) -> None:
    data = with_distinct_rows(extreme)
    reading = read_word(own_file(edition, data), edition.main, readers)
    assert answers_of(reading) == written(edition, data)
    assert points(reading) == []


def test_empty_own_file_gives_no_answers(edition: Edition) -> None:
    reading = read_word(own_file(edition, {"form": edition.id, "answers": {}}), edition.main)
    assert answers_of(reading) == {}
    assert points(reading) == []


def test_few_answers_and_odd_texts_come_back(edition: Edition) -> None:
    answers = {
        "city": "中卫市",
        "operator": "（宁夏）某中心",
        "national_platforms_names": "（国家）实验室（二）",
        "co2_intensity_formula": "甲=乙÷丙",
        "plan_profile": "第一段\n\n第二段",
        "plan_goals_2027": "重点任务\n很好",
    }
    data = {"form": edition.id, "answers": answers}
    reading = read_word(own_file(edition, data), edition.main)
    assert answers_of(reading) == written(edition, data)


def test_added_rows_of_the_plan_come_back_under_their_direction(edition: Edition) -> None:
    row = {"direction": "innovation", "indicator": "other_2", "label": "新增平台", "unit": "个"}
    first = row | {"direction": "other", "indicator": "other_1", "label": "就业人数", "unit": "人"}
    figures = {"baseline": "3", "2026": "4", "2028": "8"}
    rows = [first | figures, row | figures]
    data = {"form": edition.id, "answers": {"plan_targets": rows}}
    reading = read_word(own_file(edition, data), edition.main)
    assert sorted(map(str, read_answers(edition.main, data).targets)) == sorted(
        map(str, reading.answers.targets)
    )


def test_file_of_another_form_is_told(edition: Edition, example_data: dict[str, object]) -> None:
    answers = read_answers(edition.main, example_data)
    paper = lay_out(answers)
    other = write_word(dataclasses.replace(paper, form="elsewhere-2030"))
    assert "elsewhere-2030" in read_word(other, edition.main).report.notices[0]


@pytest.mark.slow
def test_child_process_reads_the_same(edition: Edition) -> None:
    path = SAMPLES / f"{FOREIGN[0]}.docx"
    here, there = read_word(path.read_bytes(), edition.main), read_word_safely(path, edition.main)
    assert there.data == here.data
    assert there.answers == here.answers
    assert there.report.as_json() == here.report.as_json()


def test_report_as_json_reads_back(edition: Edition) -> None:
    report = read_word((SAMPLES / f"{FOREIGN[0]}.docx").read_bytes(), edition.main).report
    told = json.loads(json.dumps(report.as_json(), ensure_ascii=False))
    assert report_from_json(told) == report


def test_unit_without_a_code_stands_on_paper_and_comes_back(
    edition: Edition, example_data: dict[str, object]
) -> None:
    data = json.loads(json.dumps(example_data))
    data["answers"].update(city="宁东", county="宁东能源化工基地")
    file = own_file(edition, data)
    for readers in (READERS, ("label",)):
        reading = read_word(file, edition.main, readers)
        assert answers_of(reading) == written(edition, data)
        assert reading.answers.value("county") == "ningdong"
