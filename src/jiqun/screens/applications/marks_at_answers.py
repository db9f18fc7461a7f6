"""What stands beside the answers of an application, for the person who looks at it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from jiqun.records.applications.correcting import can_ask
from jiqun.records.applications.looking import looks_of
from jiqun.records.applications.requests_made import requests_prepared, values_before
from jiqun.records.applications.talking import can_read_talk
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.wording import text_of
from jiqun.records.talks.queries import talk_places
from jiqun.screens.filling.answer_marks import AnswerMarks, OfficerMarks

if TYPE_CHECKING:
    from jiqun.records.applications.looking import Look
    from jiqun.records.applications.models import Application
    from jiqun.records.organisations.models import Person

EMPTY = "（空）"


def marks_at(person: Person, application: Application) -> AnswerMarks:
    """That; of what others have, there is nothing in it."""
    talks = can_read_talk(person, application)
    return AnswerMarks(
        tuple(talk_places(application.filing)) if talks else None, _officer(person, application)
    )


def said_look(look: Look) -> str:
    """Who looked, and when, in words."""
    return f"{look.person} {date_format(look.at, 'n月j日 H:i')}"


def _officer(person: Person, application: Application) -> OfficerMarks | None:
    looks = looks_of(person, application)
    if looks is None:
        return None
    form = form_of(application.filing)
    asked = None
    if can_ask(person, application):
        asked = Counter(one.target for one in requests_prepared(application))
    return OfficerMarks(
        {at: said_look(look) for at, look in looks.done.items()},
        looks.left,
        asked,
        {at: text_of(form, at, was) or EMPTY for at, was in values_before(application).items()},
    )
