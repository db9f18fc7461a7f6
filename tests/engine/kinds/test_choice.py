"""Choices: ids of options; unknown ones are named."""

import pytest

from jiqun.engine.definition import Form, Option
from jiqun.engine.kinds import KINDS, PlainQuestion, Trouble

ASKED = PlainQuestion(options=(Option("yes", "是"), Option("no", "否"), Option("na", "不适用")))


def test_choice_of_a_known_id_is_that_id() -> None:
    assert KINDS["choice"].parse("no", ASKED) == "no"
    assert KINDS["choice"].parse(" ｎｏ ", ASKED) == "no"
    assert KINDS["choice"].show("no", ASKED) == "否"
    assert KINDS["choice"].dump("no", ASKED) == "no"


@pytest.mark.parametrize("raw", ["是", "maybe", "yes,no", "NO"])
def test_choice_of_anything_else_is_unknown_option(raw: str) -> None:
    found = KINDS["choice"].parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert (found.code, found.params["option"]) == ("unknown_option", raw)
    assert found.params["options"] == "yes、no、na"


@pytest.mark.parametrize("raw", [True, 1, ["yes"], {"yes": True}])
def test_choice_of_another_shape_is_wrong_shape(raw: object) -> None:
    found = KINDS["choice"].parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"


def test_choices_come_out_in_the_order_of_the_form_each_once() -> None:
    assert KINDS["choices"].parse(["na", "yes", "na"], ASKED) == ("yes", "na")
    assert KINDS["choices"].dump(("yes", "na"), ASKED) == ["yes", "na"]
    assert KINDS["choices"].show(("yes", "na"), ASKED) == "是；不适用"
    assert KINDS["choices"].parse([], ASKED) is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [("yes", "wrong_shape"), ([1], "wrong_shape"), (["yes", "x"], "unknown_option")],
)
def test_choices_of_anything_else_are_refused(raw: object, code: str) -> None:
    found = KINDS["choices"].parse(raw, ASKED)
    assert isinstance(found, Trouble)
    assert found.code == code


def test_a_field_of_a_form_is_asked_like_any_question(form: Form) -> None:
    field = form.fields["water_benchmark_met"]
    assert field.kind.parse("na", field) == "na"
    assert field.kind.show("na", field) == "非高用水行业，不适用"
