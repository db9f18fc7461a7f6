"""What tests of frozen versions may ask for: a filing with answers and evidence."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.records.evidence.sample_files import PDF

from jiqun.engine import Address, cell
from jiqun.records.evidence.actions import add_piece
from jiqun.records.filings.actions import Change, create_filing, save_answers
from jiqun.records.filings.models import Filing
from jiqun.records.organisations.models import Office, Person

SHARE = cell("sme_output_share", "2025")


@pytest.fixture
def clerk(person: Callable[..., Person], office: Callable[..., Office]) -> Person:
    return person("zhongning", office("中宁县工业和信息化局"), "county")


@pytest.fixture
def filing(clerk: Person, tmp_path: Path, settings: Settings) -> Filing:
    """A filing with two answers, a list, and a file for a box that is ticked."""
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    made = create_filing("ningxia-2026", clerk.posts[0].office, clerk)
    changes = [
        Change(cell("cluster_name"), "中宁枸杞产业集群", 0),
        Change(SHARE, "84.02", 0),
        Change(cell("green_work"), ["energy_diagnosis"], 0),
        Change(Address(list="green"), [{"name": "中宁县甲枸杞有限公司"}], 0),
    ]
    save_answers(made, changes, clerk)
    box = Address("green_work", "energy_diagnosis")
    add_piece(made, "诊断报告.pdf", BytesIO(PDF), "third_party", [box], clerk)
    return made
