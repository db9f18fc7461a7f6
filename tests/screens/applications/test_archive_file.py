"""The archive as the page 办理 gives it: with the papers, or why there is none."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from typing import Any

import pytest
from tests.screens.applications.test_officer_pages import submitted  # noqa: F401

from jiqun.records.applications.attached_forms import begin_attached
from jiqun.records.journal.models import Event
from jiqun.screens.filling import downloads

pytestmark = pytest.mark.django_db


def take(desk: Any, name: str = "clerk") -> Any:
    return desk.client(name).post(f"{desk.address}procedure/archive/", follow=True)


def test_archive_has_the_paper_and_is_listed(submitted: Any) -> None:  # noqa: F811
    answer = take(submitted)
    assert answer["Content-Type"] == "application/zip" and answer.streaming
    data = b"".join(answer.streaming_content)
    assert len(data) == int(answer["Content-Length"])
    with zipfile.ZipFile(BytesIO(data)) as opened:
        paper = opened.read("第1版/申报表.pdf")
        codes = opened.read("校验码.txt").decode()
    assert paper.startswith(b"%PDF")
    assert f"{hashlib.sha256(paper).hexdigest()}  第1版/申报表.pdf\n" in codes
    assert Event.objects.filter(kind="archive_taken").count() == 1
    assert "下载归档包" in submitted.page("procedure/", "city")


def test_who_has_none_is_told(submitted: Any) -> None:  # noqa: F811
    assert "由县（市、区）、地级市和自治区下载" in take(submitted, "operator").content.decode()
    assert "下载归档包" not in submitted.page("procedure/", "operator")
    assert Event.objects.get(kind="archive_refused").person_name.startswith("park")


def test_paper_of_a_further_form_is_in_the_archive_of_the_city(
    submitted: Any,  # noqa: F811
) -> None:
    begin_attached(submitted.application.public_id, "onsite_statement", submitted.people["city"])
    papers = {}
    for name in ("city", "clerk"):
        data = b"".join(take(submitted, name).streaming_content)
        with zipfile.ZipFile(BytesIO(data)) as opened:
            papers[name] = [one for one in opened.namelist() if one.endswith(".pdf")]
            if name == "city":
                assert opened.read(papers[name][1]).startswith(b"%PDF")
    paper = "现场核查符合性说明/现场核查符合性说明.pdf"
    assert papers == {"city": ["第1版/申报表.pdf", paper], "clerk": ["第1版/申报表.pdf"]}


def test_before_the_first_version_there_is_none(desk: Any) -> None:
    assert "没有可以归档的内容" in take(desk).content.decode()
    assert "下载归档包" not in desk.page("procedure/", "clerk")


def test_paper_that_cannot_be_drawn_is_said(
    submitted: Any,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(downloads, "typeset", lambda *_: None)
    assert "现在不能生成申报表的 PDF" in take(submitted).content.decode()
    assert not Event.objects.filter(kind="archive_taken").exists()
