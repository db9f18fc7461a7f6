"""What tests of the applicant's desk may ask for: a county's application, its people, a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from jiqun.engine import Address, by_address, parse_address, read_answers, write_answers
from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.models import Application
from jiqun.records.filings.actions import Change, save_answers
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.queries import answers_now
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Office, Person

PASSWORD = "密码-password"
_HOUR = timedelta(hours=1)


@dataclass
class Desk:
    """An application with its people, and clients that are logged in as them."""

    application: Application
    people: Mapping[str, Person]
    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"/a/{self.application.public_id}/"

    def client(self, name: str = "clerk") -> Client:
        """A client logged in as one of the people."""
        if name not in self.clients:
            self.clients[name] = Client()
            backend = "jiqun.screens.account.backend.AccountBackend"
            self.clients[name].force_login(self.people[name], backend=backend)
        return self.clients[name]

    def page(self, path: str, name: str = "clerk") -> str:
        """A page of the application as text; it must be there."""
        answer = self.client(name).get(self.address + path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def post(self, path: str, data: object, name: str = "clerk") -> Any:
        return self.client(name).post(
            self.address + path, json.dumps(data), content_type="application/json"
        )

    def save(self, key: str, value: object, revision: int | None = None, **more: Any) -> Any:
        """Save one answer through the endpoint, at the revision it has."""
        section = more.pop("section", "part_2")
        change = {"key": key, "value": value, "revision": revision}
        if revision is None:
            change["revision"] = self.revision(key)
        sent = {"changes": [change], "section": section, "origin": more.pop("origin", "typed")}
        return self.post("answer/", sent, **more)

    def fill(self, values: Mapping[str, object]) -> None:
        """Put answers in by their addresses as they are written."""
        changes = [Change(self.at(key), value, self.revision(key)) for key, value in values.items()]
        save_answers(self.fresh().filing, changes, self.people["clerk"])

    def at(self, key: str) -> Address:
        return parse_address(form_of(self.application.filing), key)

    def revision(self, key: str) -> int:
        now = answers_now(self.fresh().filing).get(self.at(key))
        return now.revision if now else 0

    def value(self, key: str) -> object:
        now = answers_now(self.fresh().filing).get(self.at(key))
        return now.value if now else None

    def fresh(self) -> Application:
        return Application.objects.select_related("filing", "call").get(pk=self.application.pk)


def _world(office: Callable[..., Office], person: Callable[..., Person]) -> Desk:
    now = timezone.now()
    call = open_call(
        CallTerms("ningxia-2026", "2026年申报", now - _HOUR, now + 240 * _HOUR), SYSTEM
    )
    region = office("自治区工信厅", "region", None, "640000")
    city = office("中卫市工信局", "city", region, "640500")
    county = office("中宁县工信局", "county", city, "640521")
    park = office("中宁园区", "operator", county)
    other = office("海原县工信局", "county", city, "640522")
    people = {
        "clerk": person("zhongning", county, "county"),
        "operator": person("park", park, "operator"),
        "city": person("zhongwei", city, "city"),
        "region": person("ningxia", region, "region"),
        "stranger": person("haiyuan", other, "county"),
    }
    return Desk(start_application(call, county, SYSTEM, park), people)


@pytest.fixture
def desk(
    office: Callable[..., Office], person: Callable[..., Person], tmp_path: Path, settings: Settings
) -> Desk:
    """An empty application of 中宁县, and the people around it."""
    settings.EVIDENCE_DIR, settings.PARTS_DIR = tmp_path / "evidence", tmp_path / "parts"
    return _world(office, person)


@pytest.fixture
def filled(desk: Desk, example_data: dict[str, object]) -> Desk:
    """The application with the shipped example in it."""
    form = form_of(desk.application.filing)
    values = by_address(form, write_answers(read_answers(form, example_data)))
    desk.fill({str(at): value for at, value in values.items()})
    return desk


# --- In a browser ------------------------------------------------------------------------------
Open = Callable[..., Page]


@pytest.fixture
def open_page(
    transactional_db: None, desk: Desk, live_server: Any, browser: Browser
) -> Iterator[Open]:
    """Opens a page of the application as one of the people: open_page("part/2/", "clerk").

    At the end no page may have written an error or a refusal of the content policy.
    """
    contexts, complaints = [], []

    def open_as(path: str, name: str = "clerk", **more: Any) -> Page:
        context = browser.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": 1366, "height": 768},
            **more,
        )
        contexts.append(context)
        session = desk.client(name).cookies["jiqun"].value
        context.add_cookies([{"name": "jiqun", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if _complains(m) else None)
        page.goto(live_server.url + desk.address + path)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []


def _complains(message: Any) -> bool:
    # A refused request is written there by the browser itself; the pages have an answer to it.
    return message.type in ("error", "warning") and "Failed to load resource" not in message.text
