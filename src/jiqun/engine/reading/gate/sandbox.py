"""Read a stranger's file in a child process with limits on time and memory."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jiqun.engine.answers import UnusableInput, read_answers
from jiqun.engine.definition import Form, form_folders, load_edition
from jiqun.engine.reading.gate.word_package import MAX_FILE
from jiqun.engine.reading.known_forms import KnownForms, UnrecognisedFormError, words_at
from jiqun.engine.reading.read_word import WordReading
from jiqun.engine.reading.result.recognition_result import recognition_from_json
from jiqun.engine.reading.result.report import report_from_json

COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "jiqun.engine.reading.gate.sandbox_child")
TIME_LIMIT = 30.0  # seconds on the clock; the child itself may use 20 seconds of CPU
_STOPPED = "读取这个文件用的时间或内存超过了限制，没有读取。请用原来的程序重新另存后再试。"
_BROKEN = "读取这个文件时程序出错，没有读取。请重新另存后再试，或联系管理员。"


def read_word_safely(
    source: Path | bytes, form: Form, time_limit: float = TIME_LIMIT
) -> WordReading:
    """What `read_word` gives, read by a child process; raises UnusableInput with a Chinese reason.

    The child may use 20 s of CPU and 512 MB, opens no network connection and writes no file.
    Raises OSError where the file at `source` cannot be read.
    """
    known = KnownForms({form.name: form.folder}, told=form.name)
    return _read(source, known, form, time_limit)


def read_known_word(
    source: Path | bytes,
    folders: Iterable[Path] = (),
    ours: Form | None = None,
    time_limit: float = TIME_LIMIT,
) -> WordReading:
    """A file read, in the same way, as the form it is among all known ones: those shipped and
    those of further folders. Where it is brought to a form, `ours`, it may be no other.

    Raises UnrecognisedFormError where it is no known form, another, or a person is to be asked.
    """
    forms = dict(form_folders(folders))
    if ours is not None:
        forms[ours.name] = ours.folder
    words = {name: words_at(folder) for name, folder in forms.items() if folder in _asked_for}
    known = KnownForms(
        forms,
        ours=ours.name if ours else "",
        words={name: one for name, one in words.items() if one is not None},
    )
    return _read(source, known, ours, time_limit)


_asked_for: set[Path] = set()
"""Folders whose words a child has had to gather: from the second time on they are handed to it."""


def _read(
    source: Path | bytes, known: KnownForms, form: Form | None, time_limit: float
) -> WordReading:
    data = source if isinstance(source, bytes) else _file(source)
    return _answer(_ask(child_input(data, known), time_limit), known, form)


def check_package_safely(data: bytes, sort: str, time_limit: float = TIME_LIMIT) -> None:
    """Look at a package that is kept and given out again (docx, xlsx, ofd), in a child process with
    the same limits; raises UnusableInput with a Chinese reason for what is unsafe or damaged."""
    asked = json.dumps({"check": sort}).encode()
    _ask(struct.pack("<Q", len(data)) + data + asked, time_limit)


def read_workbook_safely(data: bytes, time_limit: float = TIME_LIMIT) -> list[list[str]]:
    """The rows of the first sheet of a workbook (.xlsx), read by a child process with the same
    limits; raises UnusableInput with a Chinese reason."""
    asked = json.dumps({"workbook": True}).encode()
    rows: list[list[str]] = _ask(struct.pack("<Q", len(data)) + data + asked, time_limit)["rows"]
    return rows


def _ask(raw: bytes, time_limit: float) -> dict[str, Any]:
    """What a child answers to its input; raises UnusableInput."""
    with TemporaryDirectory(prefix="jiqun-") as home:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                COMMAND,
                input=raw,
                capture_output=True,
                timeout=time_limit,
                cwd=home,
                check=False,
                # Ctrl+C at a terminal is for the parent: a child it killed would look too slow.
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            raise UnusableInput(_STOPPED) from None
    return _reply(done)


def child_input(data: bytes, known: KnownForms) -> bytes:
    """What the child is given on its standard input: the file and the forms it may be."""
    return struct.pack("<Q", len(data)) + data + json.dumps(known.as_json()).encode()


def _file(path: Path) -> bytes:
    """The bytes of a file, or enough of them to see that there are too many."""
    with path.open("rb") as file:
        return file.read(MAX_FILE + 1)


def _reply(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    try:
        reply = json.loads(done.stdout)
    except ValueError:
        reply = None
    if done.returncode < 0:
        raise UnusableInput(_STOPPED)
    if done.returncode or not isinstance(reply, dict):
        raise UnusableInput(_BROKEN) from RuntimeError(done.stderr.decode(errors="replace"))
    if "unusable" in reply:
        raise UnusableInput(str(reply["unusable"]))
    return reply


def _answer(reply: dict[str, Any], known: KnownForms, form: Form | None) -> WordReading:
    recognition = recognition_from_json(reply["recognition"])
    if recognition.certainty not in ("told", "named"):
        _asked_for.update(known.folders.values())
    if "data" not in reply:
        raise UnrecognisedFormError(recognition, form)
    folder = known.folders[reply["form"]]
    read = form or load_edition(folder.parent).forms[folder.name]
    data = reply["data"]
    return WordReading(read_answers(read, data), data, report_from_json(reply["report"]))
