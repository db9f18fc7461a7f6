"""The procedure of an application 申报, as a table: who moves it when, from where to where.

Pure data. A row reads: from, to, who, what must hold, who is told, who confirms it as the second,
which outcome. The names of what must hold are those of move_conditions.py; what else a move does
stands in moving.py.
"""

from __future__ import annotations

from datetime import date, datetime

from jiqun.records.applications.stages import LEVELS, STAGES
from jiqun.records.procedure import Asked, Move, MoveRow, Procedure

_row = MoveRow.of
_NICHE = (
    Asked("leading_industry", "主导产业", 60),
    Asked("niche", "细分领域", 30),
    Asked("niche_code", "细分领域行业代码", 20),
)
_DECLARED = (Asked("declaration_date", "真实性声明的签署日期", read=date),)
_UNTIL = (Asked("deadline", "修改截止时间", read=datetime),)
_CORRECTED = "ready_to_freeze requests_answered only_opened_changed"
_RECOMMENDABLE = "statement_conforms opinion_is_sealed ranked within_quota niche_is_free"
_REVIEWED = "accepted/region in_expert_review/region to_decide/region"
_WITHDRAWABLE = (
    "under_review/city returned/city ready_to_reseal/city recommended/city under_review/region"
    f" returned/region ready_to_reseal/region to_reconfirm/region {_REVIEWED}"
)
_RECTIFIABLE = f"under_review/region to_reconfirm/region {_REVIEWED} proposed/region"

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
SEND_BACK = Move(
    "send_back",
    "退回",
    "application_returned",
    (
        _row(
            "under_review/city",
            "returned/city",
            "city_officer",
            "has_requests due_before_city_close",
            "county operator",
        ),
        _row(
            f"under_review/region {_REVIEWED}",
            "returned/region",
            "region_officer",
            "has_requests due_in_working_days",
            "county operator city organiser",
        ),
    ),
    _UNTIL,
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
RECONFIRM = Move(
    "reconfirm",
    "确认",
    "application_reconfirmed",
    (
        _row(
            "to_reconfirm/region",
            "under_review/region",
            "city_officer",
            "not_filled_by_oneself statement_reverified opinion_stands",
            "region",
        ),
    ),
)
OBJECT = Move(
    "object",
    "不再推荐",
    "recommendation_taken_back",
    (
        _row(
            "to_reconfirm/region", "not_recommended/city", "city_head", "", "county operator region"
        ),
    ),
    reason=20,
)
PASS = Move(
    "pass",
    "逾期未确认",
    "application_passed",
    (_row("to_reconfirm/region", "under_review/region", "clock", "time_is_over", "city region"),),
)
DECLINE = Move(
    "decline",
    "不予推荐",
    "recommendation_declined",
    (_row("under_review/city", "not_recommended/city", "city_head", "", "county operator"),),
    reason=20,
)
RECOMMEND = Move(
    "recommend",
    "推荐",
    "application_recommended",
    (
        _row(
            "under_review/city",
            "recommended/city",
            "city_officer",
            f"not_filled_by_oneself {_RECOMMENDABLE}",
            "county operator",
        ),
    ),
)
UNRECOMMEND = Move(
    "unrecommend",
    "撤回推荐",
    "application_unrecommended",
    (_row("recommended/city", "under_review/city", "city_head", "", "county operator"),),
    reason=4,
)
SEND = Move(
    "send",
    "报送",
    "application_sent",
    (
        _row(
            "recommended/city",
            "under_review/region",
            "city_head",
            "not_filled_by_oneself batch_is_sealed city_is_in_time",
            "region county operator",
        ),
    ),
)
RECALL = Move(
    "recall",
    "追回",
    "application_recalled",
    (
        _row(
            "under_review/region",
            "recommended/city",
            "city_head",
            "region_has_not_begun",
            "region county",
        ),
    ),
    reason=4,
)
ACCEPT = Move(
    "accept",
    "受理",
    "application_accepted",
    (
        _row(
            "under_review/region",
            "accepted/region",
            "region_officer",
            "formal_check_passes",
            "city county operator",
            "second_officer",
        ),
    ),
)
REFUSE = Move(
    "refuse",
    "不予受理",
    "application_refused",
    (
        _row(
            "under_review/region",
            "refused/region",
            "region_officer",
            "formal_check_is_whole",
            "city county operator",
            "second_officer",
        ),
    ),
    (Asked("ground", "不予受理的情形", 30),),
    reason=4,
)
PUT_TO_REVIEW = Move(
    "put_to_review",
    "进入评审",
    "application_put_to_review",
    (_row("accepted/region", "in_expert_review/region", "organiser", "round_is_open"),),
)
CLOSE_REVIEW = Move(
    "close_review",
    "评审结束",
    "application_review_closed",
    (_row("in_expert_review/region", "to_decide/region", "organiser", "reviews_suffice"),),
)
DECIDE = Move(
    "decide",
    "审定",
    "application_decided",
    tuple(
        _row("to_decide/region", f"{outcome}/region", "region_head", outcome=outcome)
        for outcome in ("proposed", "cultivated", "declined", "to_decide")
    ),
    (Asked("minutes", "会议纪要的文号或日期", 60),),
)
RECOGNISE = Move(
    "recognise",
    "认定",
    "application_recognised",
    (
        _row(
            "proposed/region",
            "recognised/region",
            "region_head",
            "publicity_is_over no_objection_is_open",
            "county city operator",
        ),
    ),
)
REOPEN = Move(
    "reopen",
    "重新审定",
    "application_reopened",
    (
        _row(
            "proposed/region",
            "to_decide/region",
            "region_head",
            "objection_is_upheld",
            "county city",
        ),
    ),
    reason=4,
)
WITHDRAW = Move(
    "withdraw",
    "撤回",
    "application_withdrawn",
    (_row(_WITHDRAWABLE, "withdrawn", "county_head", "", "city region expert"),),
    reason=4,
)
RECTIFY = Move(
    "rectify",
    "勘误",
    "application_rectified",
    (
        _row("under_review/city recommended/city", "", "city_officer", "", "county city"),
        _row(_RECTIFIABLE, "", "region_officer", "not_announced", "county city"),
    ),
    (Asked("consent", "县级书面同意的文号或日期", 60),),
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
UPHOLD = Move(
    "uphold",
    "维持原决定",
    "decision_upheld",
    tuple(
        _row(
            f"in_recheck/{level}",
            f"{before}/{level}",
            "region_head",
            "decided_by_others as_it_was",
            "county city",
            outcome=before,
        )
        for before, level in (
            ("not_recommended", "city"),
            ("refused", "region"),
            ("declined", "region"),
        )
    ),
    reason=4,
)
OVERTURN = Move(
    "overturn",
    "撤销原决定",
    "decision_overturned",
    tuple(
        _row(
            f"in_recheck/{level}",
            f"{to}/{level}",
            "region_head",
            "decided_by_others as_it_was",
            "county city",
            outcome=before,
        )
        for before, to, level in (
            ("not_recommended", "under_review", "city"),
            ("refused", "under_review", "region"),
            ("declined", "to_decide", "region"),
        )
    ),
    reason=4,
)

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
