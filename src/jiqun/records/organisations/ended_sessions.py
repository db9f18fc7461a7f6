"""Ending all sessions 登录 of a person: what they may do was changed, or they are not to log in."""

from __future__ import annotations

from django.db.models import F

from jiqun.records.organisations.models import Person


def end_sessions(person: Person) -> None:
    """End every session of a person, inside `writing`: each is refused with its next request, and
    for good, whatever becomes of the account afterwards."""
    Person.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)
    person.refresh_from_db(fields=["sessions_ended"])
