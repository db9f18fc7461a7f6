"""What must hold for a city to recommend, send, confirm and recall: it is asked of the statement,
the opinion, the ranks and the batch."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.engine import Address, comparison_key
from jiqun.records.applications.attached_forms import (
    ATTACHED,
    FORMAL_CHECK,
    OF_VERSION,
    OPINION,
    STATEMENT,
    version_attached,
    version_naming,
)
from jiqun.records.applications.models import Application, Proposal
from jiqun.records.applications.move_conditions import Attempt, Condition
from jiqun.records.organisations.roles import Level
from jiqun.records.recommendations.queries import (
    OF_THE_CITY,
    applications_of,
    niche_written,
    rank_of,
    ranking_of,
)
from jiqun.records.verdict import ALLOWED, Verdict, refused
from jiqun.records.versions.models import FrozenVersion
from jiqun.records.versions.queries import answers_of_version, outcome_of_version, said_in
from jiqun.records.versions.scans import scans_of

_CONCLUSION, _NATIONAL = Address("conclusion"), Address("also_national")


def statement_conforms(attempt: Attempt) -> Verdict:
    """The on-site statement was frozen for the version that lies there, and concludes 符合."""
    named = _named(attempt.application, STATEMENT)
    if isinstance(named, Verdict):
        return named
    answer = answers_of_version(named).cells.get(_CONCLUSION)
    if answer is None or answer.value != "conforms":
        return refused(
            "现场核查符合性说明的结论不是“符合”，不能推荐。可以退回修改，或办理“不予推荐”。"
        )
    if outcome_of_version(named).has_errors:
        return refused(
            "现场核查符合性说明的核实情况与申报不符，不能推荐。请取消它的定稿，到“校验”页逐处处理。"
        )
    return ALLOWED


def opinion_is_sealed(attempt: Attempt) -> Verdict:
    """The opinion was frozen for the version that lies there, and its sealed paper scanned."""
    named = _named(attempt.application, OPINION)
    if isinstance(named, Verdict):
        return named
    call, said = attempt.application.call, answers_of_version(named).cells
    if call.asks_national and _NATIONAL not in said:
        return refused(
            "申报通知要求写明是否同时推荐申报国家级。请取消推荐意见的定稿，写明后再定稿。"
        )
    if scans_of(named):
        return ALLOWED
    return refused("推荐意见还没有上传盖章扫描件。请打印推荐意见，盖章后扫描上传。")


def ranked(attempt: Attempt) -> Verdict:
    """It has a rank that no other of its city's has."""
    rank = rank_of(attempt.application)
    if rank is None:
        return refused("还没有排序，不能推荐。请先在“推荐汇总”页写上推荐排序。")
    same = [one for one in _others(attempt.application) if rank_of(one) == rank]
    if not same:
        return ALLOWED
    return refused(
        f"推荐排序{rank}已经给了{same[0].county.name}的申报，不能推荐。请在“推荐汇总”页改排序。"
    )


def within_quota(attempt: Attempt) -> Verdict:
    """The city recommends no more than the call allows."""
    quota = attempt.application.call.quota
    now = len(_others(attempt.application))
    if quota is None or now < quota:
        return ALLOWED
    return refused(f"申报通知规定每个市最多推荐 {quota} 个，已推荐 {now} 个，不能再推荐。")


def niche_is_free(attempt: Attempt) -> Verdict:
    """No other that the city recommends is of the same niche, where the call says so."""
    application = attempt.application
    if not application.call.one_per_niche:
        return ALLOWED
    key = comparison_key(niche_written(application))
    for other in _others(application):
        if key and comparison_key(niche_written(other)) == key:
            return refused(
                f"细分领域“{niche_written(application)}”已经推荐了{other.county.name}的申报，"
                "同一细分领域只能推荐一个。"
            )
    return ALLOWED


def statement_reverified(attempt: Attempt) -> Verdict:
    """The on-site statement was frozen anew for what came back."""
    named = _named(attempt.application, STATEMENT)
    return named if isinstance(named, Verdict) else statement_conforms(attempt)


def opinion_stands(attempt: Attempt) -> Verdict:
    """The opinion was confirmed for what came back, and sealed again."""
    return opinion_is_sealed(attempt)


def batch_is_sealed(attempt: Attempt) -> Verdict:
    """It is in the batch that is being sent: nothing is sent alone."""
    ranking = ranking_of(attempt.application)
    batch = ranking.batch if ranking else None
    sent_at, moved_at = batch.sent_at if batch else None, attempt.application.moved_at
    if sent_at is not None and (moved_at is None or sent_at >= moved_at):
        return ALLOWED  # and not recalled since
    return refused("报送按批办理。请到“推荐汇总”页核对排序，上传推荐函和推荐汇总表的扫描件后报送。")


def region_has_not_begun(attempt: Attempt) -> Verdict:
    """The region did nothing with it since it was sent."""
    application, ranking = attempt.application, ranking_of(attempt.application)
    sent_at = ranking.batch.sent_at if ranking and ranking.batch else None
    if sent_at is None:
        return refused("这份申报不是按批报送的，不能追回。")
    region = Level.REGION
    acts = (
        application.requests.filter(level=region, round=None),
        application.deliveries.filter(office__level=region, at__gt=sent_at),
        application.looks.filter(office__level=region, at__gt=sent_at),
        Proposal.objects.filter(application=application),
        application.attached.filter(filing__form=FORMAL_CHECK, filing__changed_at__gt=sent_at),
    )
    if any(rows.exists() for rows in acts):
        return refused("自治区已经开始审查，不能追回。确需改动的，请与自治区联系，由其退回。")
    return ALLOWED


ANSWERED: Mapping[str, Condition] = {
    condition.__name__: condition
    for condition in (
        *(statement_conforms, opinion_is_sealed, ranked, within_quota, niche_is_free),
        *(statement_reverified, opinion_stands, batch_is_sealed, region_has_not_begun),
    )
}
"""By the names that the table of the procedure has for them."""


def _named(application: Application, form_id: str) -> FrozenVersion | Verdict:
    """The version of a further form that names what was submitted last, or why there is none."""
    label, named = ATTACHED[form_id].label, version_naming(application, form_id)
    if named is not None:
        return named
    earlier = version_attached(application, form_id)
    if earlier is None:
        return refused(f"还没有定稿的{label}。请在“办理”页填写并定稿。")
    number = said_in(earlier).get(OF_VERSION, "")
    return refused(
        f"{label}是对申报第{number}版写的，申报已经改动。请在“办理”页按现在的申报核对，重新定稿。"
    )


def _others(application: Application) -> list[Application]:
    """What the same city recommends for the same call besides."""
    city = application.county.parent
    if city is None:
        return []
    rows = applications_of(application.call, city).filter(OF_THE_CITY)
    return list(rows.exclude(pk=application.pk))
