"""The table of kinds: which module parses, shows and dumps which kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jiqun.engine.kinds import (
    choice,
    choices,
    count,
    date,
    decimal,
    division,
    percent,
    person,
    phone,
    signature,
    targets,
    text,
    uscc,
    year,
)
from jiqun.engine.kinds.characters import is_blank
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble

FIELD_KINDS = (
    "text",
    "person",
    "phone",
    "decimal",
    "percent",
    "count",
    "date",
    "division",
    "choice",
    "choices",
    "targets",
    "signature",
)
LIST_KINDS = ("text", "choice", "count", "date", "year", "uscc")

Json = str | list[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind is parsed, shown on paper and written into interchange JSON."""

    parse: Callable[[object, Question], Value | Trouble]
    show: Callable[[Value, Question], str]
    dump: Callable[[Value, Question], Json]


_KINDS = {
    "text": Kind(text.parse, text.show, text.show),
    "person": Kind(person.parse, text.show, text.show),
    "signature": Kind(signature.parse, text.show, text.show),
    "phone": Kind(phone.parse, text.show, text.show),
    "decimal": Kind(decimal.parse, decimal.show, decimal.show),
    "percent": Kind(percent.parse, decimal.show, decimal.show),
    "count": Kind(count.parse, decimal.show, decimal.show),
    "date": Kind(date.parse, date.show, date.dump),
    "division": Kind(division.parse, division.show, division.dump),
    "choice": Kind(choice.parse, choice.show, text.show),
    "choices": Kind(choices.parse, choices.show, choices.dump),
    "targets": Kind(targets.parse, text.show, text.show),
    "year": Kind(year.parse, text.show, text.show),
    "uscc": Kind(uscc.parse, text.show, text.show),
}


def parse(kind: str, raw: object, question: Question) -> Value | Trouble | None:
    """The value of what came in; Trouble where it is none; None where nothing was filled in.

    `raw` is text, or what JSON carries: int, Decimal, list. Raises KeyError for an unknown kind.
    """
    if raw is None or raw == "" or (isinstance(raw, (list, tuple)) and not raw):
        return None
    if isinstance(raw, str) and is_blank(raw):
        return None
    return _KINDS[kind].parse(raw, question)


def show(kind: str, value: Value, question: Question) -> str:
    """The value as it stands on paper."""
    return _KINDS[kind].show(value, question)


def dump(kind: str, value: Value, question: Question) -> Json:
    """The value as it stands in interchange JSON: text, or a list of texts for choices."""
    return _KINDS[kind].dump(value, question)
