"""The procedure of an application 申报, as a table: who moves it when, from where to where.

Pure data. A row reads: from, to, who, what must hold, who is told, who confirms it as the second,
which outcome. The names of what must hold are those of move_conditions.py; what else a move does
stands in moving.py. The rows stand with those who make them: county, city, region.
"""

from __future__ import annotations

from jiqun.records.applications.city_moves import (
    DECLINE,
    OBJECT,
    PASS,
    RECALL,
    RECOMMEND,
    RECONFIRM,
    RECTIFY,
    SEND,
    SEND_BACK,
    UNRECOMMEND,
)
from jiqun.records.applications.county_moves import (
    DROP,
    FREEZE,
    LAPSE,
    RESUBMIT,
    REVIEW_REQUEST,
    SUBMIT,
    THAW,
    WITHDRAW,
)
from jiqun.records.applications.region_moves import (
    ACCEPT,
    CLOSE_REVIEW,
    DECIDE,
    OVERTURN,
    PUT_TO_REVIEW,
    RECOGNISE,
    REFUSE,
    REOPEN,
    UPHOLD,
)
from jiqun.records.applications.stages import LEVELS, STAGES
from jiqun.records.procedure import Procedure

__all__ = [
    "ACCEPT",
    "CLOSE_REVIEW",
    "DECIDE",
    "DECLINE",
    "DROP",
    "FREEZE",
    "LAPSE",
    "OBJECT",
    "OVERTURN",
    "PASS",
    "PROCEDURE",
    "PUT_TO_REVIEW",
    "RECALL",
    "RECOGNISE",
    "RECOMMEND",
    "RECONFIRM",
    "RECTIFY",
    "REFUSE",
    "REOPEN",
    "RESUBMIT",
    "REVIEW_REQUEST",
    "SEND",
    "SEND_BACK",
    "SUBMIT",
    "THAW",
    "UNRECOMMEND",
    "UPHOLD",
    "WITHDRAW",
]

PROCEDURE = Procedure(
    STAGES,
    (
        *(FREEZE, THAW, DROP, SUBMIT, SEND_BACK, RESUBMIT, LAPSE),
        *(RECONFIRM, OBJECT, PASS, RECOMMEND, DECLINE, UNRECOMMEND, SEND, RECALL),
        *(ACCEPT, REFUSE, PUT_TO_REVIEW, CLOSE_REVIEW, DECIDE, RECOGNISE, REOPEN),
        *(WITHDRAW, RECTIFY, REVIEW_REQUEST, UPHOLD, OVERTURN),
    ),
    LEVELS,
)
"""Nothing else is possible."""
