"""Talk 讨论 of an application: between its operator, its county and its city. Nobody else reads it,
and the region and the experts are shown no trace of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jiqun.engine import labels_of
from jiqun.records.applications.models import Application
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.queries import application_held
from jiqun.records.applications.rules import offices_told, roles_in, shown_place
from jiqun.records.applications.stages import ENDED
from jiqun.records.filings.editions import form_of
from jiqun.records.journal.actions import writing
from jiqun.records.journal.event_kinds import EVENT_KINDS
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.queries import office_of
from jiqun.records.organisations.roles import CITY, COUNTY, OPERATOR, in_group
from jiqun.records.outbox.actions import tell
from jiqun.records.talks import actions as talks
from jiqun.records.talks.queries import place_of_talk, talk_row
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused

_SIDES = (COUNTY, OPERATOR, CITY)
_LABEL = 80  # characters of an answer's label in a notice


def can_read_talk(person: Person, application: Application) -> Verdict:
    """Whether the talk of an application is for a person to read, at any time."""
    if roles_in(person, application) & in_group(*_SIDES):
        return ALLOWED
    return refused("讨论在运营机构、县（市、区）和地级市之间进行，您的单位不参加。")


def can_talk(person: Person, application: Application) -> Verdict:
    """Whether a person may say something: as long as the application is not over, as far as they
    know."""
    readable = can_read_talk(person, application)
    if not readable:
        return readable
    place = shown_place(roles_in(person, application), application)
    if place.stage in ENDED:
        now = PROCEDURE.label_of(place)
        return refused(f"现在是“{now}”，讨论只能查看，不能再发言。")
    return ALLOWED


def ask_at(public_id: str, target: str, text: str, by: Person, source: str = "web") -> str:
    """Open a thread at a place of an application (an address as text; empty: the whole); its id.
    Raises NotFound, also for who may not read it, NotAllowedError and UnusableInput (Chinese)."""
    with _talking(public_id, by) as held:
        talk_id, new = talks.open_talk(held.filing, target, text, by, source)
        _tell(held, talk_id, "talk_opened", by, new)
    return talk_id


def reply_in(public_id: str, talk_id: str, text: str, by: Person, source: str = "web") -> None:
    """Say something in a thread. Raises as `ask_at`, and NotAllowedError for a settled one."""
    with _talking(public_id, by) as held:
        new = talks.reply(held.filing, talk_id, text, by, source)
        _tell(held, talk_id, "talk_replied", by, new)


def settle_talk(public_id: str, talk_id: str, by: Person, source: str = "web") -> None:
    """Settle a thread; one that is settled stays so. Raises NotFound and NotAllowedError."""
    with _talking(public_id, by) as held:
        new = talks.settle(held.filing, talk_id, by, source)
        _tell(held, talk_id, "talk_settled", by, new)


def reopen_talk(public_id: str, talk_id: str, by: Person, source: str = "web") -> None:
    """Open a settled thread again. Raises NotFound and NotAllowedError."""
    with _talking(public_id, by) as held:
        new = talks.open_again(held.filing, talk_id, by, source)
        _tell(held, talk_id, "talk_reopened", by, new)


@contextmanager
def _talking(public_id: str, by: Person) -> Iterator[Application]:
    """The application, held, for somebody who may say something about it now."""
    with writing():
        held = application_held(by, public_id)
        if not can_read_talk(by, held):
            raise NotFound
        verdict = can_talk(by, held)
        if not verdict:
            raise NotAllowedError(verdict)
        yield held


def _tell(held: Application, talk_id: str, kind: str, by: Person, new: bool) -> None:
    """Tell the other sides, in words that give away nothing of what was said."""
    if not new:
        return
    own, at = office_of(by), place_of_talk(held.filing, talk_id)
    subject = talk_row(held.filing, talk_id).subject
    place = f"“{labels_of(form_of(held.filing)).full(at)[:_LABEL]}”" if at else "整份申报"
    words = f"{held.call.title} · {held.county.name}：{by.office_name}{EVENT_KINDS[kind]}，{place}"
    others = [(one, group) for one, group in offices_told(held, _SIDES) if one != own]
    tell(others, subject, kind, words[:300])
