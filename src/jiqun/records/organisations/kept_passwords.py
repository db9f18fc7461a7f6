"""Passwords that are kept 密码: written at one place, which closes the one-time secret before it
and remembers the last few, so that none comes again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.utils import timezone

from jiqun.records.organisations.models import PastPassword, Person

KEPT = 5
"""How many passwords are remembered, the one in force among them."""


def keep_password(person: Person, remember: bool = True) -> None:
    """Keep the password that was set on a person, inside `writing`: an open secret closes by it.
    One that is a secret itself is not among those that are remembered."""
    person.save(update_fields=["password"])
    now = timezone.now()
    person.one_time_secrets.filter(closed_at__isnull=True).update(closed_at=now)
    if not remember:
        return
    PastPassword.objects.create(person=person, digest=person.password, set_at=now)
    older = person.past_passwords.order_by("-id").values_list("pk", flat=True)[KEPT:]
    PastPassword.objects.filter(pk__in=list(older)).delete()


def was_used_before(person: int, password: str) -> bool:
    """Whether a password is one of the last of the person of a number; slow, as hashes are."""
    digests = PastPassword.objects.filter(person=person).values_list("digest", flat=True)
    return any(check_password(password, digest) for digest in digests)


def password_set_at(person: Person) -> datetime:
    """When the password in force was set; of accounts of before, when they were made."""
    last = person.past_passwords.order_by("-id").first()
    return last.set_at if last else person.date_joined
