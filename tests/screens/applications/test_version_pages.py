"""The pages of a frozen version show it as it was, whatever became of the form since."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jiqun.engine import cell
from jiqun.records.filings.actions import save_answer
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.versions.actions import freeze

pytestmark = pytest.mark.django_db
NAME = cell("cluster_name")


@pytest.fixture
def version(desk: Any) -> str:
    """Where the first version lies, frozen as 甲; now the form says 乙."""
    filing = desk.application.filing
    save_answer(filing, NAME, "甲产业集群", 0, SYSTEM)
    freeze(filing, SYSTEM)
    save_answer(filing, NAME, "乙产业集群", 1, SYSTEM)
    return f"/a/{desk.application.public_id}-v1/"


def test_pages_of_a_version_tell_nothing_of_now(desk: Any, version: str) -> None:
    client = desk.client()
    page = client.get(f"{version}part/1/").content.decode()
    assert "甲产业集群" in page and "乙产业集群" not in page and "定稿第1版" in page
    for place in ("checks/", "paper/", "download/json/"):
        answer = client.get(f"{version}{place}")
        assert answer.status_code == 200
        assert "乙产业集群" not in answer.content.decode(), place


def test_page_of_a_version_is_never_told_to_change(desk: Any, version: str) -> None:
    client = desk.client()
    before = client.get(f"{version}findings/?section=part_1").json()
    assert before["answers"] == []
    save_answer(desk.application.filing, NAME, "丙产业集群", 2, SYSTEM)
    after = client.get(f"{version}findings/?section=part_1").json()
    assert after == before
    here = client.post(f"{version}presence/", {"section": "part_1"}).json()
    assert here["revision"] == before["revision"]


def test_same_version_gives_the_same_pdf(desk: Any, version: str) -> None:
    client = desk.client()
    first = client.get(f"{version}download/pdf/")
    save_answer(desk.application.filing, NAME, "丙产业集群", 2, SYSTEM)
    second = client.get(f"{version}download/pdf/")
    assert first.status_code == 200
    assert first.content == second.content and first.content.startswith(b"%PDF")


def test_nothing_of_a_version_is_changed_and_pages_of_now_alone_are_not_there(
    desk: Any, version: str
) -> None:
    client = desk.client()
    change = {"section": "part_1", "changes": [{"key": str(NAME), "value": "丁", "revision": 0}]}
    answer = client.post(f"{version}answer/", json.dumps(change), content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (
        403,
        "这是一个定稿版本，只能查看，不能修改。",
    )
    for place in ("history/", "evidence/", "word/"):
        assert client.get(f"{version}{place}").status_code == 404, place


def test_version_that_is_not_there_or_is_of_others_is_not_found(desk: Any, version: str) -> None:
    own = version.replace("-v1/", "-v2/")
    assert desk.client().get(f"{own}part/1/").status_code == 404
    for odd in ("-v0/", "-v01/", "-vx/", "-v99999/"):
        assert desk.client().get(f"{version.replace('-v1/', odd)}part/1/").status_code == 404
    assert desk.client("stranger").get(f"{version}part/1/").status_code == 404
