"""The table of kinds is whole: each kind has a module, a widget, and a sample that comes back."""

from __future__ import annotations

import pickle
import time
from importlib import import_module
from pathlib import Path

import pytest

import jiqun.engine.kinds
import jiqun.screens
from jiqun.engine.definition import Form, Option
from jiqun.engine.kinds import KINDS, Kind, PlainQuestion, Trouble

MODULES = Path(jiqun.engine.kinds.__file__).parent
WIDGETS = Path(jiqun.screens.__file__).parent / "templates" / "widgets"
ASKED = PlainQuestion(unit="%", options=(Option("yes", "是"), Option("no", "否")))
UNITLESS = PlainQuestion()

TYPED = sorted(id_ for id_, kind in KINDS.items() if kind.sample is not None)
NEVER_ONE_VALUE = sorted(id_ for id_, kind in KINDS.items() if kind.tabular or not kind.typed)


def asked_of(kind: Kind) -> PlainQuestion:
    return ASKED if kind.chosen or kind.share else UNITLESS


@pytest.mark.parametrize("kind_id", KINDS)
def test_kind_of_the_table_is_the_one_of_its_module(kind_id: str) -> None:
    module = import_module(f"jiqun.engine.kinds.{kind_id}")
    assert module.KIND is KINDS[kind_id]
    assert KINDS[kind_id].id == kind_id
    assert KINDS[kind_id].label


def test_module_that_has_a_kind_has_a_row() -> None:
    modules = [path.stem for path in MODULES.glob("*.py") if path.stem != "__init__"]
    with_kind = {m for m in modules if hasattr(import_module(f"jiqun.engine.kinds.{m}"), "KIND")}
    assert with_kind == set(KINDS)


@pytest.mark.parametrize("kind_id", KINDS)
def test_widget_of_a_kind_is_there(kind_id: str) -> None:
    assert (WIDGETS / f"{KINDS[kind_id].widget}.html").is_file()


@pytest.mark.parametrize("kind_id", KINDS)
def test_kind_has_a_sample_or_is_never_typed_as_one_value(kind_id: str) -> None:
    assert (kind_id in TYPED) != (kind_id in NEVER_ONE_VALUE)


@pytest.mark.parametrize("kind_id", TYPED)
def test_sample_dumped_or_shown_is_parsed_back_to_the_same_value(kind_id: str) -> None:
    kind = KINDS[kind_id]
    asked = asked_of(kind)
    value = kind.parse(kind.sample, asked)
    assert value is not None
    assert not isinstance(value, Trouble)
    assert kind.parse(kind.dump(value, asked), asked) == value
    shown = kind.show(value, asked)
    assert shown
    if not kind.chosen or kind.options:  # the words of a form's options are for people alone
        assert kind.parse(shown, asked) == value


@pytest.mark.parametrize("kind_id", NEVER_ONE_VALUE)
def test_kind_that_nobody_types_or_that_is_rows_is_no_single_value(kind_id: str) -> None:
    found = KINDS[kind_id].parse("x", ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"
    assert found.params["expected"]
    assert KINDS[kind_id].typed or "由系统" in found.params["hint"]


@pytest.mark.parametrize("kind_id", KINDS)
def test_traits_of_a_kind_do_not_contradict_one_another(kind_id: str) -> None:
    kind = KINDS[kind_id]
    assert kind.chosen or not (kind.several or kind.options)
    assert kind.numeric or not (kind.exact or kind.counts or kind.share or kind.growth)
    assert kind.numeric or not kind.bounded
    assert kind.exact or not kind.counts
    assert kind.tabular or not kind.plan
    assert kind.in_fields or kind.in_lists
    assert pickle.loads(pickle.dumps(kind)) == kind  # a form goes into the process that reads Word


@pytest.mark.parametrize("kind_id", KINDS)
@pytest.mark.parametrize("raw", [None, "", " \u3000\n", [], ()])
def test_blank_is_nothing_filled_in(kind_id: str, raw: object) -> None:
    assert KINDS[kind_id].parse(raw, ASKED) is None


def test_every_field_of_the_form_tells_blank_none_and_zero_apart(form: Form) -> None:
    for field in form.fields.values():
        if not field.kind.numeric:
            continue
        assert field.kind.parse(" ", field) is None
        none, zero = field.kind.parse("无", field), field.kind.parse("0", field)
        assert none != zero
        if field.none_allowed:
            assert none == "无"
        else:
            assert isinstance(none, Trouble)
            assert none.code == "none_not_allowed"


@pytest.mark.parametrize("kind_id", TYPED)
@pytest.mark.parametrize("raw", ["无", "\u3000无 ", "无\u200b"])
def test_none_where_it_is_no_answer_is_told_apart_from_other_mistakes(
    kind_id: str, raw: str
) -> None:
    kind = KINDS[kind_id]
    found = kind.parse(raw, asked_of(kind))
    assert isinstance(found, Trouble)
    if kind.chosen:  # its options have words of their own
        assert found.code in ("unknown_option", "wrong_shape")
    else:
        assert (found.code, found.params["hint"]) == ("none_not_allowed", kind.instead_of_none)
    allowed = kind.parse(raw, PlainQuestion(none_allowed=True))
    assert not isinstance(allowed, Trouble) or allowed.code != "none_not_allowed"


@pytest.mark.slow
@pytest.mark.parametrize("kind_id", KINDS)
@pytest.mark.parametrize(
    "piece", ["9", "9,", "e", "中", " 1", "(", "0953-", "1年", "日", "第", "[2"]
)
def test_kind_of_a_million_characters_is_answered_at_once(kind_id: str, piece: str) -> None:
    start = time.process_time()
    KINDS[kind_id].parse(piece * (1_000_000 // len(piece)), PlainQuestion(limit=200))
    assert time.process_time() - start < 2
