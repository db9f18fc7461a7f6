"""The stages of an application 申报, the levels at which it lies, and who fills it in where."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.records.organisations.roles import COUNTY, OPERATOR, in_group
from jiqun.records.procedure import Stage

FILLING, READY_TO_SEAL, DROPPED = "filling", "ready_to_seal", "dropped"
UNDER_REVIEW, RETURNED, READY_TO_RESEAL = "under_review", "returned", "ready_to_reseal"
TO_RECONFIRM, RECOMMENDED, NOT_RECOMMENDED = "to_reconfirm", "recommended", "not_recommended"
ACCEPTED, REFUSED, IN_EXPERT_REVIEW = "accepted", "refused", "in_expert_review"
TO_DECIDE, PROPOSED, CULTIVATED, DECLINED = "to_decide", "proposed", "cultivated", "declined"
RECOGNISED, WITHDRAWN, IN_RECHECK = "recognised", "withdrawn", "in_recheck"

_FILLERS = in_group(COUNTY, OPERATOR)
STAGES = (
    Stage(FILLING, "填报中", _FILLERS),
    Stage(READY_TO_SEAL, "待盖章"),
    Stage(UNDER_REVIEW, "审核中"),
    Stage(RETURNED, "退回修改", _FILLERS),
    Stage(READY_TO_RESEAL, "待重新盖章"),
    Stage(TO_RECONFIRM, "待市级确认"),
    Stage(RECOMMENDED, "已推荐"),
    Stage(NOT_RECOMMENDED, "未推荐"),
    Stage(ACCEPTED, "已受理"),
    Stage(REFUSED, "不予受理"),
    Stage(IN_EXPERT_REVIEW, "专家评审"),
    Stage(TO_DECIDE, "待审定"),
    Stage(PROPOSED, "拟认定"),
    Stage(CULTIVATED, "培育对象"),
    Stage(DECLINED, "不予认定"),
    Stage(RECOGNISED, "已认定"),
    Stage(WITHDRAWN, "已撤回"),
    Stage(IN_RECHECK, "复查中"),
    Stage(DROPPED, "已作废"),
)

CITY_LEVEL, REGION_LEVEL = "city", "region"
LEVELS: Mapping[str, str] = {CITY_LEVEL: "市级", REGION_LEVEL: "自治区"}
"""The levels by their ids, and what they are called. A stage that several of them have is one."""

ENDED = frozenset({DROPPED, WITHDRAWN, NOT_RECOMMENDED, REFUSED, CULTIVATED, DECLINED, RECOGNISED})
"""Where nothing more is to be done, unless somebody asks for it."""

DECIDED = frozenset({PROPOSED, CULTIVATED, DECLINED})
"""The outcomes of the decision, which nobody below the region knows before they are announced."""
