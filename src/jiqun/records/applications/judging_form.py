"""What the system itself can tell of an application for the formal check 形式审查, item by item,
with its proof: an officer confirms it, or says why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from jiqun.engine import Finding, Outcome, comparison_key, count_findings, is_near
from jiqun.records.applications.attached_forms import STATEMENT, attached_form
from jiqun.records.applications.deadlines import said_moment
from jiqun.records.applications.models import Application
from jiqun.records.applications.niches import niche_of
from jiqun.records.applications.stages import ENDED
from jiqun.records.applications.steps import last_submission
from jiqun.records.evidence.answers_with_evidence import outcome_with_evidence
from jiqun.records.filings.queries import texts_at
from jiqun.records.organisations.roles import Level
from jiqun.records.versions.models import FrozenVersion
from jiqun.records.versions.queries import outcome_of_version
from jiqun.records.versions.scans import scans_of

_PASSES, _FAILS, _LOOK = "通过", "不通过", "请核对"
_LIKE = 60  # percent of the pairs of characters that like names share
# The checks whose findings speak of an item, by their codes.
_LISTS = ("list_missing", "list_count_differs", "row_incomplete", "repeated_row", "row_after")
_PLAN = ("plan_indicator", "plan_target", "plan_path", "plan_too_long")


def judged_items(application: Application) -> Mapping[str, str]:
    """By the names of the facts of the form: 通过, 不通过 or 请核对, and why. Nothing of an
    application that was never submitted."""
    version = application.submitted
    if version is None:
        return {}
    judge = _Judge(application, version)
    return {f"{item}_judged": judged(judge) for item, judged in _ITEMS.items()}


class _Judge:
    """What is asked of several items, worked out once."""

    def __init__(self, application: Application, version: FrozenVersion) -> None:
        self.application, self.version = application, version

    @cached_property
    def outcome(self) -> Outcome:
        return outcome_of_version(self.version)

    @cached_property
    def others(self) -> list[Application]:
        """The other applications of the call that left their county."""
        found = Application.objects.filter(call=self.application.call_id, submitted__isnull=False)
        others = found.exclude(pk=self.application.pk).exclude(stage__in=ENDED)
        return list(others.select_related("submitted", "county__parent", "filing"))

    @cached_property
    def statement(self) -> Outcome | None:
        """What follows from the on-site statement, where there is one."""
        filing = attached_form(self.application, STATEMENT)
        return outcome_with_evidence(filing) if filing else None

    def found(self, *codes: str) -> list[Finding]:
        """The findings of checks whose codes begin so, notes left out."""
        return [
            one
            for one in self.outcome.findings
            if one.code.startswith(codes) and one.level != "note"
        ]


def _in_time(judge: _Judge) -> str:
    application = judge.application
    if application.overdue:
        return _said(_FAILS, "退回修改逾期没有重新提交，按上次提交的内容审查")
    step = last_submission(application)
    at = f"{said_moment(step.at)}提交" if step else "已提交"
    return _said(_PASSES, f"{at}，县级截止{said_moment(application.county_close)}")


def _right_applicant(judge: _Judge) -> str:
    county = judge.application.county
    good = county.level == Level.COUNTY
    return _said(_PASSES if good else _FAILS, f"申报单位是{county.name}")


def _within_quota(judge: _Judge) -> str:
    application, call = judge.application, judge.application.call
    city = application.county.parent
    sent = 1 + sum(
        one.county.parent_id == application.county.parent_id and one.level == "region"
        for one in judge.others
    )
    if call.quota is None:
        return _said(_PASSES, f"{city.name if city else ''}报送 {sent} 份，申报通知不限名额")
    judged = _PASSES if sent <= call.quota else _FAILS
    return _said(judged, f"{city.name if city else ''}报送 {sent} 份，名额 {call.quota} 份")


def _one_per_niche(judge: _Judge) -> str:
    """Within the city it counts; what other cities sent is said beside."""
    own = niche_of(judge.version)
    same = [o for o in judge.others if o.submitted and own.is_same(niche_of(o.submitted))]
    city = judge.application.county.parent_id
    beside = [one for one in same if one.county.parent_id == city]
    far = [one for one in same if one.county.parent_id != city]
    told = f"；其他地级市同一细分领域的有{_named(far)}" if far else ""
    if beside and judge.application.call.one_per_niche:
        return _said(_FAILS, f"同一细分领域另有{_named(beside)}{told}")
    return _said(_PASSES, f"细分领域“{own.words}”（{own.code}）本市没有第二份{told}")


def _not_duplicate(judge: _Judge) -> str:
    filings = [judge.application.filing, *(one.filing for one in judge.others)]
    names = texts_at(filings, "cluster_name")
    own = comparison_key(names.get(judge.application.filing_id, ""))
    others = [(one, comparison_key(names.get(one.filing_id, ""))) for one in judge.others]
    same = [one for one, name in others if own and name == own]
    like = [one for one, name in others if own and name and is_near(own, name, _LIKE)]
    if same:
        return _said(_FAILS, f"集群名称与{_named(same)}相同")
    if like:
        return _said(_LOOK, f"集群名称与{_named(like)}相近，请看是不是同一个集群")
    return _said(_PASSES, "本次申报没有同名集群")


def _right_edition(judge: _Judge) -> str:
    filing, call = judge.application.filing, judge.application.call
    return _said(_PASSES if filing.edition == call.edition else _FAILS, f"年度版 {filing.edition}")


def _no_empty_cell(judge: _Judge) -> str:
    found = count_findings(judge.outcome.findings)
    if found.unfilled or found.error:
        return _said(_FAILS, f"未填 {found.unfilled} 项，强制性问题 {found.error} 条")
    return _said(_PASSES, "没有未填项和强制性问题")


def _explanations_sound(judge: _Judge) -> str:
    return _said(_LOOK, f"有 {len(judge.outcome.explained)} 条情况说明，请逐条阅读")


def _digest_matches(judge: _Judge) -> str:
    number, scans = judge.version.number, scans_of(judge.version)
    if not scans:
        return _said(_FAILS, f"第{number}版没有盖章扫描件")
    if any(scan.code_read for scan in scans):
        return _said(_PASSES, f"扫描件上的二维码与第{number}版相符")
    return _said(_LOOK, "扫描件上的二维码未读出")


def _no_veto(judge: _Judge) -> str:
    return _of(judge.found("veto"), "填报的一票否决事项均为“否”或已达到基准值")


def _ticks_have_evidence(judge: _Judge) -> str:
    return _of(judge.found("evidence_missing"), "勾选的项都有佐证材料")


def _lists_complete(judge: _Judge) -> str:
    return _of(judge.found(*_LISTS), "清单齐全，与填报的数量一致")


def _carbon_formula(judge: _Judge) -> str:
    return _of(judge.found("co2_formula_missing"), "碳排放强度附有计算公式，或者没有填报")


def _onsite_complete(judge: _Judge) -> str:
    if judge.statement is None:
        return _said(_FAILS, "还没有现场核查符合性说明")
    found = count_findings(judge.statement.findings)
    if found.unfilled or found.error:
        return _said(_FAILS, f"说明里未填 {found.unfilled} 项，强制性问题 {found.error} 条")
    return _said(_PASSES, "说明没有未填项和强制性问题")


def _verified_agree(judge: _Judge) -> str:
    if judge.statement is None:
        return _said(_FAILS, "还没有现场核查符合性说明")
    differing = [one for one in judge.statement.findings if one.code == "verified_differs"]
    return _of(differing, "核实值与申报值一致")


def _plan_checkable(judge: _Judge) -> str:
    return _of(judge.found(*_PLAN), "三年目标没有校验问题")


def _plan_consistent(judge: _Judge) -> str:
    return _of(judge.found("plan_baseline_differs"), "基准值与申报表一致")


_ITEMS: Mapping[str, Callable[[_Judge], str]] = {
    "in_time": _in_time,
    "right_applicant": _right_applicant,
    "within_quota": _within_quota,
    "one_per_niche": _one_per_niche,
    "not_duplicate": _not_duplicate,
    "right_edition": _right_edition,
    "no_empty_cell": _no_empty_cell,
    "explanations_sound": _explanations_sound,
    "digest_matches": _digest_matches,
    "no_veto": _no_veto,
    "ticks_have_evidence": _ticks_have_evidence,
    "lists_complete": _lists_complete,
    "carbon_formula": _carbon_formula,
    "onsite_complete": _onsite_complete,
    "verified_agree": _verified_agree,
    "plan_checkable": _plan_checkable,
    "plan_consistent": _plan_consistent,
}


def _said(judged: str, why: str) -> str:
    return f"{judged}：{why}。"


def _of(found: list[Finding], good: str) -> str:
    """The first finding in its own words, or that there is none."""
    if not found:
        return _said(_PASSES, good)
    more = f"（共 {len(found)} 条）" if len(found) > 1 else ""
    return f"{_FAILS}：{found[0].message}{more}"


def _named(applications: list[Application]) -> str:
    named = "、".join(f"{one.county.name}（{one.number}）" for one in applications[:3])
    return named + (f"等 {len(applications)} 份" if len(applications) > 3 else "")
