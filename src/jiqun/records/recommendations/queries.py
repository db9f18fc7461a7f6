"""Reading what a city recommends for a call, and in which order."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from jiqun.records.applications.models import Application, Call
from jiqun.records.applications.stages import (
    CITY_LEVEL,
    RECOMMENDED,
    REGION_LEVEL,
    UNDER_REVIEW,
)
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.roles import CITY, in_group
from jiqun.records.recommendations.models import Ranking
from jiqun.records.versions.queries import said_in

_CITY = in_group(CITY)
OF_THE_CITY = Q(stage=RECOMMENDED) | Q(level=REGION_LEVEL)
"""What a city recommends, be it sent or not."""


def city_of(person: Person) -> Office | None:
    """The city whose recommendations a person gathers; None for all others."""
    return next((post.office for post in person.posts if post.role in _CITY), None)


def applications_of(call: Call, city: Office) -> QuerySet[Application]:
    """The applications of the counties under a city."""
    rows = Application.objects.filter(call=call, county__parent=city)
    return rows.select_related(
        "call", "county__parent", "filing", "submitted__filing", "ranking__batch"
    )


def gathered(call: Call, city: Office) -> list[Application]:
    """What lies at a city to be recommended and what it recommends, in the order of the ranks;
    those without one at the end."""
    lying = Q(stage=UNDER_REVIEW, level=CITY_LEVEL) | OF_THE_CITY
    found = applications_of(call, city).filter(lying, submitted__isnull=False)
    return sorted(found, key=lambda one: (rank_of(one) is None, rank_of(one) or 0, one.pk))


def to_send(call: Call, city: Office) -> list[Application]:
    """What is recommended and not sent, in the order of the ranks."""
    return [one for one in gathered(call, city) if one.stage == RECOMMENDED]


def ranking_of(application: Application) -> Ranking | None:
    """What its city says of it, where it said something."""
    return getattr(application, "ranking", None)


def rank_of(application: Application) -> int | None:
    """Its rank among those of its city."""
    ranking = ranking_of(application)
    return ranking.rank if ranking else None


def niche_written(application: Application) -> str:
    """Its niche 细分领域: as its city writes it, else as the county gave it at 定稿."""
    ranking = ranking_of(application)
    given = said_in(application.submitted).get("niche", "") if application.submitted else ""
    return (ranking.niche if ranking else "") or given


def wanted_ranks(number: int, taken: Collection[int]) -> list[int]:
    """The ranks of so many applications: from 1 on, without those that were sent."""
    free = (rank for rank in range(1, number + len(taken) + 1) if rank not in taken)
    return [next(free) for _ in range(number)]
