"""What a command imports before it works: those that need no engine start without it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jiqun import cli

EXAMPLE = Path(__file__).parents[2] / "examples" / "中宁枸杞.json"

MODULES = """
import contextlib, io, json, sys
from jiqun.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    try:
        main(sys.argv[1:])
    except SystemExit:
        pass
print(json.dumps(sorted(sys.modules)))
"""


def modules_after(*words: str) -> set[str]:
    """All that is imported once a command has run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", MODULES, *words], capture_output=True, encoding="utf-8", check=True
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("words", [["--help"], ["--version"], [], ["chek", "a.json"]])
def test_help_and_a_slip_need_no_engine(words):
    assert modules_after(*words) & {"jiqun.engine", "rich", "yaml", "lxml", "typst"} == set()


def test_checking_a_json_file_needs_nothing_that_reads_word_or_draws_pdf():
    imported = modules_after("check", str(EXAMPLE))
    assert {"jiqun.engine.findings", "rich"} <= imported
    assert imported & {"typst", "fontTools", "jiqun.engine.reading"} == set()


def test_list_of_commands_and_each_of_them_say_the_same(jiqun):
    listed = jiqun("--help").out
    for name, command in cli._COMMANDS.items():
        assert f"jiqun {name}" in jiqun(name, "--help").out
        assert name in listed and command.what in listed
