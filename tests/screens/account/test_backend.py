"""The person of a session: who may still work, with their office, found at every request anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from jiqun.records.organisations.models import Person

BACKEND = "jiqun.screens.account.backend.AccountBackend"


@pytest.fixture
def clerk(client: Client, person: Callable[..., Person]) -> Person:
    """A person who is logged in."""
    clerk = person("zhongning")
    client.force_login(clerk, BACKEND)
    assert _is_in(client)
    return clerk


def _is_in(client: Client) -> bool:
    return client.get("/account/session/").json()["person"] is not None


def test_account_that_is_closed_is_out_at_the_next_request(client: Client, clerk: Person) -> None:
    Person.objects.filter(pk=clerk.pk).update(is_active=False)
    assert not _is_in(client)


def test_password_that_was_changed_elsewhere_ends_the_session(
    client: Client, clerk: Person
) -> None:
    clerk.set_password("另一个很长的密码-2026")
    clerk.save()
    assert not _is_in(client)


def test_session_that_is_too_old_or_unknown_is_nobody(client: Client, clerk: Person) -> None:
    kept = client.cookies["jiqun"].value
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not _is_in(client)
    for unknown in ("0" * 32, "short", "' OR 1=1 --"):
        client.cookies["jiqun"] = unknown
        assert not _is_in(client)
    Session.objects.update(expire_date=timezone.now() + timedelta(hours=1))
    client.cookies["jiqun"] = kept
    assert _is_in(client)
