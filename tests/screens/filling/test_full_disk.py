"""A full disk: uploads are refused in words and leave nothing, saves go on, and it recovers."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings
from tests.records.evidence.sample_files import PDF

JSON = {"HTTP_ACCEPT": "application/json"}
WORDS = "服务器磁盘空间不足，文件没有保存。填报内容仍可保存"
WAYS = {"evidence/add/": "证明.pdf", "word/": "申报表.docx"}


def upload(desk: Any, path: str, size: int, **told: str) -> Any:
    client = desk.client()
    client.raise_request_exception = False
    file = SimpleUploadedFile(WAYS[path], PDF + b"\n%" + b"x" * size)
    return client.post(desk.address + path, {"file": file, "kind": "authority"}, **told)


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def full(small_disk: Path, settings: Settings) -> Path:
    """A disk of 1 MB for all that is uploaded."""
    settings.EVIDENCE_DIR = small_disk / "evidence"
    settings.UPLOADS_DIR = small_disk / "brought"
    settings.FILE_UPLOAD_TEMP_DIR = small_disk / "arriving"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return small_disk


@pytest.mark.parametrize("path", WAYS)
@pytest.mark.parametrize("size", [1_500_000, 4_000_000])  # held in memory, and laid down to arrive
def test_upload_that_does_not_fit_is_refused_leaves_nothing_and_saves_go_on(
    desk: Any, full: Path, path: str, size: int
) -> None:
    for _ in range(2):
        told = upload(desk, path, size, **JSON)
        assert (told.status_code, WORDS in told.json()["error"]) == (507, True)
        page = upload(desk, path, size)
        assert (page.status_code, WORDS in page.content.decode()) == (507, True)
        assert files_in(full) == []
    assert desk.save("operator", "甲").status_code == 200
    assert upload(desk, path, 1000, **JSON).status_code in (200, 302)
    assert len(files_in(full)) == 1


@pytest.mark.parametrize("path", WAYS)
def test_disk_that_is_nearly_full_takes_no_file_before_it_is_read_and_goes_on_by_itself(
    desk: Any, full: Path, settings: Settings, path: str
) -> None:
    settings.DATA_DIR = full
    settings.KEPT_FREE = 500_000
    filler = full / "filler"
    filler.write_bytes(b"x" * 600_000)
    body = BytesIO(b"x" * 1000)
    client = desk.client()
    client.raise_request_exception = False
    told = client.generic(
        "POST",
        desk.address + path,
        body.getvalue(),
        content_type="multipart/form-data; boundary=never-read",
        **JSON,
    )
    assert (told.status_code, WORDS in told.json()["error"]) == (507, True)
    assert upload(desk, path, 1000).status_code == 507
    assert desk.save("operator", "甲").status_code == 200
    filler.unlink()
    assert upload(desk, path, 1000, **JSON).status_code in (200, 302)


def test_who_is_there_is_not_disturbed_by_a_full_disk(
    desk: Any, small_disk: Path, settings: Settings
) -> None:
    settings.PRESENCE_DIR = small_disk / "present"
    settings.PRESENCE_DIR.mkdir()
    (small_disk / "filler").write_bytes(b"x" * shutil.disk_usage(small_disk).free)
    answer = desk.client().post(desk.address + "presence/", {"section": "part_2"}, **JSON)
    assert (answer.status_code, answer.json()["people"]) == (200, [])
    assert files_in(small_disk) == ["filler"]
