"""The procedure of an application 申报, as a table: its stages, and who moves it when."""

from __future__ import annotations

from jiqun.records.organisations.roles import COUNTY, OPERATOR, Role, in_group
from jiqun.records.procedure import Asked, Move, Procedure, Stage

FILLING, READY_TO_SEAL, DROPPED = "filling", "ready_to_seal", "dropped"
FREEZE, THAW, DROP = "freeze", "thaw", "drop"
_HEAD = frozenset({Role.COUNTY_HEAD})

PROCEDURE = Procedure(
    (
        Stage(FILLING, "填报中", in_group(COUNTY, OPERATOR)),
        Stage(READY_TO_SEAL, "待盖章"),
        Stage(DROPPED, "已作废"),
    ),
    (
        Move(
            FREEZE,
            "定稿",
            (FILLING,),
            READY_TO_SEAL,
            _HEAD,
            "application_frozen",
            ("call_is_open", "ready_to_freeze"),
            asks=(
                Asked("leading_industry", "主导产业", 60),
                Asked("niche", "细分领域", 30),
                Asked("niche_code", "细分领域行业代码", 20),
            ),
        ),
        Move(THAW, "取消定稿", (READY_TO_SEAL,), FILLING, _HEAD, "application_thawed", reason=4),
        Move(
            DROP,
            "作废",
            (FILLING, READY_TO_SEAL),
            DROPPED,
            _HEAD,
            "application_dropped",
            reason=4,
        ),
    ),
)
