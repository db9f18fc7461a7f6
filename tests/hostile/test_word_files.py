"""Hostile Word files are refused in Chinese, quickly and in little memory, or read harmlessly."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.hostile.word_files import hostile_files, odd_files

from jiqun.engine.definition.edition import Edition
from jiqun.engine.reading.gate.sandbox import COMMAND, child_input
from jiqun.engine.reading.known_forms import KnownForms

GOOD = (Path(__file__).parents[1] / "samples" / "海原肉牛-外来.docx").read_bytes()
SECONDS, MEGABYTES = 2.0, 200
HOSTILE = dict(hostile_files(GOOD))
ODD = {name: (file, told) for name, file, told in odd_files(GOOD)}


# Runs the child's own main, then tells the seconds of CPU it used (the clock would also count the
# other work of the machine) and the most memory it ever held (VmHWM, in kB).
MEASURED = """
import re, sys, time
from jiqun.engine.reading.gate.sandbox_child import main
main()
memory = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
sys.stderr.write(f"{time.process_time()} {memory}")
"""


def read_in_child(file: bytes, edition: Edition) -> tuple[dict[str, object], float, float]:
    """What the child tells, the seconds it took and the most memory it held, in MB."""
    known = KnownForms({edition.main.name: edition.main.folder})
    command = [*COMMAND[: COMMAND.index("-m")], "-c", MEASURED]
    done = subprocess.run(
        command, input=child_input(file, known), capture_output=True, check=True, timeout=60
    )
    seconds, memory = done.stderr.split()
    return json.loads(done.stdout), float(seconds), int(memory) / 1024


def test_hostile_files_are_of_many_kinds() -> None:
    assert len(HOSTILE) >= 25


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_time_and_memory(name: str, edition: Edition) -> None:
    file = HOSTILE[name]
    made = file if isinstance(file, bytes) else file()
    told, seconds, megabytes = read_in_child(made, edition)
    message = str(told.get("unusable"))
    assert re.search("[\u4e00-\u9fff]", message), told
    assert message.endswith("。")
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("name", ODD)
def test_odd_file_is_read_with_a_notice(name: str, edition: Edition) -> None:
    file, notice = ODD[name]
    told, seconds, megabytes = read_in_child(file, edition)
    data, report = told["data"], told["report"]
    assert isinstance(data, dict) and isinstance(report, dict)
    assert data["answers"]["total_output"]["2025"] == "70.39"
    assert notice in json.dumps(report["notices"], ensure_ascii=False)
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


SHUT_OFF = "from jiqun.engine.reading.gate.sandbox_child import shut_off; shut_off();"
ATTEMPTS = {
    "network": "import socket; socket.socket()",
    "other program": "import os; os.system('true')",
    "file outside": "open('/tmp/jiqun-attempt', 'w')",
    "file removed": "import os; os.remove('/etc/hostname')",
}


@pytest.mark.parametrize("name", ATTEMPTS)
def test_child_that_tries_something_else_is_stopped(name: str) -> None:
    module = "jiqun.engine.reading.gate.sandbox_child"
    code = f"from {module} import shut_off; shut_off(); {ATTEMPTS[name]}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "RefusedError" in done.stderr


def test_child_that_takes_too_much_memory_is_stopped() -> None:
    code = f"{SHUT_OFF} bytearray(600 * 1024 * 1024)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr
