"""What was not understood at the door: one finding for each trouble and problem, by its code."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.engine.definition import Check
from jiqun.engine.findings.sight import Hit, Sight


def door(check: Check, sight: Sight) -> Iterator[Hit]:
    """Everything the door noted under the check's code."""
    return iter(sight.noted.get(check.code, ()))
