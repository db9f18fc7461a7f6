"""What tests of evidence may ask for: a filing, and files of every kind, good and hostile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from jiqun.records.filings.actions import create_filing
from jiqun.records.filings.models import Filing
from jiqun.records.organisations.models import Office, Person


@pytest.fixture
def store_folder(tmp_path: Path, settings: Settings) -> Path:
    """An empty store of its own."""
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    settings.EVIDENCE_LARGEST = 200_000
    return settings.EVIDENCE_DIR


@pytest.fixture
def clerk(person: Callable[..., Person], office: Callable[..., Office]) -> Person:
    return person("zhongning", office("中宁县工业和信息化局"), "county")


@pytest.fixture
def filing(clerk: Person, store_folder: Path) -> Filing:
    return create_filing("ningxia-2026", clerk.posts[0].office, clerk)
