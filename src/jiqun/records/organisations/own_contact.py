"""How a person is reached 手机、邮箱: changed by themself."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person
from jiqun.records.verdict import ALLOWED, NotAllowedError, Verdict, refused

_PHONE = re.compile(r"[0-9+ -]{7,30}")


def check_phone(phone: str) -> Verdict:
    """Whether a text can be somebody's phone; none at all can."""
    if phone and not _PHONE.fullmatch(phone):
        return refused("手机号码只写数字，例如 13995001234；不填的留空。")
    return ALLOWED


def change_contact(person: Person, phone: str, email: str) -> None:
    """Keep a person's own phone and mail; the journal says which changed, and not to what.

    Raises NotAllowedError for what is neither.
    """
    verdict = check_phone(phone)
    if not verdict:
        raise NotAllowedError(verdict)
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise NotAllowedError(refused("邮箱的写法不对，例如 wangfang@example.com。")) from None
    with writing():
        held = Person.objects.get(pk=person.pk)
        said = {"phone": phone, "email": email}
        changed = [name for name, now in said.items() if getattr(held, name) != now]
        if not changed:
            return
        held.phone, held.email = phone, email
        held.save(update_fields=["phone", "email"])
        details = {"changed": changed}
        record("contact_changed", f"person:{held.pk}", held, "account", details)
