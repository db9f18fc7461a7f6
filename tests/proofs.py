"""The long proofs: each with the small number `make test` runs and the full one of `make prove`.

A module asks `times("kills")` for its number and marks its tests `pytest.mark.proof("kills")`.
With JIQUN_TEST_PROOFS=full the full numbers hold, and a table stands at the end of the run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest

PROVING = os.environ.get("JIQUN_TEST_PROOFS") == "full"


@dataclass(frozen=True)
class Proof:
    """What is counted, and how many of it are enough every day and once in full."""

    what: str
    small: int
    full: int


PROOFS = {
    "agreement": Proof("forms, true and with one figure moved", 500, 5000),
    "answers": Proof("generated answers a property", 40, 150),
    "damaged": Proof("damaged Word files a batch, of 12 batches", 4, 15),
    "expressions": Proof("generated formulas", 100, 400),
    "fits": Proof("edits of a form whose sheets are measured", 20, 300),
    "fuzz": Proof("odd requests of each of 9 roles", 600, 4000),
    "interleavings": Proof("orders of two people's saves", 15, 40),
    "killed moves": Proof("of a hundred steps of a move those at which it is killed", 5, 100),
    "kills": Proof("rounds of 2 kills of a worker and 1 of the server", 3, 10),
    "merging": Proof("generated pairs of copies", 30, 100),
    "moves": Proof("random moves of applications, some by SQL", 400, 4000),
    "odd answers": Proof("forms with odd answers", 60, 300),
    "remembering": Proof("passes through all worked cases an order", 1, 2),
    "sly forms": Proof("sly forms, each made in one of the known ways", 250, 5000),
    "submissions": Proof("rounds of 20 presses of 提交 at once", 5, 50),
    "true forms": Proof("true forms of invented clusters", 150, 2500),
    "writing": Proof("generated answers written and read again", 80, 300),
}


def times(name: str, proving: bool = PROVING) -> int:
    """How many times this run does what the proof is about."""
    proof = PROOFS[name]
    return proof.full if proving else proof.small


def name_on_report(items: Iterable[pytest.Item]) -> None:
    """Each result says which proof it belongs to, also when another process had it."""
    for item in items:
        if marker := item.get_closest_marker("proof"):
            (name,) = marker.args
            if name not in PROOFS:
                raise pytest.UsageError(f"{item.nodeid}: no proof is named {name!r} in proofs.py")
            item.user_properties.append(("proof", name))


def table(reports: Iterable[Any]) -> list[str]:
    """A line for each proof that ran: name, number, result, seconds."""
    seconds: dict[str, float] = {}
    failed: set[str] = set()
    for report in reports:
        for _, name in (one for one in report.user_properties if one[0] == "proof"):
            seconds[name] = seconds.get(name, 0) + report.duration
            if report.outcome != "passed":
                failed.add(name)
    return [
        f"{name:<14} {times(name):>6} {PROOFS[name].what:<52}"
        f" {'NOT PROVED' if name in failed else 'proved':<10} {took:>6.0f} s"
        for name, took in sorted(seconds.items())
    ]
