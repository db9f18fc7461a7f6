"""Writing a text of one's choice into every answer of an application that takes one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from jiqun.records.filings.keys import all_keys
from tests.access.world import application_in
from tests.records.evidence.sample_files import PDF
from worked_off import preview_word

from jiqun.engine import Form, lay_out, write_word
from jiqun.records.evidence.actions import add_piece
from jiqun.records.filings.actions import Change, keep_printed_copy, save_answers
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.queries import answers, answers_now
from jiqun.records.organisations.models import Person

_OWN_ROW = "plan_targets.other_1"
_EXPLAINED = "explanations.unusual_change:total_output:2024"
_TICK = ("chain_strengthening_work", "chain_map")


def write_texts(division: str, by: Person, text_of: Callable[[str], str]) -> dict[str, str]:
    """Write a text into every answer, cell of a list and cell of a plan row; the texts by the name
    of where they stand. Figures take any text too: it is kept as typed."""
    filing = application_in(division).filing
    form = form_of(filing)
    texts: dict[str, str] = {}

    def text(place: str) -> str:
        return texts.setdefault(place, text_of(place))

    values = {key: _value(form, key, text) for key in (*all_keys(form), _OWN_ROW, _EXPLAINED)}
    now = answers_now(filing)
    changes = [
        Change(key, value, now[key].revision if key in now else 0)
        for key, value in values.items()
        if value is not None
    ]
    save_answers(filing, changes, by)
    return texts


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
    emptied = [Change(key, None, now[key].revision) for key in ("city_opinion", "operator")]
    save_answers(filing, emptied, by)
    return preview_word(filing, word, by, name).public_id


def _value(form: Form, key: str, text: Callable[[str], str]) -> object:
    head, _, part = key.partition(".")
    if head == "lists":
        row = {
            column.id: text(f"{key}.{column.id}")
            for column in form.lists[part].columns
            if column.kind.has_limit
        }
        return [row]
    field = form.fields.get(head)
    if field is None:
        return text(key)
    if field.kind.plan:
        # Only a row of one's own has a name to write.
        named = () if part in form.indicator_by_id else ("label", "unit")
        return {cell: text(f"{key}.{cell}") for cell in (*named, "baseline", "2028")}
    return None if field.kind.chosen or field.kind.has_level else text(key)
