"""Generated interchange data: right, odd and plainly wrong, for any form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import strategies as st

from jiqun.engine.answers import Answers, read_answers
from jiqun.engine.definition import Field, Form, load_edition

# Whatever JSON can carry, small.
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**25) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)
_NUMBERS = ["无", " ", "0", "12", "1.5", "１，２３４", "1.234", "-3", "约100", "12亿元", "5 家"]
_WORDS = ["", "2026-03-18", "2026年3月8日", "0953-6021234", "中卫市", "中宁", "640100", "yes", "no"]
_ODD = ["一\r\n二", "𠮷野", "葛\U000e0100", "\x0b", "中\u202e", "业" * 201]
_TYPED = st.sampled_from([*_NUMBERS, *_WORDS, *_ODD])


def _value(field: Field) -> st.SearchStrategy[object]:
    options = st.sampled_from([o.id for o in field.options] or ["x"])
    return (st.lists(options | _TYPED) if field.kind.several else _TYPED | options) | ANYTHING


def _answer(field: Field) -> st.SearchStrategy[object]:
    if not field.periods:
        return _value(field)
    years = st.sampled_from([*field.periods, "2022", ""])
    return st.dictionaries(years, _value(field), max_size=4) | ANYTHING


def _targets(form: Form) -> st.SearchStrategy[object]:
    indicators = st.sampled_from([*form.plan_of, "other_1", "other_2", "other_x"])
    cells = st.sampled_from(["baseline", *form.plan_years, "label", "unit", "direction", "2025"])
    directions = st.sampled_from([*form.fields["plan_targets"].directions, "sideways"])
    row = st.builds(
        lambda indicator, direction, content: {
            **content,
            "indicator": indicator,
            "direction": direction,
        },
        indicators,
        directions,
        st.dictionaries(cells, _TYPED | ANYTHING, max_size=4),
    )
    return st.lists(row | ANYTHING, max_size=5) | ANYTHING


def _lists(form: Form) -> st.SearchStrategy[object]:
    def rows(list_id: str) -> st.SearchStrategy[object]:
        columns = st.sampled_from([*(c.id for c in form.lists[list_id].columns), "odd"])
        row = st.dictionaries(columns, _TYPED | st.integers(0, 3000) | ANYTHING, max_size=4)
        return st.lists(row | ANYTHING, max_size=4) | ANYTHING

    return st.fixed_dictionaries({}, optional={i: rows(i) for i in [*form.lists]})


class Generator:
    """Draws interchange data of a form, much of it wrong in some way."""

    def __init__(self, form: Form) -> None:
        self._strategy = _data(form)

    def __call__(self, data: st.DataObject) -> dict[str, object]:
        return data.draw(self._strategy)


@pytest.fixture(scope="session")
def generated(form: Form) -> Generator:
    """Draws interchange data of the form."""
    return Generator(form)


def _data(form: Form) -> st.SearchStrategy[dict[str, object]]:
    fields = [f for f in form.fields.values() if not f.kind.plan]
    some = st.lists(st.sampled_from(fields), max_size=6, unique_by=lambda f: f.id)
    answers = some.flatmap(lambda fs: st.fixed_dictionaries({f.id: _answer(f) for f in fs}))
    evidence = st.fixed_dictionaries(
        {
            "for": st.sampled_from(["carbon_monitoring", "green_work.carbon_accounting", "x.y"]),
            "file": st.sampled_from(["一.pdf", "二.pdf", " ", "\x00.pdf"]),
            "kind": st.sampled_from(["authority", "third_party", "self_declaration", "hearsay"]),
        }
    )
    keys = st.sampled_from(["unusual_change:total_output:2024", "name_pattern", "x:nowhere:2024"])
    return st.builds(
        lambda answers, targets, odd, rest, more: {
            **more,
            "form": form.name,
            "answers": {**odd, **answers, **targets},
            **rest,
        },
        answers,
        st.fixed_dictionaries({}, optional={"plan_targets": _targets(form)}),
        st.dictionaries(st.text(max_size=5), ANYTHING, max_size=2),
        st.fixed_dictionaries(
            {},
            optional={
                "evidence": st.lists(evidence | ANYTHING, max_size=4) | ANYTHING,
                "lists": _lists(form) | ANYTHING,
                "explanations": st.dictionaries(keys | st.just(""), _TYPED | ANYTHING) | ANYTHING,
            },
        ),
        st.dictionaries(st.text(max_size=4), ANYTHING, max_size=2),
    )


@pytest.fixture(scope="session")
def review() -> Form:
    """The form of the tests that asks for tables of rows."""
    return load_edition(Path(__file__).parents[1] / "editions" / "gansu-2026").forms["review"]


@pytest.fixture(scope="session")
def fill(review: Form) -> Callable[..., Answers]:
    """Answers of that form, by field."""
    return lambda **answers: read_answers(review, {"form": review.name, "answers": answers})
