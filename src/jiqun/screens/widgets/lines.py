"""Lines: answers that stand alone, each with its label and the widget of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from jiqun.engine import Address, Division, Field, Form, Section, divisions_in
from jiqun.screens.widgets.cells import InputCell, cell_of, element_of
from jiqun.screens.widgets.page_state import Chip, PageState

_SHORT, _LIMITED, _LONG = 1, 4, 6
_A_LINE = 60  # characters
_PROVEN = {"list_and_evidence", "scan"}


@dataclass(frozen=True, slots=True)
class TickBox:
    """A box of a choice: its words, whether it is chosen, its evidence, and where to add some."""

    id: str
    option: str
    label: str
    chosen: bool
    chips: list[Chip]
    proof_address: str = ""


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Divisions that lie in one city, to choose among."""

    label: str
    places: tuple[tuple[str, str, bool], ...]  # code, name, chosen


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer with its label; `widget` draws its input. `wide` ones have their label above."""

    widget: str
    field: Field
    label: str
    cell: InputCell
    writes: bool
    wide: bool
    rows: int = 1
    instruction: str = ""
    ticks: tuple[TickBox, ...] = ()
    groups: tuple[OptionGroup, ...] = ()
    chips: tuple[Chip, ...] = ()
    proof_address: str = ""
    template: str = "widgets/line.html"


def line_of(standing: PageState, section: Section, field: Field, label: str) -> AnswerLine:
    """The line of a field without years."""
    rows = _height(section, field)
    proof = _proof_address(standing, Address(field.id)) if field.evidence in _PROVEN else ""
    return AnswerLine(
        _widget(field.kind.id, field.kind.widget),
        field,
        label,
        cell_of(standing, field),
        standing.writes_in(field),
        field.kind.several or rows > _SHORT,
        rows,
        instruction_of(standing.answers.form, field),
        tuple(_tick(standing, field, n) for n in range(len(field.options))),
        _groups(standing, field) if field.kind.has_level else (),
        tuple(standing.chips.get(Address(field.id), ())),
        proof,
    )


@cache
def _widget(kind: str, widget: str) -> str:
    """The template of a kind's input; raises LookupError where there is none."""
    template = f"widgets/{widget}.html"
    try:
        get_template(template)
    except TemplateDoesNotExist:
        raise LookupError(
            f"the kind {kind!r} has no widget: there is no template {template}"
        ) from None
    return template


def instruction_of(form: Form, field: Field) -> str:
    """The instruction 填报说明 behind a field, with its number; empty where there is none."""
    if not field.instruction:
        return ""
    text = form.instructions[field.instruction - 1].replace("{Y}", str(form.base_year))
    return f"填报说明第{field.instruction}条：{text}"


def _height(section: Section, field: Field) -> int:
    """Lines of text shown at first: by the limit, or many for the chapters of a plan."""
    if not field.kind.has_limit:
        return _SHORT
    if field.limit:
        return 1 if field.limit <= _A_LINE else _LIMITED
    if field.written_by != "county" and not field.evidence:
        return _LIMITED
    chapters = not section.one_page and not section.repeats and field.required == "yes"
    return _LONG if chapters else _SHORT


def _tick(standing: PageState, field: Field, number: int) -> TickBox:
    option = field.options[number]
    value = standing.answers.value(field.id)
    chosen = value == option.id or (isinstance(value, tuple) and option.id in value)
    takes_proof = field.evidence == "each_option" or (
        field.evidence == "if_yes" and option.id == "yes"
    )
    box = Address(field.id, option.id)
    proven = box if field.evidence == "each_option" else box.whole
    return TickBox(
        element_of(box),
        option.id,
        option.label,
        chosen,
        standing.chips.get(proven, []) if takes_proof else [],
        _proof_address(standing, proven) if takes_proof else "",
    )


def _proof_address(standing: PageState, at: Address) -> str:
    return f"{standing.evidence_address}?for={at}"


def _groups(standing: PageState, field: Field) -> tuple[OptionGroup, ...]:
    """What can be chosen: the cities of the form's region, or its counties, city by city."""
    region, chosen = standing.answers.form.region, standing.answers.value(field.id)
    cities = _places(region, "city", field.units)
    if field.level == "city":
        return (_group("", cities, chosen),)
    return tuple(
        _group(city.name, _places(city.code, "county", field.units), chosen) for city in cities
    )


@cache
def _places(code: str, level: str, units: tuple[Division, ...]) -> tuple[Division, ...]:
    """The divisions in one, and the units of the edition that act like them: one that acts at
    both levels is its own county."""
    acting = (u for u in units if u.level == level and code in (u.code, *u.above[-1:]))
    return (*divisions_in(code), *acting)


def _group(label: str, places: Sequence[Division], chosen: object) -> OptionGroup:
    return OptionGroup(label, tuple((p.code, p.name, p.code == chosen) for p in places))
