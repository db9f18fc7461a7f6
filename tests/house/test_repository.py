"""The house rules of the repository about itself."""

import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = {".py", ".html", ".css", ".js", ".typ"}
LINES = 400
COLUMNS = 120  # of a template, a Chinese character three, as it is three bytes


def tracked(root: Path = ROOT) -> list[Path]:
    """The files of the project; where there is no .git (an archive), all but what is made here."""
    if not (root / ".git").exists():
        made = [line.strip("/") for line in (root / ".gitignore").read_text().split()]
        return [
            path
            for path in root.rglob("*")
            if path.is_file()
            and not any(fnmatch(part, no) for part in path.relative_to(root).parts for no in made)
        ]
    listing = subprocess.run(
        # The folder may be somebody else's, as in a container.
        [
            *("git", "-c", "safe.directory=*"),
            *("ls-files", "-z", "--cached", "--others", "--exclude-standard"),
        ],
        cwd=root,
        capture_output=True,
        check=True,
    )
    names = listing.stdout.decode().split("\0")
    return [root / name for name in names if name and (root / name).is_file()]


def too_long(files: list[Path]) -> list[str]:
    return [
        f"{path.name} has {count} lines, the most is {LINES}"
        for path in files
        if path.suffix in CODE
        and (count := len(path.read_text(encoding="utf-8").splitlines())) >= LINES
    ]


def ill_named(files: list[Path]) -> list[str]:
    odd = re.compile(r"^(utils?|common|helpers?|misc|base|core|managers?|handlers?)$")
    return [
        f"{path} is named {part}"
        for path in files
        for part in (*path.parts[:-1], path.stem)
        if odd.match(part)
    ]


def test_archive_without_git_has_the_same_files(tmp_path: Path) -> None:
    for path in tracked():
        place = tmp_path / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "made.py").touch()
    unpacked = {path.relative_to(tmp_path) for path in tracked(tmp_path)}
    assert unpacked == {path.relative_to(ROOT) for path in tracked()}


def test_files_of_code_stay_below_the_limit() -> None:
    assert too_long(tracked()) == []


def test_file_over_the_limit_is_reported(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    long.write_text("x = 1\n" * LINES)
    assert too_long([long]) == ["long.py has 400 lines, the most is 400"]


def too_wide(files: list[Path]) -> list[str]:
    return [
        f"{path.name}:{number} has {len(line)} columns, the most is {COLUMNS}"
        for path in files
        if path.suffix == ".html"
        for number, line in enumerate(path.read_bytes().splitlines(), 1)
        if len(line) > COLUMNS
    ]


def test_lines_of_templates_stay_within_the_limit() -> None:
    assert too_wide(tracked()) == []


def test_line_of_a_template_over_the_limit_is_reported(tmp_path: Path) -> None:
    wide = tmp_path / "wide.html"
    wide.write_text("<p>\n" + "集" * (COLUMNS // 3) + "\n" + "集" * (COLUMNS // 3) + "。", "utf-8")
    assert too_wide([wide]) == ["wide.html:3 has 123 columns, the most is 120"]


def test_names_that_say_nothing_are_absent() -> None:
    assert ill_named([path.relative_to(ROOT) for path in tracked()]) == []


@pytest.mark.parametrize("name", ["utils/x.py", "a/helpers.py", "common/b.py", "manager.py"])
def test_name_that_says_nothing_is_reported(name: str) -> None:
    assert ill_named([Path(name)])


def test_every_module_opens_with_a_sentence() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix == ".py"
        and ROOT / "src" in path.parents
        and path.parent.name != "migrations"
        and not path.read_text(encoding="utf-8").lstrip().startswith('"""')
    ]
    assert silent == []


def test_requirements_are_pinned_with_hashes_and_name_no_registry() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        pinned = re.findall(r"^[a-zA-Z0-9_.-]+==", text, flags=re.MULTILINE)
        assert pinned, path.name
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
        assert "index-url" not in text


def test_no_lock_file_of_uv_is_committed() -> None:
    assert not [path for path in tracked() if path.name == "uv.lock"]


def test_lock_file_of_npm_names_no_registry() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in text
    assert '"resolved"' not in text
