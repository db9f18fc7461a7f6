"""Answer keys: a whole form taken apart and put together again."""

from __future__ import annotations

import pytest
from jiqun.records.filings.keys import (
    AnswerPlace,
    UnknownKeyError,
    all_keys,
    in_order,
    place_of,
    put_together,
    take_apart,
)

from jiqun.engine import Form, read_answers, write_answers


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("operator", AnswerPlace("answers", "operator")),
        ("total_output.2024", AnswerPlace("answers", "total_output", "2024")),
        ("green_work", AnswerPlace("answers", "green_work")),
        ("plan_targets.co2", AnswerPlace("answers", "plan_targets", "co2")),
        ("plan_targets.other_12", AnswerPlace("answers", "plan_targets", "other_12")),
        ("lists.patents", AnswerPlace("lists", "patents")),
        (
            "explanations.unusual_change:total_output:2024",
            AnswerPlace("explanations", "unusual_change:total_output:2024"),
        ),
    ],
)
def test_place_of_key_is_found(form: Form, key: str, place: AnswerPlace) -> None:
    assert place_of(form, key) == place


def test_every_key_of_the_form_has_a_place(form: Form) -> None:
    keys = list(all_keys(form))
    assert len(keys) == len(set(keys)) > 150
    for key in keys:
        place_of(form, key)


def test_unknown_key_is_named(form: Form) -> None:
    with pytest.raises(UnknownKeyError, match="total_outptu"):
        place_of(form, "total_outptu.2024")


def test_example_taken_apart_and_put_together_is_the_same(form: Form, example) -> None:
    data = write_answers(example)
    again = put_together(form, take_apart(form, data))
    assert again["answers"] == data["answers"]
    assert read_answers(form, {**again, "evidence": data["evidence"]}) == example


def test_order_is_the_forms_then_own_rows_by_number_then_explanations(form: Form) -> None:
    keys = {
        "explanations.flat_series",
        "lists.green",
        "plan_targets.other_10",
        "plan_targets.other_9",
        "plan_targets.co2",
        "operator",
        "total_output.2025",
        "total_output.2023",
    }
    ordered = in_order(form, keys)
    assert ordered[:4] == ["operator", "total_output.2023", "total_output.2025", "plan_targets.co2"]
    assert ordered.index("plan_targets.other_9") < ordered.index("plan_targets.other_10")
