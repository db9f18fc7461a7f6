"""The wheel: built without the network, it carries all the site and the command line need."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Runs in a process that knows the unpacked wheel before the checkout.
_SHOW = """
from jiqun.site import settings
from jiqun.engine import find_editions
print(settings.PACKAGE)
print(*[folder for _, folder in settings.STATICFILES_DIRS])
print(*find_editions())
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    # Nowhere to ask: the build must do with what is pinned and installed.
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        env={**os.environ, **nowhere},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("jiqun-*.whl")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(folder / "installed")
    return folder / "installed"


def files_of(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("build/vendor/site", "vendor"),
        ("forms", "forms"),
        ("examples", "examples"),
        ("docs/manual", "manual"),
        ("src/jiqun/screens", "screens"),
        ("src/jiqun/engine", "engine"),
        ("src/jiqun/records", "records"),
        ("src/jiqun/site", "site"),
        ("src/jiqun/demo", "demo"),
    ],
)
def test_wheel_carries_the_same_files(unpacked: Path, here: str, there: str) -> None:
    wanted = files_of(ROOT / here)
    assert wanted and files_of(unpacked / "jiqun" / there) == wanted


def test_site_of_the_wheel_finds_its_own_files(unpacked: Path, tmp_path: Path) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    known = {"JIQUN_DEMO": "1", "JIQUN_DATA_DIR": str(tmp_path), "PYTHONPATH": str(unpacked)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", _SHOW],
        cwd=tmp_path,
        env={**kept, **known},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    package, static, editions = done.stdout.splitlines()
    own = unpacked / "jiqun"
    assert Path(package) == own
    assert [Path(folder) for folder in static.split()] == [own / "vendor", own / "manual/pictures"]
    assert editions == "ningxia-2026"


def test_wheel_of_a_checkout_that_is_not_set_up_is_refused(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE", "src", "forms", "examples", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "wheel.py").write_bytes((ROOT / "scripts" / "wheel.py").read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "out")],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode != 0
    assert "make setup" in done.stderr
