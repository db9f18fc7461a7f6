"""Applications when offices come together 单位变更: which are open at an office, and whether two of
the same niche 细分领域 would meet in one office, of which a call takes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from jiqun.records.applications.models import Application
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.niches import Niche, niche_of
from jiqun.records.applications.stages import DECIDED, ENDED, REGION_LEVEL, TO_DECIDE
from jiqun.records.organisations.models import Office
from jiqun.records.organisations.office_things import OfficeThing, ThingKind
from jiqun.records.procedure import Place
from jiqun.records.verdict import ALLOWED, Verdict, refused
from jiqun.records.versions.queries import versions_of


def open_applications(office: Office) -> Sequence[OfficeThing]:
    """The applications that are not done yet, of an office and of those below it; of an operator
    those it helps with."""
    return [OfficeThing(_words(one), _lies_at(one, office.pk)) for one in _open_at(office.pk)]


def may_meet(office: Office, places: Mapping[int, Office]) -> Verdict:
    """Whether the applications that lie at some offices may go to the offices that follow."""
    for one in _open_at(office.pk):
        to = places.get(_lies_at(one, office.pk))
        niche = _niche(one) if to is not None and one.call.one_per_niche else None
        if to is None or niche is None:
            continue
        for other in _open_at(to.pk):
            beside = other.pk != one.pk and other.call_id == one.call_id
            if beside and (found := _niche(other)) is not None and found.is_same(niche):
                return refused(
                    f"{one.county.name}的申报 {one.number} 和{other.county.name}的申报 "
                    f"{other.number} 是同一细分领域“{niche.words}”，"
                    f"“{one.call.title}”中一个单位只能有一份。"
                    "请先办结或者撤回其中一份，再办理变更。"
                )
    return ALLOWED


APPLICATIONS = ThingKind("applications", open_applications, may_meet)


def _open_at(office: int) -> Iterable[Application]:
    here = Q(county=office) | Q(county__parent=office) | Q(operator=office)
    rows = Application.objects.filter(here).exclude(stage__in=ENDED)
    return rows.select_related("call", "county", "filing").distinct()


def _lies_at(application: Application, office: int) -> int:
    """The office at which an application lies, as seen from one: that itself, or the county."""
    return office if application.operator_id == office else application.county_id


def _niche(application: Application) -> Niche | None:
    """The niche that was said when it was frozen last; none of one that never was."""
    versions = versions_of(application.filing)
    return niche_of(versions[-1]) if versions else None


def _words(application: Application) -> str:
    """What is said of one; what was decided stays unsaid until it is announced."""
    hidden = application.stage in DECIDED and application.announced_at is None
    place = Place(TO_DECIDE, REGION_LEVEL) if hidden else application.place
    county, stage = application.county.name, PROCEDURE.label_of(place)
    return f"{county}的申报 {application.number}（{application.call.title}，{stage}）"
