"""Read named numbers: every number of a check or standard has a value, a unit and a source."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.engine.definition.check import Number
from jiqun.engine.definition.source import Entry


def read_numbers(entry: Entry) -> Mapping[str, Number]:
    """The numbers of a `numbers:` entry, by name."""
    return {name: _number(name, own) for name, own in entry.pairs()}


def _number(name: str, entry: Entry) -> Number:
    number = Number(
        name=name,
        value=entry.need("value").number(),
        unit=entry.need("unit").text(),
        source=entry.need("source").text(),
    )
    entry.finish()
    return number
