"""The commands of how-to pages run as they stand, from top to bottom, on a copy of the forms."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
HOW_TO = ROOT / "docs" / "how-to"
PAGES = [page.name for page in sorted(HOW_TO.glob("*.md")) if "```sh" in page.read_text("utf-8")]


def test_page_about_revisions_has_commands() -> None:
    assert "revise-an-edition.md" in PAGES


@pytest.mark.parametrize("page", PAGES)
def test_commands_of_the_page_run(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "forms", tmp_path / "forms")
    blocks = BLOCK.findall((HOW_TO / page).read_text("utf-8"))
    jiqun = f'jiqun() {{ "{sys.executable}" -m jiqun "$@"; }}\n'
    script = "set -eu\n" + jiqun + "".join(dedent(block) for block in blocks)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    if page == "revise-an-edition.md":
        assert "2026.1：" in done.stdout
        assert (tmp_path / "forms" / "ningxia-2026" / "LOCK.1").is_file()
