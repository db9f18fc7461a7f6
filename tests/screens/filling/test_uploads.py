"""Uploads in parts over HTTP: who may, what is refused before a byte is sent, and how each ends."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from tests.records.evidence.sample_files import PDF, docx

from jiqun.records.applications.models import Call
from jiqun.records.evidence.models import Piece
from jiqun.records.evidence.queries import open_piece, pieces_of
from jiqun.records.filings.actions import create_filing
from jiqun.records.filings.models import ImportPreview
from jiqun.records.filings.open_uploads import LARGEST_PART, MOST_OPEN
from jiqun.records.journal.models import Event

pytestmark = pytest.mark.django_db
TICK = "chain_strengthening_work.chain_map"
BYTES = "application/offset+octet-stream"
FULL = "服务器磁盘空间不足，文件没有保存。"


def pdf(size: int) -> bytes:
    """A PDF of so many bytes whose content repeats nowhere."""
    return PDF + b"%" + os.urandom(size - len(PDF) - 7).hex().encode()[: size - len(PDF) - 1]


class Sender:
    """Somebody who brings a file in parts, by hand."""

    def __init__(self, desk: Any, name: str = "clerk") -> None:
        self.desk, self.client = desk, desk.client(name)
        self.client.raise_request_exception = False
        self.address = ""

    def begin(self, data: bytes, name: str = "图谱.pdf", to: str = "", **more: object) -> Any:
        announced = {
            "purpose": "evidence",
            "file_name": name,
            "size": len(data),
            "sha256": sha256(data).hexdigest(),
            "kind": "authority",
            "for": [TICK],
            **more,
        }
        place, body = to or self.desk.address, json.dumps(announced)
        answer = self.client.post(f"{place}uploads/", body, content_type="application/json")
        if answer.status_code == 200:
            self.address = answer.json()["address"]
        return answer

    def part(self, offset: object, part: bytes, address: str = "") -> Any:
        return self.client.patch(
            address or self.address,
            part,
            content_type=BYTES,
            headers={"Upload-Offset": str(offset), "Accept": "application/json"},
        )

    def ask(self) -> Any:
        return self.client.get(self.address, headers={"Accept": "application/json"})

    def all(self, data: bytes, name: str = "图谱.pdf", **more: object) -> Any:
        offset = self.begin(data, name, **more).json()["offset"]
        half = (offset + len(data)) // 2
        assert self.part(offset, data[offset:half]).json()["offset"] == half
        return self.part(half, data[half:])


@pytest.fixture
def sender(desk: Any) -> Sender:
    return Sender(desk)


def pieces(desk: Any) -> list[Piece]:
    return pieces_of(desk.application.filing)


def files() -> list[Path]:
    folders = (settings.EVIDENCE_DIR, settings.PARTS_DIR)
    return [path for one in folders for path in Path(one).rglob("*") if path.is_file()]


def test_evidence_in_parts_is_what_it_would_be_at_once(desk: Any, sender: Sender) -> None:
    data = pdf(30_000)
    begun = sender.begin(data)
    assert (begun["Upload-Offset"], begun["Upload-Length"]) == ("0", "30000")
    first = sender.part(0, data[:10_000])
    assert (first.status_code, first["Upload-Offset"]) == (200, "10000")
    head = sender.client.head(sender.address)
    assert (head["Upload-Offset"], head.content) == ("10000", b"")
    last = sender.part(10_000, data[10_000:]).json()
    assert (last["done"], last["gaps"], last["ended"]) == ("已保存 1 份文件。", 0, True)
    (piece,) = pieces(desk)
    with open_piece(piece) as content:
        assert content.read() == data
    assert (piece.kind, [use.target for use in piece.uses.all()]) == ("authority", [TICK])
    assert piece.sha256 == sha256(data).hexdigest()
    assert [e.kind for e in Event.objects.filter(topic=piece.public_id)] == ["evidence_added"]


def test_word_in_parts_leads_to_its_preview(desk: Any, sender: Sender) -> None:
    told = sender.all(docx(), "申报表.docx", purpose="word").json()
    (preview,) = ImportPreview.objects.all()
    assert told["location"] == f"{desk.address}word/{preview.public_id}/"
    assert preview.file_name == "申报表.docx"


def test_answer_that_was_lost_is_told_again_and_nothing_is_kept_twice(
    desk: Any, sender: Sender
) -> None:
    data = pdf(5000)
    told = sender.all(data).json()
    assert sender.ask().json() == told
    assert sender.part(0, data).json() == told
    assert len(pieces(desk)) == 1


@pytest.mark.parametrize("purpose", ["evidence", "word"])
def test_end_that_was_not_written_down_any_more_is_not_done_twice(
    desk: Any, sender: Sender, purpose: str
) -> None:
    data, name = (pdf(5000), "图谱.pdf") if purpose == "evidence" else (docx(), "表.docx")
    sender.begin(data, name, purpose=purpose)
    # As if the process had been killed between the two: the file was handed on, and is still open.
    before = {path: path.read_bytes() for path in Path(settings.PARTS_DIR).rglob("*.*")}
    told = sender.part(0, data).json()
    for path, content in before.items():
        path.write_bytes(data if path.suffix == ".bytes" else content)
    assert sender.ask().json()["offset"] == len(data)
    assert sender.part(len(data), b"").json() == told
    assert len(pieces(desk)) + ImportPreview.objects.count() == 1


def test_wrong_offset_is_answered_with_the_right_one(sender: Sender) -> None:
    data = pdf(5000)
    sender.begin(data)
    sender.part(0, data[:2000])
    for offset in (0, 1999, 2001, 4000):
        told = sender.part(offset, data[offset : offset + 10])
        assert (told.status_code, told["Upload-Offset"]) == (409, "2000")
        assert told.json()["offset"] == 2000
    assert sender.part(2000, data[2000:]).json()["ended"]


@pytest.mark.parametrize("offset", ["", "-1", "x", "1.5", "٣", "9" * 400])
def test_offset_that_is_none_is_refused(sender: Sender, offset: str) -> None:
    sender.begin(pdf(5000))
    assert sender.part(offset, b"x").status_code == 400


@pytest.mark.parametrize(
    ("name", "size", "more", "words"),
    [
        ("大.pdf", 20 * 1024 * 1024 + 1, {}, "超过每个文件 20 MB 的上限"),
        ("空.pdf", 0, {}, "是空文件"),
        ("程序.exe", 10, {}, "不是可以上传的类型"),
        ("图.pdf", 10, {"kind": "x"}, "没有选择佐证材料的类别"),
        ("图.pdf", 10, {"for": ["nix.nix"]}, "没有找到要佐证的填报项"),
        ("大.docx", 20 * 1024 * 1024 + 1, {"purpose": "word"}, "文件超过 20 MB"),
        ("空.docx", 0, {"purpose": "word"}, "是空文件"),
        ("表.doc", 10, {"purpose": "word"}, "不是 .docx 文件"),
    ],
)
def test_what_would_not_be_taken_is_refused_before_a_byte_is_sent(
    sender: Sender, name: str, size: int, more: dict[str, object], words: str
) -> None:
    told = sender.begin(b"", name, size=size, **more)
    assert (told.status_code, words in told.json()["error"]) == (422, True), told.content
    assert files() == []


@pytest.mark.parametrize(
    "more",
    [
        {"purpose": "nix"},
        {"file_name": 5},
        {"size": -1},
        {"size": "5"},
        {"size": 2**40},
        {"sha256": "x" * 64},
        {"sha256": None},
        {"for": [5]},
    ],
)
def test_announcement_that_is_none_is_refused(sender: Sender, more: dict[str, object]) -> None:
    assert sender.begin(PDF, **more).status_code == 400
    assert files() == []


def test_more_than_may_be_open_are_refused_until_one_is_given_up(sender: Sender) -> None:
    for number in range(MOST_OPEN):
        assert sender.begin(PDF, f"{number}.pdf").status_code == 200
    told = sender.begin(PDF, "多.pdf")
    assert (told.status_code, "未传完" in told.json()["error"]) == (422, True)
    assert sender.client.delete(sender.address).status_code == 204
    assert sender.ask().status_code == 404
    assert sender.begin(PDF, "多.pdf").status_code == 200


def test_part_that_is_too_large_is_refused(desk: Any, sender: Sender) -> None:
    assert LARGEST_PART < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert f'data-largest-part="{LARGEST_PART}"' in desk.page("evidence/")
    assert f'data-largest-part="{LARGEST_PART}"' in desk.page("word/")
    data = b"x" * (LARGEST_PART + 1)
    sender.begin(data)
    assert sender.part(0, data).status_code == 413
    assert sender.part(0, data[:LARGEST_PART]).json()["offset"] == LARGEST_PART
    told = sender.part(LARGEST_PART, b"xyz")
    assert (told.status_code, "没有收下" in told.json()["error"]) == (422, True)


@pytest.mark.parametrize("other", ["operator", "city", "region", "stranger"])
def test_nobody_else_sees_goes_on_with_or_ends_it(desk: Any, sender: Sender, other: str) -> None:
    data = pdf(5000)
    sender.begin(data)
    sender.part(0, data[:1000])
    somebody = Sender(desk, other)
    for client, address in (
        (somebody, sender.address),
        (somebody, sender.address[:-34] + "0" * 32),
    ):
        for answer in (
            client.client.get(address),
            client.client.head(address),
            client.part(1000, data[1000:], address),
            client.client.delete(address),
        ):
            assert answer.status_code == 404
    begun = somebody.begin(data)
    assert begun.status_code == {"operator": 200, "stranger": 404}.get(other, 403)
    if other == "operator":
        assert (begun.json()["offset"], somebody.address != sender.address) == (0, True)
    assert sender.part(1000, data[1000:]).json()["ended"]


def test_it_is_there_only_under_the_filing_it_was_begun_for(desk: Any, sender: Sender) -> None:
    data = pdf(5000)
    sender.begin(data)
    filing = create_filing("ningxia-2026", desk.application.county, desk.people["clerk"])
    other = f"/f/{filing.public_id}/"
    assert sender.client.get(sender.address.replace(desk.address, other)).status_code == 404
    sender.begin(data, to=other)
    assert sender.address.startswith(other)
    assert sender.part(0, data).json()["ended"]
    assert [len(pieces_of(one)) for one in (filing, desk.application.filing)] == [1, 0]


def test_right_is_asked_for_at_every_part(desk: Any, sender: Sender) -> None:
    data = pdf(5000)
    sender.begin(data)
    sender.part(0, data[:1000])
    now = timezone.now()
    Call.objects.update(county_close=now - timedelta(hours=1))
    for part in (data[1000:2000], data[1000:]):
        told = sender.part(1000, part)
        assert (told.status_code, "截止" in told.json()["error"]) == (403, True)
    told = sender.begin(data)
    assert (told.status_code, "截止" in told.json()["error"]) == (403, True)
    assert pieces(desk) == []
    Call.objects.update(county_close=now + timedelta(hours=1))
    assert sender.part(1000, data[1000:]).json()["ended"]


def test_login_that_ended_is_told_and_after_a_new_one_it_goes_on(desk: Any, sender: Sender) -> None:
    data = pdf(5000)
    sender.begin(data)
    session = sender.client.cookies.pop("jiqun")
    told = sender.part(0, data[:1000])
    assert (told.status_code, told.json()) == (401, {"login": "/account/login/"})
    sender.client.cookies["jiqun"] = session.value
    assert sender.part(0, data).json()["ended"]


def test_only_our_own_pages_begin_go_on_and_end(desk: Any) -> None:
    sender = Sender(desk)
    session = sender.client.cookies["jiqun"].value
    sender.begin(PDF)
    sender.client = Client(enforce_csrf_checks=True)
    sender.client.cookies["jiqun"] = session
    for answer in (sender.begin(PDF), sender.part(0, PDF), sender.client.delete(sender.address)):
        assert answer.status_code == 403
    assert sender.ask().json()["offset"] == 0


def test_content_that_is_not_what_it_says_is_refused_by_the_same_gate(
    desk: Any, sender: Sender
) -> None:
    told = sender.all(b"<html>" + b" " * 1000)
    assert (told.status_code, "扩展名说它是 PDF 文件" in told.json()["error"]) == (422, True)
    assert sender.ask().json() == told.json()
    assert (pieces(desk), Path(settings.EVIDENCE_DIR).exists()) == ([], False)


def test_content_that_is_not_what_was_announced_is_refused(desk: Any, sender: Sender) -> None:
    data = pdf(5000)
    sender.begin(data)
    sender.part(0, data[:1000])
    told = sender.part(1000, pdf(5000)[1000:])
    assert (told.status_code, "不一致" in told.json()["error"]) == (422, True)
    assert pieces(desk) == []
    assert sender.all(data).json()["ended"]


def test_same_file_goes_on_where_it_stood_and_another_does_not(desk: Any, sender: Sender) -> None:
    data, other = pdf(5000), pdf(5000)
    sender.begin(data)
    sender.part(0, data[:1000])
    page = Sender(desk)
    assert page.begin(data, kind="third_party").json()["offset"] == 1000
    assert page.address == sender.address
    second = Sender(desk)
    assert second.begin(other).json()["offset"] == 0
    for one, content in ((second, other), (page, data)):
        offset = one.ask().json()["offset"]
        assert one.part(offset, content[offset:]).json()["ended"]
    kept = {piece.kind: piece for piece in pieces(desk)}
    for kind, content in (("authority", other), ("third_party", data)):
        with open_piece(kept[kind]) as file:
            assert file.read() == content


def test_part_takes_no_change_of_the_database(desk: Any, sender: Sender) -> None:
    data = pdf(50_000)
    sender.begin(data)
    sender.part(0, data[:1000])
    with CaptureQueriesContext(connection) as statements:
        assert sender.part(1000, data[1000:2000]).status_code == 200
    assert [s["sql"] for s in statements if not s["sql"].startswith("SELECT")] == []


def test_unfinished_uploads_stand_on_the_pages_until_they_end(desk: Any, sender: Sender) -> None:
    data = pdf(5000)
    sender.begin(data, "半份<b>.pdf")
    sender.part(0, data[:1700])
    for path in ("evidence/", "word/"):
        page = desk.page(path)
        assert "半份_b_.pdf" in page and "已传 34 %" in page
        assert f'data-give-up="{sender.address}"' in page
        assert "半份" not in desk.page(path, "operator")
    sender.part(1700, data[1700:])
    assert "没有传完的文件" not in desk.page("evidence/")


@pytest.fixture
def full(small_disk: Path, settings: Settings) -> Path:
    """A disk of 1 MB for all that is uploaded."""
    settings.EVIDENCE_DIR = small_disk / "evidence"
    settings.PARTS_DIR = small_disk / "parts"
    return small_disk


def test_disk_that_fills_up_on_the_way_keeps_what_came_and_goes_on(
    desk: Any, sender: Sender, full: Path
) -> None:
    data = pdf(300_000)
    sender.begin(data)
    sender.part(0, data[:100_000])
    filler = full / "filler"
    filler.write_bytes(b"x" * 850_000)
    told = sender.part(100_000, data[100_000:])
    assert (told.status_code, FULL in told.json()["error"]) == (507, True)
    assert sender.ask().json()["offset"] == 100_000
    filler.write_bytes(b"x" * 500_000)  # room for the rest, and none for where it is kept
    assert sender.part(100_000, data[100_000:]).status_code == 507
    assert (sender.ask().json()["offset"], pieces(desk)) == (300_000, [])
    filler.unlink()
    assert sender.part(300_000, b"").json()["ended"]
    (piece,) = pieces(desk)
    with open_piece(piece) as content:
        assert content.read() == data


def test_disk_that_is_full_refuses_at_once(sender: Sender, full: Path) -> None:
    told = sender.begin(pdf(600_000), headers={"Accept": "application/json"})
    assert (told.status_code, FULL in told.json()["error"]) == (507, True)
