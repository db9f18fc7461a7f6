"""Read a Word file in a child process with limits on time and memory."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from jiqun.engine.answers import UnusableInput, read_answers
from jiqun.engine.definition import Form
from jiqun.engine.reading.gate.word_package import MAX_FILE
from jiqun.engine.reading.read_word import WordReading
from jiqun.engine.reading.result.report import report_from_json

COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "jiqun.engine.reading.gate.sandbox_child")
TIME_LIMIT = 30.0  # seconds on the clock; the child itself may use 20 seconds of CPU
_STOPPED = (
    "读取这个文件用的时间或内存超过了限制，没有读取。请用 Word 或 WPS 重新另存为 .docx 后再试。"
)
_BROKEN = "读取这个文件时程序出错，没有读取。请重新另存为 .docx 后再试，或联系管理员。"


def read_word_safely(
    source: Path | bytes, form: Form, time_limit: float = TIME_LIMIT
) -> WordReading:
    """What `read_word` gives, read by a child process; raises UnusableInput with a Chinese reason.

    The child may use 20 s of CPU and 512 MB, opens no network connection and writes no file.
    Raises OSError where the file at `source` cannot be read.
    """
    data = source if isinstance(source, bytes) else _file(source)
    with TemporaryDirectory(prefix="jiqun-") as home:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                COMMAND,
                input=child_input(data, form),
                capture_output=True,
                timeout=time_limit,
                cwd=home,
                check=False,
                # Ctrl+C at a terminal is for the parent: a child it killed would look too slow.
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            raise UnusableInput(_STOPPED) from None
    return _answer(done, form)


def child_input(data: bytes, form: Form) -> bytes:
    """What the child is given on its standard input: the file and the folder of the form."""
    return struct.pack("<Q", len(data)) + data + str(form.folder.resolve()).encode()


def _file(path: Path) -> bytes:
    """The bytes of a file, or enough of them to see that there are too many."""
    with path.open("rb") as file:
        return file.read(MAX_FILE + 1)


def _answer(done: subprocess.CompletedProcess[bytes], form: Form) -> WordReading:
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
    data = reply["data"]
    return WordReading(read_answers(form, data), data, report_from_json(reply["report"]))
