"""Uploads in parts: what came is there after any break, and never is it something else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings

from jiqun.records.file_store import NoRoomError
from jiqun.records.filings import open_uploads
from jiqun.records.filings.open_uploads import (
    KEPT,
    MOST_OPEN,
    OpenUpload,
    OverlongPartError,
    TooManyUploadsError,
    WrongOffsetError,
    begin_upload,
    drop_upload,
    find_upload,
    held,
    sweep_uploads_in_parts,
    uploads_of,
)
from jiqun.records.verdict import NotFound

DATA = bytes(range(256)) * 400
PERSON = 7


@pytest.fixture(autouse=True)
def parts(tmp_path: Path, settings: Settings) -> Path:
    """Where the uploads lie."""
    settings.PARTS_DIR = tmp_path / "parts"
    return tmp_path / "parts"


def announced(data: bytes = DATA, name: str = "证明.pdf", **more: object) -> OpenUpload:
    known = {"person_id": PERSON, "place": "/a/1/", "purpose": "evidence", "said": {"kind": "x"}}
    digest = sha256(data).hexdigest()
    return OpenUpload(id="", name=name, size=len(data), sha256=digest, **(known | more))  # type: ignore[arg-type]


def put(upload: OpenUpload, begin: int, end: int, data: bytes = DATA) -> int:
    with held(upload) as now:
        return now.append(begin, data[begin:end])


def age(upload: OpenUpload, seconds: float) -> None:
    for path in open_uploads._root().rglob(f"{upload.id}.*"):
        os.utime(path, (time.time() - seconds,) * 2)


def test_parts_make_the_file_and_what_was_told_is_told_again() -> None:
    upload = begin_upload(announced())
    assert (upload.offset, upload.percent) == (0, 0)
    assert put(upload, 0, 1000) == 1000
    again = find_upload(PERSON, upload.id)
    assert (again.offset, again.percent, again) == (1000, 0, upload)
    assert put(again, 1000, len(DATA)) == len(DATA)
    with held(upload) as whole:
        content = whole.content()
        assert content and content.read() == DATA
        whole.settle(200, {"done": "好"})
    ended = find_upload(PERSON, upload.id)
    assert (ended.outcome, ended.offset) == ((200, {"done": "好"}), len(DATA))
    assert uploads_of(PERSON) == []
    with pytest.raises(NotFound), held(ended):
        pass


def test_part_is_synced_before_its_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begin_upload(announced())
    synced: list[int] = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda h: (synced.append(os.fstat(h).st_size), sync(h)))
    with held(upload) as now:
        assert now.append(0, DATA[:500]) == 500
        assert synced == [500]


@pytest.mark.parametrize("offset", [0, 99, 101, 10**9])
def test_part_at_a_wrong_place_is_refused_with_the_right_one(offset: int) -> None:
    upload = begin_upload(announced())
    put(upload, 0, 100)
    with pytest.raises(WrongOffsetError) as refused, held(upload) as now:
        now.append(offset, b"x")
    assert refused.value.offset == upload.offset == 100


def test_part_beyond_the_end_is_refused() -> None:
    upload = begin_upload(announced())
    with pytest.raises(OverlongPartError), held(upload) as now:
        now.append(0, DATA + b"x")
    assert upload.offset == 0


def test_same_file_goes_on_and_says_anew_what_goes_with_it() -> None:
    first = begin_upload(announced())
    put(first, 0, 300)
    again = begin_upload(announced(said={"kind": "y"}))
    assert (again.id, again.offset, again.said) == (first.id, 300, {"kind": "y"})
    assert find_upload(PERSON, first.id).said == {"kind": "y"}


@pytest.mark.parametrize(
    "other",
    [
        announced(DATA[:-1] + b"x"),
        announced(name="另.pdf"),
        announced(place="/a/2/"),
        announced(purpose="word"),
        announced(person_id=8),
    ],
)
def test_other_file_of_the_same_length_or_for_elsewhere_begins_anew(other: OpenUpload) -> None:
    first = begin_upload(announced())
    put(first, 0, 300)
    second = begin_upload(other)
    assert (second.id != first.id, second.offset) == (True, 0)


def test_what_came_is_not_taken_for_another_file() -> None:
    upload = begin_upload(announced())
    put(upload, 0, len(DATA), DATA[:-1] + b"x")
    with held(upload) as whole:
        assert whole.content() is None


def test_of_another_person_or_of_no_id_there_is_none() -> None:
    upload = begin_upload(announced())
    for person, id_ in ((8, upload.id), (PERSON, "0" * 32), (PERSON, "../7/" + upload.id)):
        with pytest.raises(NotFound):
            find_upload(person, id_)


def test_only_so_many_are_open_until_one_is_given_up_or_ended() -> None:
    uploads = [begin_upload(announced(name=f"{n}.pdf")) for n in range(MOST_OPEN)]
    with pytest.raises(TooManyUploadsError):
        begin_upload(announced(name="多.pdf"))
    assert begin_upload(announced(name="3.pdf")).id == uploads[3].id
    begin_upload(announced(person_id=8))
    drop_upload(uploads[0])
    with held(uploads[1]) as one:
        one.settle(422, {"error": "不行"})
    for name in ("多.pdf", "再多.pdf"):
        begin_upload(announced(name=name))
    with pytest.raises(TooManyUploadsError):
        begin_upload(announced(name="更多.pdf"))


def test_of_two_who_send_the_same_part_one_is_told_where_to_go_on() -> None:
    data = os.urandom(300_000)
    upload = begin_upload(announced(data))
    at_once = threading.Barrier(4)

    def send(_: int) -> int:
        offset, tries = 0, 0
        at_once.wait(20)
        while offset < len(data):
            try:
                with held(upload) as now:
                    offset = now.append(offset, data[offset : offset + 10_000])
            except WrongOffsetError as refused:
                offset, tries = refused.offset, tries + 1
        return tries

    with ThreadPoolExecutor(4) as pool:
        refused = sum(pool.map(send, range(4)))
    assert refused
    with held(upload) as whole:
        content = whole.content()
        assert content and content.read() == data


def test_who_waits_while_another_ends_it_finds_nothing_to_add_to() -> None:
    upload = begin_upload(announced())
    waits = threading.Event()

    def add() -> str:
        waits.set()
        try:
            put(upload, 0, 100)
        except NotFound:
            return find_upload(PERSON, upload.id).outcome[1]["done"]  # type: ignore[index]
        return "added"

    with ThreadPoolExecutor(1) as pool:
        with held(upload) as mine:
            told = pool.submit(add)
            waits.wait(20)
            mine.append(0, DATA)
            mine.settle(200, {"done": "好"})
        assert told.result(20) == "好"


def test_process_that_is_killed_in_the_middle_of_a_part_leaves_its_beginning(
    parts: Path, tmp_path: Path
) -> None:
    upload = begin_upload(announced())
    put(upload, 0, 50_000)
    code = f"""
