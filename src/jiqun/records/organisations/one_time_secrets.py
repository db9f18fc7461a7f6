"""One-time secrets 一次性密码: what a person logs in with for the first time, or after a reset.

Shown once, to who gives it; it opens nothing but the page on which they set their own password, and
loses its force by that, by another one, or after a week.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.organisations.kept_passwords import keep_password
from jiqun.records.organisations.models import OneTimeSecret, Person
from jiqun.records.organisations.roles import Role
from jiqun.records.verdict import ALLOWED, NotAllowedError, Verdict, refused

LASTS = timedelta(days=7)
# Without the letters and digits that look like one another; 16 of them are 79 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_EXPIRED = "一次性密码已经过期。请联系发放账号的部门，重新发放一次。"


@dataclass(frozen=True, slots=True)
class HandedSecret:
    """What is printed on the strip for one person; nothing else ever knows the secret."""

    office: str
    full_name: str
    username: str
    roles: str
    secret: str
    expires_at: datetime


def new_secret() -> str:
    """A secret nobody guesses, in four groups that can be read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def give_secret(
    person: Person, secret: str, by: Actor, source: str = "web", also: Collection[str] = ()
) -> HandedSecret:
    """Let a secret be a person's password, whose hash was set on them before, outside of `writing`:
    their sessions end, and the secret of before. `also` are the roles they get at the same time."""
    now = timezone.now()
    with writing():
        keep_password(person, remember=False)
        made = OneTimeSecret.objects.create(
            person=person, given_by_id=by.pk, given_at=now, expires_at=now + LASTS
        )
        record("secret_given", f"person:{person.pk}", by, source=source)
    roles = "、".join(also) or "、".join(post_roles(person))
    return HandedSecret(
        person.office_name, person.full_name, person.username, roles, secret, made.expires_at
    )


def post_roles(person: Person) -> list[str]:
    """What the roles of a person in their own office are called."""
    return [Role(post.role).label for post in person.posts if not post.is_deputy]


def open_secret(person: Person) -> OneTimeSecret | None:
    """The secret with which a person has yet to set their own password."""
    return person.one_time_secrets.filter(closed_at__isnull=True).first()


def can_log_in(person: Person) -> Verdict:
    """Whether the password that was right may be used: not a secret that has expired."""
    given = open_secret(person)
    if given is not None and given.expires_at <= timezone.now():
        return refused(_EXPIRED)
    return ALLOWED


def set_own_password(person: Person, by: Actor, source: str = "web") -> None:
    """Keep the password that a person chose, whose hash was set on them before: the secret is used.

    Raises NotAllowedError where the secret has expired meanwhile.
    """
    with writing():
        given = open_secret(person)
        verdict = can_log_in(person)
        if not verdict:
            raise NotAllowedError(verdict)
        keep_password(person)
        if given is not None:
            OneTimeSecret.objects.filter(pk=given.pk).update(used=True)
            record("secret_used", f"person:{person.pk}", by, source=source)
