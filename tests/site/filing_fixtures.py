"""What tests of filings without an application may ask for: three forms, and who comes to one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from jiqun.records.filings.actions import create_filing
from jiqun.records.filings.editions import edition_named, form_named
from jiqun.records.filings.models import Filing
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Office, Person

EDITIONS = Path(__file__).parents[1] / "engine" / "editions"
BACKEND = "jiqun.screens.account.backend.AccountBackend"


@dataclass(frozen=True)
class FilingDesk:
    """A statement that 中宁 fills in, with paper, and a report, without; people from all around."""

    statement: Filing
    report: Filing
    people: Mapping[str, Person]

    def client(self, name: str = "clerk") -> Client:
        """A client logged in as one of the people."""
        client = Client()
        client.force_login(self.people[name], BACKEND)
        return client

    def get(self, path: str, name: str = "clerk", of: Filing | None = None) -> HttpResponse:
        return self.client(name).get(self.address(of) + path)

    def text(self, path: str, name: str = "clerk", of: Filing | None = None) -> str:
        """A page that must be there."""
        answer = self.get(path, name, of)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def save(self, key: str, value: str, revision: int, name: str = "clerk") -> HttpResponse:
        """Save an answer of the statement, as the page of its part does."""
        change = {"key": key, "value": value, "revision": revision}
        body = json.dumps({"changes": [change], "section": "part_1"})
        address = f"{self.address()}answer/"
        return self.client(name).post(address, body, content_type="application/json")

    def address(self, of: Filing | None = None) -> str:
        return f"/f/{(of or self.statement).public_id}/"


@pytest.fixture
def three_forms(settings: Settings) -> Iterator[str]:
    """The id of an edition of three forms, in a folder that the setting names."""
    settings.FORMS_FOLDERS = [EDITIONS]
    yield "hebei-2028"
    edition_named.cache_clear()
    form_named.cache_clear()


@pytest.fixture
def filing_desk(
    three_forms: str,
    office: Callable[..., Office],
    person: Callable[..., Person],
    tmp_path: Path,
    settings: Settings,
) -> FilingDesk:
    """Two filings of 中宁 that belong to no application."""
    settings.EVIDENCE_DIR, settings.UPLOADS_DIR = tmp_path / "evidence", tmp_path / "brought"
    settings.PARTS_DIR = tmp_path / "parts"
    region = office("自治区工信厅", "region", None, "640000")
    city = office("中卫市工信局", "city", region, "640500")
    far_city = office("银川市工信局", "city", region, "640100")
    county = office("中宁县工信局", "county", city, "640521")
    other = office("海原县工信局", "county", city, "640522")
    park = office("中宁园区", "operator", county)
    people = {
        "clerk": person("zhongning", county, "county"),
        "colleague": person("zhongning-2", county, "county_clerk"),
        "operator": person("park", park, "operator"),
        "other": person("haiyuan", other, "county"),
        "city": person("zhongwei", city, "city"),
        "far_city": person("yinchuan", far_city, "city"),
        "region": person("ningxia", region, "region"),
        "admin": person("admin", office("管理室", "administration"), "admin"),
        "nobody": Person.objects.create(username="nobody", full_name="无单位"),
    }
    statement = create_filing(three_forms, county, SYSTEM, "onsite_statement")
    return FilingDesk(
        statement, create_filing(three_forms, county, SYSTEM, "yearly_report"), people
    )
