"""Where a check speaks: the answer it is on, the words its message needs, and the proof."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.engine.findings.finding import Repair


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a check speaks.

    `words` fill the holes of the check's message; three of them are not for holes: `place` and
    `row_label` say where in other words, `hint` is a sentence put behind the message in place of
    the check's own advice.
    """

    field: str | None = None
    period: str | None = None
    option: str | None = None
    row: str | None = None
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    formula: str | None = None
    repair: Repair | None = None
