"""Lines: every kind that may stand in a form is drawn; one without a widget is told at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from jiqun.engine import Form, find_editions, labels_of, load_edition, read_answers
from jiqun.engine.definition import Option
from jiqun.engine.kinds import KINDS, Kind
from jiqun.screens.widgets import PageState
from jiqun.screens.widgets.lines import AnswerLine, line_of

IN_FIELDS = sorted(id_ for id_, kind in KINDS.items() if kind.in_fields and not kind.tabular)


@pytest.fixture(scope="module")
def form() -> Form:
    return load_edition(find_editions()["ningxia-2026"]).main


def line(form: Form, kind: Kind, answer: object = None) -> AnswerLine:
    """The line of a field of that kind, in the part of a form that has nothing else."""
    section = form.sections[1]
    options = kind.options or ((("yes", "是"), ("no", "否")) if kind.chosen else ())
    field = replace(
        section.fields[0],
        id="planted",
        kind=kind,
        label="新的一栏",
        periods=(),
        options=tuple(Option(*pair) for pair in options),
    )
    section = replace(section, fields=(field,))
    planted = replace(form, sections=(section,))
    answers = read_answers(planted, {"form": form.name, "answers": {"planted": answer}})
    state = PageState(answers, {}, {}, {}, labels_of(planted))
    return line_of(state, section, field, field.label)


def drawn(found: AnswerLine) -> str:
    return render_to_string(found.template, {"block": found})


@pytest.mark.parametrize("kind_id", IN_FIELDS)
def test_kind_of_a_field_is_drawn_with_its_answer(form: Form, kind_id: str) -> None:
    kind = KINDS[kind_id]
    sample = list(kind.sample) if isinstance(kind.sample, tuple) else kind.sample
    page = drawn(line(form, kind, sample))
    assert "新的一栏" in page
    assert 'id="a-planted"' in page
    assert ("data-answer" in page) == kind.typed


def test_yes_or_no_is_drawn_with_its_own_ticks(form: Form) -> None:
    found = line(form, KINDS["yes_no"], "否")
    assert [(tick.option, tick.label, tick.chosen) for tick in found.ticks] == [
        ("yes", "是", False),
        ("no", "否", True),
    ]
    assert drawn(found).count('type="radio"') == 2


def test_kind_without_a_widget_is_told_by_name(form: Form) -> None:
    with pytest.raises(LookupError, match="kind 'text' has no widget: there is no template widg"):
        line(form, replace(KINDS["text"], widget="nowhere"))


def test_units_of_the_edition_can_be_chosen_like_cities_and_counties(form: Form) -> None:
    state = PageState(
        read_answers(form, {"answers": {"city": "宁东"}}), {}, {}, {}, labels_of(form)
    )
    section = form.sections[0]
    city, county = (
        line_of(state, section, form.fields[name], "").groups for name in ("city", "county")
    )
    assert ("ningdong", "宁东能源化工基地", True) in city[0].places
    assert len(city[0].places) == 6
    groups = {group.label: [name for _, name, _ in group.places] for group in county}
    assert list(groups) == [name for _, name, _ in city[0].places]
    assert groups["宁东能源化工基地"] == ["宁东能源化工基地"]
    assert groups["银川市"][-1] == "银川经济技术开发区"
    assert "灵武市" in groups["银川市"]
