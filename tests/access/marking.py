"""Writing a text of one's choice into every answer of an application that takes one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from tests.access.world import application_in
from tests.records.evidence.sample_files import PDF
from worked_off import preview_word

from jiqun.engine import Address, Form, cell, kept_addresses, lay_out, write_word
from jiqun.records.evidence.actions import add_piece
from jiqun.records.filings.actions import Change, keep_printed_copy, save_answers
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import answers, answers_now
from jiqun.records.organisations.models import Person

_ONE_OF_GIVEN = ("choice", "choices", "division")
_OWN_ROW = Address("plan_targets", row="other_1")
_EXPLAINED = cell("total_output", "2024").explained("unusual_change")
_TICK = Address("chain_strengthening_work", "chain_map")


def write_texts(division: str, by: Person, text_of: Callable[[str], str]) -> dict[str, str]:
    """Write a text into every answer, cell of a list and cell of a plan row; the texts by the name
    of where they stand. Figures take any text too: it is kept as typed."""
    filing = application_in(division).filing
    form = form_of(filing)
    texts: dict[str, str] = {}

    def text(place: str) -> str:
        return texts.setdefault(place, text_of(place))

    _explain(filing, by)
    places = (*kept_addresses(form), _OWN_ROW, _EXPLAINED)
    values = {at: _value(form, at, text) for at in places}
    now = answers_now(filing)
    changes = [
        Change(at, value, now[at].revision if at in now else 0)
        for at, value in values.items()
        if value is not None
    ]
    save_answers(filing, changes, by)
    return texts


def _explain(filing: Filing, by: Person) -> None:
    """Have an explanation there: it is written while its finding stands."""
    figures = {cell("total_output", "2023"): "20", cell("total_output", "2024"): "40"}
    now = answers_now(filing)
    changes = [
        Change(at, value, now[at].revision if at in now else 0)
        for at, value in {**figures, _EXPLAINED: "两条深加工生产线投产。"}.items()
    ]
    save_answers(filing, changes, by)


def bring_file(division: str, by: Person, name: str, data: bytes = PDF) -> str:
    """A piece of evidence of that name; the name it was kept under."""
    filing = application_in(division).filing
    return add_piece(filing, name, BytesIO(data), "authority", [_TICK], by).name


def bring_word(division: str, by: Person, name: str) -> str:
    """A Word preview from the answers as they are, which are something else afterwards; its id."""
    filing = application_in(division).filing
    keep_printed_copy(filing, by)
    word = write_word(lay_out(answers(filing)))
    now = answers_now(filing)
    emptied = [Change(at, None, now[at].revision) for at in map(cell, ("city_opinion", "operator"))]
    save_answers(filing, emptied, by)
    return preview_word(filing, word, by, name).public_id


def _value(form: Form, at: Address, text: Callable[[str], str]) -> object:
    if at.list:
        row = {
            column.id: text(str(at._replace(row="1", part=column.id)))
            for column in form.lists[at.list].columns
            if column.kind == "text"
        }
        return [row]
    if at.row:
        # Only a row of one's own has a name to write.
        named = () if form.indicator(at) else ("label", "unit")
        parts = (*named, "baseline", "2028")
        return {part: text(str(at._replace(part=part))) for part in parts}
    of_given = not at.code and form.fields[at.field].kind in _ONE_OF_GIVEN
    return None if of_given else text(str(at))
