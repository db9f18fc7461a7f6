"""Looking at an application 核对: an office above marks which answers it has looked at. What it
looked at is its own affair: neither the county nor another office is shown any of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jiqun.engine import Address
from jiqun.records.applications.models import AnswerLook, Application
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.queries import application_held
from jiqun.records.applications.rules import roles_in, shown_place
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.roles import CITY, REGION, in_group
from jiqun.records.procedure import Place
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused
from jiqun.records.versions.queries import value_digests

_LOOKED_AT: Mapping[str, tuple[str, ...]] = {
    CITY: ("under_review/city", "recommended/city", "to_reconfirm/region"),
    REGION: (
        *("under_review/region", "accepted/region", "in_expert_review/region"),
        "to_decide/region",
    ),
}
_OFFICERS: Mapping[Place, frozenset[str]] = {
    Place.of(word): in_group(group) for group, words in _LOOKED_AT.items() for word in words
}
"""By the places in which an application is looked at, the roles that do."""


@dataclass(frozen=True, slots=True)
class Look:
    """Who of the office looked at an answer, and when."""

    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Looks:
    """What an office looked at of the version that was submitted: by answer the last look, and the
    answers that nobody there has looked at, in the order of the form."""

    done: Mapping[Address, Look]
    left: tuple[Address, ...]


def can_look(person: Person, application: Application) -> Verdict:
    """Whether a person looks at the answers of an application now: the officers of the office at
    which it lies."""
    roles = roles_in(person, application)
    if roles & _OFFICERS.get(application.place, frozenset()) and application.submitted_id:
        return ALLOWED
    now = PROCEDURE.label_of(shown_place(roles, application))
    return refused(f"现在是“{now}”，不由您的单位核对。")


def looks_of(person: Person, application: Application) -> Looks | None:
    """What the office of a person looked at; None where they do not look at it now."""
    if not can_look(person, application):
        return None
    return _looks(application, _office(person, application))


def look_at(public_id: str, target: str, by: Person, source: str = "web") -> Looks:
    """Mark an answer (an address as text) as looked at, and see what is left. Raises NotFound, also
    for an answer that is not given, and NotAllowedError."""
    with writing():
        held, office = _held(public_id, by)
        at, digest = _given(held, target)
        AnswerLook.objects.update_or_create(
            application=held,
            office=office,
            version_id=held.submitted_id,
            target=str(at),
            defaults={"digest": digest, "by": by, "at": timezone.now()},
        )
        record("answer_looked_at", _subject(held), by, str(at), _details(held, office), source)
        return _looks(held, office)


def take_look_back(public_id: str, target: str, by: Person, source: str = "web") -> Looks:
    """The opposite; an answer that is not marked stays so. Raises as `look_at`."""
    with writing():
        held, office = _held(public_id, by)
        at, _ = _given(held, target)
        gone, _ = AnswerLook.objects.filter(
            application=held, office=office, target=str(at)
        ).delete()
        if gone:
            details = _details(held, office)
            record("answer_look_taken_back", _subject(held), by, str(at), details, source)
        return _looks(held, office)


def _held(public_id: str, by: Person) -> tuple[Application, Office]:
    held = application_held(by, public_id)
    if not roles_in(by, held) & in_group(CITY, REGION):
        raise NotFound
    verdict = can_look(by, held)
    if not verdict:
        raise NotAllowedError(verdict)
    return held, _office(by, held)


def _office(person: Person, application: Application) -> Office:
    """The office for which a person looks."""
    roles = _OFFICERS[application.place]
    return next(post.office for post in person.posts if post.role in roles)


def _given(held: Application, target: str) -> tuple[Address, str]:
    """An answer of the version that was submitted, and the digest of its value."""
    given = value_digests(held.submitted_id or 0)
    found = next(((at, digest) for at, digest in given.items() if str(at) == target), None)
    if found is None:
        raise NotFound
    return found


def _looks(application: Application, office: Office) -> Looks:
    given = value_digests(application.submitted_id or 0)
    by_target = {str(at): (at, digest) for at, digest in given.items()}
    done: dict[Address, Look] = {}
    for look in application.looks.filter(office=office).select_related("by"):
        at, digest = by_target.get(look.target, (None, ""))
        if at is not None and digest == look.digest:
            done[at] = Look(look.by.full_name, timezone.localtime(look.at))
    return Looks(done, tuple(at for at in given if at not in done))


def _subject(held: Application) -> str:
    """A chain of its own, which nobody reads who reads of the application."""
    return f"look:{held.pk}"


def _details(held: Application, office: Office) -> Mapping[str, object]:
    return {"office": office.pk, "version": held.submitted_id}
