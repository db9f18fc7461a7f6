"""The moves of an application that a city makes, some of which the region makes too: 退回, 推荐,
报送 and what takes them back, 勘误."""

from __future__ import annotations

from datetime import datetime

from jiqun.records.procedure import Asked, Move, MoveRow

_row = MoveRow.of
_UNTIL = (Asked("deadline", "修改截止时间", read=datetime),)
_RECOMMENDABLE = "statement_conforms opinion_is_sealed ranked within_quota niche_is_free"
_REVIEWED = "accepted/region in_expert_review/region to_decide/region"
_RECTIFIABLE = f"under_review/region to_reconfirm/region {_REVIEWED} proposed/region"

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
