"""Kept secrets: made once, the same ever after, readable by the owner alone."""

from pathlib import Path

from jiqun.site.setup.demo_secret import kept_secret


def test_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    first = kept_secret(file)
    assert len(first) >= 48
    assert kept_secret(file) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_secret_made_by_somebody_else_meanwhile_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "secret"

    def slow() -> str:
        file.write_text("theirs")
        return "mine"

    assert kept_secret(file, slow) == "theirs"
