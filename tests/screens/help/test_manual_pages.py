"""The manual inside the site: its chapters, the ways inside it, its pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from jiqun.records.organisations.models import Office, Person
from jiqun.screens.help.manual import chapters

pytestmark = pytest.mark.django_db
MANUAL = Path(__file__).parents[3] / "docs" / "manual"


@pytest.fixture
def client(office: Callable[..., Office], person: Callable[..., Person]) -> Client:
    """A client logged in as a clerk who has no application."""
    client = Client()
    backend = "jiqun.screens.account.backend.AccountBackend"
    client.force_login(person("zhongning", office("中宁县工信局", "county"), "county"), backend)
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_page_leads_to_the_manual_and_that_to_every_section(client: Client) -> None:
    assert '<a href="/help/">帮助</a>' in page(client, "/")
    contents = page(client, "/help/")
    heads = re.findall(r"^## (.+)$", (MANUAL / "clerk.md").read_text("utf-8"), re.MULTILINE)
    assert heads and all(head in contents for head in heads)
    assert contents.count('href="/help/clerk/#') == len(heads)


def test_every_chapter_of_the_folder_is_in_the_manual(client: Client) -> None:
    names = {path.stem for path in MANUAL.glob("*.md")} - {"README"}
    assert {chapter.name for chapter in chapters()} == names


def test_ways_and_pictures_of_a_chapter_lead_somewhere(client: Client) -> None:
    pictures: list[tuple[str, str]] = []
    for chapter in chapters():
        text = page(client, f"/help/{chapter.name}/")
        ids = set(re.findall(r'<h\d id="([^"]+)"', text))
        ways = re.findall(r'href="#([^"]+)"', text)
        assert len(ways) > 3 and {unquote(way) for way in ways} - {"middle"} <= ids
        pictures += re.findall(r'<img src="/static/([^"]+)" alt="([^"]+)" width="1366"', text)
    assert len(pictures) == len(list((MANUAL / "pictures").iterdir()))
    assert all(finders.find(path) for path, _ in pictures)


def test_chapter_that_the_manual_does_not_have_is_not_found(client: Client) -> None:
    for name in ("README", "nothing", "pictures"):
        assert client.get(f"/help/{name}/").status_code == 404


def test_way_to_another_chapter_becomes_its_address_and_markup_stays_text(
    tmp_path: Path, settings: Settings
) -> None:
    settings.MANUAL_DIR = tmp_path
    (tmp_path / "README.md").write_text("[二](two.md)、[一](one.md)", "utf-8")
    (tmp_path / "one.md").write_text("# 一\n\n## 1. 开头 <b>\n\n甲\n乙<script>", "utf-8")
    (tmp_path / "two.md").write_text("# 二\n\n见[开头](one.md#1-开头-b)。", "utf-8")
    two, one = chapters()
    assert (two.title, one.title) == ("二", "一")
    assert unquote(re.findall('href="([^"]+)"', two.body)[0]) == "/help/one/#1-开头-b"
    assert [place.id for place in one.places] == ["1-开头-b"]
    assert "甲乙&lt;script&gt;" in one.body


def test_package_carries_the_manual_where_the_settings_look_for_it() -> None:
    project = (MANUAL.parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    assert '"docs/manual" = "jiqun/manual"' in project
