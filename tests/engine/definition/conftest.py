"""The small edition of the tests, and a copy of it to plant mistakes in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import lint

SMALL = Path(__file__).parents[1] / "editions" / "yunnan-2027"

Plant = Callable[[str, str, str], int]
Tells = Callable[..., None]


@pytest.fixture(scope="session")
def small() -> Path:
    """The small second edition: another issuer, other years, two parts."""
    return SMALL


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the small edition, free to be changed."""
    return Path(shutil.copytree(SMALL, tmp_path / SMALL.name))


@pytest.fixture
def plant(copy: Path) -> Plant:
    """Put a text in place of the first `old` of a file of the copy; gives the line it stood in."""

    def planted(file: str, old: str, new: str) -> int:
        text = (copy / file).read_text(encoding="utf-8")
        assert old in text
        (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return planted


@pytest.fixture
def tells(copy: Path, plant: Plant) -> Tells:
    """Plant a mistake and see that lint tells it: at the changed line, `below` it, or elsewhere."""

    def told(
        file: str, old: str, new: str, message: str, below: int = 0, elsewhere: str = ""
    ) -> None:
        line = plant(file, old, new) + below
        place = elsewhere or f"{file} 第{line}行"
        mistakes = [str(m) for m in lint(copy)]
        found = [m for m in mistakes if m.startswith(f"{place}：") and message in m]
        assert found, "\n".join((f"没有指出 {place}：{message}", "只有：", *mistakes))

    return told


TABLES = SMALL.parent / "gansu-2026"


@pytest.fixture
def plant_in_tables(tmp_path: Path) -> Callable[[str, str, str], tuple[Path, int]]:
    """Put a text in place of the first `old` of a file of a copy of the edition with tables of
    rows; gives the copy and the line it stood in."""
    folder = Path(shutil.copytree(TABLES, tmp_path / TABLES.name))

    def planted(file: str, old: str, new: str) -> tuple[Path, int]:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder, text[: text.index(old)].count("\n") + 1

    return planted


@pytest.fixture
def tells_in_tables(plant_in_tables: Callable[[str, str, str], tuple[Path, int]]) -> Tells:
    """Plant a mistake there and see that lint tells it: at the changed line, or `below` it."""

    def told(file: str, old: str, new: str, message: str, below: int = 0) -> None:
        folder, line = plant_in_tables(file, old, new)
        place = f"{file} 第{line + below}行"
        mistakes = [str(m) for m in lint(folder)]
        found = [m for m in mistakes if m.startswith(f"{place}：") and message in m]
        assert found, "\n".join((f"没有指出 {place}：{message}", "只有：", *mistakes))

    return told
