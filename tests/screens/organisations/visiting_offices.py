"""Visiting the pages of offices: as whom, and what an answer says."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client
from lxml import html

from jiqun.records.organisations.queries import person_named

BACKEND = "jiqun.screens.account.backend.AccountBackend"


def at(username: str) -> Client:
    """A client logged in as somebody."""
    client = Client()
    client.force_login(person_named(username), BACKEND)
    return client


def text(answer: HttpResponse) -> str:
    """What a page says; it must be there."""
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode()).text_content()
