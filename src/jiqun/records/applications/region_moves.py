"""The moves of an application that the region makes: from 受理 to 认定, and 复查."""

from __future__ import annotations

from jiqun.records.procedure import Asked, Move, MoveRow

_row = MoveRow.of

GROUNDS = ("逾期", "超出名额", "一票否决", "材料虚假", "不符合申报条件")
"""On which the region refuses an application 不予受理."""

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
    (Asked("ground", "不予受理的情形", choices=GROUNDS),),
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