import os, signal
from pathlib import Path
from django.conf import settings
settings.configure(PARTS_DIR=Path({str(parts)!r}), KEPT_FREE=0)
from jiqun.records.filings import open_uploads
upload = open_uploads.find_upload({PERSON}, {upload.id!r})
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
with open_uploads.held(upload) as now:
    now.append(50_000, (bytes(range(256)) * 400)[50_000:75_000])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    there = upload.offset
    assert 50_000 < there <= 75_000
    put(upload, there, len(DATA))
    with held(upload) as whole:
        content = whole.content()
        assert content and content.read() == DATA


def test_disk_that_fills_up_keeps_what_came_before_the_part(
    small_disk: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PARTS_DIR = small_disk / "parts"
    data = os.urandom(400_000)
    upload = begin_upload(announced(data))
    put(upload, 0, 200_000, data)
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 100_000))
    with pytest.raises(NoRoomError):
        put(upload, 200_000, 400_000, data)
    monkeypatch.setattr(open_uploads, "check_room", lambda folder, size: None)
    for _ in range(2):
        with pytest.raises(NoRoomError):
            put(upload, 200_000, 400_000, data)
        assert upload.offset == 200_000
    filler.unlink()
    put(upload, 200_000, 400_000, data)
    with held(upload) as whole:
        content = whole.content()
        assert content and content.read() == data


def test_file_that_would_not_fit_twice_is_not_begun(small_disk: Path, settings: Settings) -> None:
    settings.PARTS_DIR = small_disk / "parts"
    with pytest.raises(NoRoomError):
        begin_upload(announced(b"x" * 600_000))
    assert [path for path in small_disk.rglob("*") if path.is_file()] == []


def test_sweep_takes_what_nobody_goes_on_with_and_what_crashes_left(parts: Path) -> None:
    kept, old, ended = (begin_upload(announced(name=f"{n}.pdf")) for n in range(3))
    with held(ended) as one:
        one.settle(200, {})
    lost = parts / str(PERSON) / f"{'c' * 32}.bytes"
    half = parts / str(PERSON) / f"{'d' * 32}.part"
    for path in (lost, half):
        path.write_bytes(b"x")
    for upload in (kept, old, ended):
        age(upload, KEPT + 10)
    for path in (lost, half):
        os.utime(path, (0, 0))
    put(kept, 0, 10)
    assert sweep_uploads_in_parts() == 4
    assert {path.stem for path in parts.rglob("*.*")} == {kept.id}
    assert put(kept, 10, 20) == 20
    assert sweep_uploads_in_parts() == 0


def test_what_a_crash_left_of_an_ended_upload_is_not_open(parts: Path) -> None:
    upload = begin_upload(announced())
    with held(upload) as one:
        one.settle(200, {})
    (parts / str(PERSON) / f"{upload.id}.bytes").write_bytes(b"left")
    assert uploads_of(PERSON) == []
    with pytest.raises(NotFound), held(upload):
        pass
    assert begin_upload(announced()).id != upload.id


def test_head_is_whole_or_not_there(parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begin_upload(announced())

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(json, "dump", fail)
    with pytest.raises(NoRoomError), held(upload) as one:
        one.settle(200, {})
    assert find_upload(PERSON, upload.id).outcome is None
    assert sorted(path.suffix for path in parts.rglob("*.*")) == [".bytes", ".json"]
