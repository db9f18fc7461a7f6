"""The command against Python by itself: its start, a check of a file, and of a hundred."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.bench.measure import Took, compare
from tests.bench.outcome import EXAMPLE

ROUNDS = 5
FILES = 100


def command_rows() -> Iterator[tuple[str, Took, Took | None, str]]:
    """What is measured, our time, that of the peer, the goal."""
    with tempfile.TemporaryDirectory(prefix="jiqun-bench-") as folder:
        files = [Path(folder) / f"{number}.json" for number in range(FILES)]
        for file in files:
            shutil.copy(EXAMPLE, file)
        took = compare(
            {
                "python": partial(_run, "-c", "pass"),
                "help": partial(_run, "-m", "jiqun", "--help"),
                "one": partial(_run, "-m", "jiqun", "check", str(files[0])),
                "many": partial(_run, "-m", "jiqun", "check", *map(str, files)),
            },
            ROUNDS,
        )
    bare, one, many = took["python"], took["one"], took["many"]
    yield "jiqun --help | python -c pass", took["help"], bare, "≤ 8× slower"
    yield "jiqun check FILE | python -c pass", one, bare, "≤ 400 ms"
    each = Took(*((getattr(many, n) - getattr(one, n)) / (FILES - 1) for n in ("clock", "work")))
    yield f"  each further of {FILES} files", each, None, "≤ 10 ms"


def _run(*words: str) -> None:
    subprocess.run(
        [sys.executable, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
    )
