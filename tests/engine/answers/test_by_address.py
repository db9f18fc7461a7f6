"""The answers of an interchange form by address, and the interchange form of them."""

from __future__ import annotations

from jiqun.engine.answers import Answers, read_answers, write_answers
from jiqun.engine.answers.by_address import by_address, from_addresses
from jiqun.engine.definition import (
    Form,
    find_editions,
    kept_addresses,
    load_edition,
    own_number,
)


def test_example_comes_back_the_same(form: Form, example: Answers) -> None:
    written = write_answers(example)
    found = by_address(form, written)
    again = from_addresses(form, found)
    assert again["answers"] == written["answers"]
    assert again["lists"] == written["lists"]
    assert {at for at in found if not at.code and not own_number(at.row)} <= set(
        kept_addresses(form)
    )


def test_each_kind_of_answer_has_its_address(form: Form) -> None:
    data = {
        "answers": {
            "operator": "管委会",
            "total_output": {"2024": "94.72", "2019": "1"},
            "green_work": ["carbon_accounting"],
            "plan_targets": [{"indicator": "co2", "2028": "40"}, {"label": "无名"}],
            "nobody": "x",
        },
        "lists": {"standards": [{"name": "甲"}], "green": []},
        "explanations": {"unusual_change:total_output:2024": "新投产两条生产线"},
    }
    assert {str(at): value for at, value in by_address(form, data).items()} == {
        "operator": "管委会",
        "total_output:2024": "94.72",
        "green_work": ["carbon_accounting"],
        "plan_targets:co2": {"indicator": "co2", "2028": "40"},
        "lists:standards": [{"name": "甲"}],
        "unusual_change:total_output:2024": "新投产两条生产线",
    }


def test_explanation_under_the_key_of_an_answer_does_not_take_its_place(form: Form) -> None:
    data = {"answers": {"operator": "管委会"}, "explanations": {"operator": "说明"}}
    assert {str(at): value for at, value in by_address(form, data).items()} == {
        "operator": "管委会"
    }


def test_answers_put_together_name_their_form_as_files_do() -> None:
    """Else the door would take every filing for one of an unknown form."""
    for form in load_edition(find_editions()["ningxia-2026"]).forms.values():
        data = from_addresses(form, {})
        assert data["form"] == form.name
        assert read_answers(form, data).problems == ()
