"""The table of kinds is whole: each kind a form may use can be parsed, shown and dumped."""

import time

import pytest

from jiqun.engine.definition import Form
from jiqun.engine.kinds import FIELD_KINDS, LIST_KINDS, PlainQuestion, Trouble, dump, parse, show

TYPED = {
    "text": "文字",
    "person": "马建国",
    "phone": "0953-6021234",
    "decimal": "1.5",
    "percent": "12.5%",
    "count": "12",
    "date": "2026.3.18",
    "division": "中宁",
    "choice": "a",
    "choices": ["a"],
    "signature": "马建国",
    "year": "2025年",
    "uscc": "91350100m000100y43",
}


class _Option:
    id = label = "a"


ASKED = PlainQuestion(unit="%", options=(_Option(),))


@pytest.mark.parametrize("kind", sorted({*FIELD_KINDS, *LIST_KINDS} - {"targets"}))
def test_kind_dumped_is_parsed_back_to_the_same_value(kind: str) -> None:
    asked = ASKED if kind != "decimal" else PlainQuestion()
    value = parse(kind, TYPED[kind], asked)
    assert value is not None
    assert not isinstance(value, Trouble)
    assert show(kind, value, asked)
    assert parse(kind, dump(kind, value, asked), asked) == value


def test_targets_are_no_single_value() -> None:
    found = parse("targets", "x", ASKED)
    assert isinstance(found, Trouble)
    assert found.code == "wrong_shape"


def test_every_field_of_the_form_tells_blank_none_and_zero_apart(form: Form) -> None:
    for field in form.fields.values():
        if field.kind not in ("decimal", "percent", "count"):
            continue
        assert parse(field.kind, " ", field) is None
        none, zero = parse(field.kind, "无", field), parse(field.kind, "0", field)
        assert none != zero
        if field.none_allowed:
            assert none == "无"
        else:
            assert isinstance(none, Trouble)
            assert none.code == "not_a_number"


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted({*FIELD_KINDS, *LIST_KINDS} - {"choices", "targets"}))
@pytest.mark.parametrize("piece", ["9", "9,", "e", "中", " 1", "(", "0953-", "1年"])
def test_kind_of_a_million_characters_is_answered_at_once(kind: str, piece: str) -> None:
    start = time.process_time()
    parse(kind, piece * (1_000_000 // len(piece)), PlainQuestion(limit=200))
    assert time.process_time() - start < 2
