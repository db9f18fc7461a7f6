"""Written answers are read back as they were."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.engine.answers import (
    Answers,
    digest,
    read_answers,
    read_json,
    write_answers,
    write_json,
)
from jiqun.engine.definition import Form
from proofs import times

Generated = Callable[[st.DataObject], dict[str, object]]

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.json"))


@pytest.mark.proof("writing")
@settings(max_examples=times("writing"), deadline=None, derandomize=True)
@given(data=st.data())
def test_generated_answers_written_are_read_back_equal(
    form: Form, generated: Generated, data: st.DataObject
) -> None:
    answers = read_answers(form, generated(data))
    written = write_answers(answers)
    again = read_answers(form, written)
    assert again == answers
    assert write_answers(again) == written
    assert read_answers(form, read_json(write_json(answers))) == answers
    assert digest(again) == digest(answers)


def test_example_written_is_the_example(
    example: Answers, example_data: dict[str, dict[str, object]]
) -> None:
    written = write_answers(example)
    answers = written["answers"]
    assert isinstance(answers, dict)
    for field_id, typed in example_data["answers"].items():
        if isinstance(typed, list) and field_id != "plan_targets":
            typed = [o.id for o in example.form.fields[field_id].options if o.id in typed]
        assert answers[field_id] == typed
    assert len(answers) == len(example_data["answers"])
    for part in ("form", "evidence", "lists", "explanations"):
        assert written[part] == example_data[part]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_sample_is_read_without_any_problem_and_written_back(form: Form, path: Path) -> None:
    answers = read_answers(form, read_json(path.read_bytes()))
    assert answers.problems == ()
    assert all(a.trouble is None for a in answers.cells.values())
    assert read_answers(form, read_json(write_json(answers))) == answers


@pytest.mark.parametrize("key", ["evidence", "lists"])
def test_what_a_file_does_not_carry_is_left_out_and_what_is_empty_is_not(
    form: Form, example_data: dict[str, object], key: str
) -> None:
    without = {name: value for name, value in example_data.items() if name != key}
    empty: object = [] if key == "evidence" else {}
    for data, carried in (
        (without, False),
        ({**without, key: None}, False),
        ({**without, key: empty}, True),
    ):
        answers = read_answers(form, data)
        written = write_answers(answers)
        assert (key in written) is carried
        again = read_answers(form, read_json(write_json(answers)))
        assert (key not in again.not_carried) is carried
        assert again == answers


def test_written_answers_stand_in_the_order_of_the_form(form: Form, example: Answers) -> None:
    written = write_answers(example)["answers"]
    assert isinstance(written, dict)
    assert list(written) == [f for f in form.fields if f in written]


def test_json_written_is_plain_utf_8(example: Answers) -> None:
    raw = write_json(example)
    assert raw.endswith(b"}\n")
    assert "中宁县枸杞产业集群" in raw.decode("utf-8")
    assert raw.startswith(b'{\n "form": "ningxia-2026",\n "answers": {\n  "city"')
    assert json.loads(raw)["answers"]["total_output"]["2025"] == "121.81"


def test_not_understood_is_written_as_typed_and_where_it_stood(form: Form) -> None:
    data = {
        "form": form.name,
        "answers": {
            "total_output": {"2023": "约40", "2022": "38"},
            "green_work": ["x", "green_solutions"],
            "nowhere": [1, {"a": None}],
        },
        "evidence": ["x", {"for": "green_work", "file": "一.pdf", "kind": "authority"}, 5],
        "lists": {"green": ["x", {"name": "甲"}], "standard": {}},
        "more": 7,
    }
    written = write_answers(read_answers(form, data))
    assert written["answers"] == data["answers"]
    assert written["evidence"] == data["evidence"]
    assert written["more"] == 7
    lists = written["lists"]
    assert isinstance(lists, dict)
    assert lists["green"] == ["x", {"name": "甲"}]
    assert lists["standard"] == {}


@pytest.mark.parametrize("name", ["\ufa10", "𠮷野", "葛\U000e0100城", "龥\ue000", "e\u0301"])
def test_rare_characters_come_back_unchanged(form: Form, name: str) -> None:
    answers = read_answers(form, {"answers": {"operator_contact": name}})
    again = read_answers(form, read_json(write_json(answers)))
    assert again.value("operator_contact") == name


def test_half_a_character_handed_in_by_a_program_never_breaks_writing(form: Form) -> None:
    answers = read_answers(form, {"answers": {"operator": "\ud800"}, "x\ud800": "\udc00"})
    assert b"\\ud800" in write_json(answers)
    assert digest(answers)


def test_digest_knows_answers_not_their_order_nor_the_evidence(
    form: Form, example: Answers, example_data: dict[str, dict[str, object]]
) -> None:
    turned = {**example_data, "answers": dict(reversed(example_data["answers"].items()))}
    assert digest(read_answers(form, turned)) == digest(example)
    odd, odd_turned = ({"answers": {"x": 1, "a": 2}}, {"answers": {"a": 2, "x": 1}})
    assert digest(read_answers(form, odd)) == digest(read_answers(form, odd_turned))
    without = {**example_data, "evidence": []}
    assert digest(read_answers(form, without)) == digest(example)
    other = {**example_data, "answers": {**example_data["answers"], "sme_employees": "6442"}}
    assert digest(read_answers(form, other)) != digest(example)
    assert len(digest(example)) == 64
