"""What tests of the pages about a whole application may ask for: two counties at their desks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from jiqun.engine import Address, parse_address
from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.models import Application, Call
from jiqun.records.filings.actions import Change, save_answers
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.queries import answers_now
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Office, Person

BACKEND = "jiqun.screens.account.backend.AccountBackend"
PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n58\n%%EOF\n"
)


@dataclass
class Desk:
    """A clerk of 中宁 at their application; `stranger` is a clerk of another county."""

    clerk: Client
    stranger: Client
    person: Person
    application: Application
    call: Call

    @property
    def base(self) -> str:
        return f"/a/{self.application.public_id}/"

    def get(self, path: str, **told: str) -> HttpResponse:
        return self.clerk.get(self.base + path, **told)

    def post(self, path: str, data: dict[str, object] | None = None, **told: str) -> HttpResponse:
        return self.clerk.post(self.base + path, data or {}, **told)

    def fill(self, **values: object) -> None:
        """Save answers; a year is named with two underscores: total_output__2024."""
        self.save({key.replace("__", ":"): value for key, value in values.items()})

    def save(self, values: dict[str, object]) -> None:
        self.application.filing.refresh_from_db()
        now = answers_now(self.application.filing)
        changes = [
            Change(at, value, now[at].revision if at in now else 0)
            for at, value in ((self.at(key), value) for key, value in values.items())
        ]
        save_answers(self.application.filing, changes, self.person)

    def at(self, key: str) -> Address:
        return parse_address(form_of(self.application.filing), key)

    def value(self, key: str) -> object:
        self.application.filing.refresh_from_db()
        found = answers_now(self.application.filing).get(self.at(key))
        return found.value if found else None

    def close(self) -> None:
        """Let the deadline pass."""
        past = timezone.now() - timedelta(hours=1)
        Call.objects.filter(pk=self.call.pk).update(county_close=past)


@pytest.fixture
def own_desk(
    office: Callable[..., Office],
    person: Callable[..., Person],
    tmp_path: Path,
    settings: Settings,
) -> Desk:
    settings.EVIDENCE_DIR, settings.PARTS_DIR = tmp_path / "evidence", tmp_path / "parts"
    now = timezone.now()
    hour = timedelta(hours=1)
    call = open_call(CallTerms("ningxia-2026", "2026年申报", now - hour, now + hour), SYSTEM)
    region = office("自治区工信厅", "region", None, "640000")
    city = office("中卫市工信局", "city", region, "640500")
    county = office("中宁县工信局", "county", city, "640521")
    other = office("海原县工信局", "county", city, "640522")
    clerk, stranger = person("zhongning", county), person("haiyuan", other)
    application = start_application(call, county, SYSTEM)
    start_application(call, other, SYSTEM)
    return Desk(_at(clerk), _at(stranger), clerk, application, call)


def _at(person: Person) -> Client:
    client = Client()
    client.force_login(person, BACKEND)
    return client
