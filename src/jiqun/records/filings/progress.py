"""How far a filing is 进展, in numbers: what stands in its row, and who works it out.

What follows from a filing follows from its evidence too, of which the filings know nothing: the
records above say once how it is worked out, and it is done with every change.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

from django.db import Error

if TYPE_CHECKING:
    from jiqun.records.filings.models import Filing

logger = logging.getLogger("jiqun.incident")


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole form: required answers given of all, and what stands in the way.

    `errors` leaves out the answers that are only missing, which are `missing`. `next_part` is the
    number of the first part in which something is to be done at the desk, None where there is none.
    """

    filled: int
    total: int
    errors: int
    confirms: int
    missing: int
    next_part: int | None

    @property
    def percent(self) -> int:
        """How much is filled in, from 0 to 100, rounded down."""
        return self.filled * 100 // self.total if self.total else 100


PROGRESS = tuple(field.name for field in fields(Progress))
JUDGED = (*PROGRESS, "judged_by")
"""The columns of a filing that say how far it is."""

_judges: list[Callable[[Filing], tuple[Progress, str]]] = []


def judge_by(judge: Callable[[Filing], tuple[Progress, str]]) -> None:
    """Say how it is worked out how far a filing is, and by the rules of which name."""
    _judges[:] = [judge]


def judge(filing: Filing) -> None:
    """Work out how far a filing is, for its row to be written.

    A change is never refused because it cannot be judged: then the numbers stay as they were, the
    row says so by an empty `judged_by`, and the cause stands in the log.
    """
    try:
        progress, rules = _judges[0](filing)
    except Error:
        raise
    except Exception:
        logger.exception("%s could not be judged", filing.subject)
        filing.judged_by = ""
        return
    for name, value in zip(JUDGED, (*astuple(progress), rules), strict=True):
        setattr(filing, name, value)
