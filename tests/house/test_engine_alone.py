"""The engine and the command line work in a process where no web framework can be imported."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "中宁枸杞.json"

ALONE = """
import sys

class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "sqlite3"}:
            raise ImportError(f"{name} is not to be imported")

sys.meta_path.insert(0, Wall())
from jiqun.cli import main
raise SystemExit(main(["check", sys.argv[1], "--json"]))
"""


def test_command_line_runs_where_django_cannot_be_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(EXAMPLE)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    assert '"findings"' in done.stdout


def test_wall_refuses_an_import_of_django() -> None:
    planted = ALONE.replace("from jiqun.cli import main", "import django")
    done = subprocess.run(
        [sys.executable, "-c", planted, str(EXAMPLE)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "django is not to be imported" in done.stderr
