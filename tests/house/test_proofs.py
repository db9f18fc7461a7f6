"""The long proofs: small every day, full on demand, and told in a table."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from proofs import PROOFS, name_on_report, table, times

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent


@dataclass
class Report:
    """What a table reads of a result."""

    name: str
    outcome: str = "passed"
    duration: float = 2.0
    user_properties: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.user_properties = [("proof", self.name)] if self.name else []


def test_small_number_is_some_and_below_the_full_one() -> None:
    assert [name for name, proof in PROOFS.items() if not 0 < proof.small < proof.full] == []
    assert (times("kills", proving=False), times("kills", proving=True)) == (3, 10)
    assert times("agreement", proving=True) == 5000


@pytest.mark.parametrize("name", PROOFS)
def test_proof_is_asked_for_its_number_and_marks_its_tests(name: str) -> None:
    texts = [path.read_text("utf-8") for path in TESTS.rglob("test_*.py") if path != Path(__file__)]
    assert any(f'times("{name}")' in text and f'mark.proof("{name}")' in text for text in texts)


def test_table_has_a_line_a_proof_with_the_seconds_of_all_its_tests() -> None:
    failed = Report("merging", outcome="failed")
    (agreement, merging) = table([Report("agreement"), Report("agreement"), failed, Report("")])
    assert agreement.split()[0] == "agreement"
    assert agreement.split()[-3:] == ["proved", "4", "s"]
    assert "NOT PROVED" in merging


def test_marker_of_a_proof_nobody_knows_is_refused() -> None:
    class Item:
        nodeid, user_properties = "x", ()

        def get_closest_marker(self, name: str) -> pytest.Mark:
            return pytest.mark.proof("planted").mark

    with pytest.raises(pytest.UsageError, match="planted"):
        name_on_report([Item()])  # type: ignore[list-item]


@pytest.mark.parametrize(("value", "number"), [("full", "5000"), ("", "500")])
def test_full_numbers_hold_also_where_the_settings_of_the_tests_are_loaded(
    value: str, number: str
) -> None:
    # They take every setting of the site out of the environment.
    ask = "import site_settings, proofs; print(proofs.times('agreement'))"
    folders = os.pathsep.join(str(ROOT / name) for name in ("tests", "tests/site"))
    done = subprocess.run(
        [sys.executable, "-c", ask],
        env={**os.environ, "JIQUN_TEST_PROOFS": value, "PYTHONPATH": folders},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == number
