"""The moves of an application that a county makes, and the one that its lapsed time makes: from
定稿 to 重新提交, 撤回 and 申请复查."""

from __future__ import annotations

from datetime import date

from jiqun.records.procedure import Asked, Move, MoveRow

_row = MoveRow.of
_NICHE = (
    Asked("leading_industry", "主导产业", 60),
    Asked("niche", "细分领域", 30),
    Asked("niche_code", "细分领域行业代码", 20),
)
_DECLARED = (Asked("declaration_date", "真实性声明的签署日期", read=date),)
_CORRECTED = "ready_to_freeze requests_answered only_opened_changed"
_REVIEWED = "accepted/region in_expert_review/region to_decide/region"
_WITHDRAWABLE = (
    "under_review/city returned/city ready_to_reseal/city recommended/city under_review/region"
    f" returned/region ready_to_reseal/region to_reconfirm/region {_REVIEWED}"
)

FREEZE = Move(
    "freeze",
    "定稿",
    "application_frozen",
    (
        _row("filling", "ready_to_seal", "county_head", "call_is_open ready_to_freeze"),
        _row("returned/city", "ready_to_reseal/city", "county_head", _CORRECTED),
        _row("returned/region", "ready_to_reseal/region", "county_head", _CORRECTED),
    ),
    _NICHE,
)
THAW = Move(
    "thaw",
    "取消定稿",
    "application_thawed",
    (
        _row("ready_to_seal", "filling", "county_head"),
        _row("ready_to_reseal/city", "returned/city", "county_head"),
        _row("ready_to_reseal/region", "returned/region", "county_head"),
    ),
    reason=4,
)
DROP = Move(
    "drop",
    "作废",
    "application_dropped",
    (_row("filling ready_to_seal", "dropped", "county_head", "never_submitted"),),
    reason=4,
)
SUBMIT = Move(
    "submit",
    "提交",
    "application_submitted",
    (
        _row(
            "ready_to_seal",
            "under_review/city",
            "county_head",
            "call_is_open scan_is_bound",
            "city county",
        ),
    ),
    _DECLARED,
)
RESUBMIT = Move(
    "resubmit",
    "重新提交",
    "application_resubmitted",
    (
        _row(
            "ready_to_reseal/city",
            "under_review/city",
            "county_head",
            "in_time scan_is_bound",
            "city county",
        ),
        _row(
            "ready_to_reseal/region",
            "to_reconfirm/region",
            "county_head",
            "in_time scan_is_bound",
            "city region county",
        ),
    ),
    _DECLARED,
)
LAPSE = Move(
    "lapse",
    "修改逾期",
    "application_lapsed",
    (
        _row(
            "returned/city ready_to_reseal/city",
            "under_review/city",
            "clock",
            "time_is_over",
            "county operator city",
        ),
        _row(
            "returned/region ready_to_reseal/region",
            "under_review/region",
            "clock",
            "time_is_over",
            "county operator city region",
        ),
    ),
)
WITHDRAW = Move(
    "withdraw",
    "撤回",
    "application_withdrawn",
    (_row(_WITHDRAWABLE, "withdrawn", "county_head", "", "city region expert"),),
    reason=4,
)
REVIEW_REQUEST = Move(
    "review_request",
    "申请复查",
    "recheck_requested",
    tuple(
        _row(place, f"in_recheck/{level}", "county_head", "asked_once asked_in_time", "region")
        for place, level in (
            ("not_recommended/city", "city"),
            ("refused/region", "region"),
            ("declined/region", "region"),
        )
    ),
    reason=20,
)
