"""The demonstration: three applications in different states, laid out once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from pytest_django import Settings

from jiqun.demo import applications
from jiqun.engine import Answers, write_answers
from jiqun.records.applications.models import Application
from jiqun.records.applications.queries import summary
from jiqun.records.evidence.answers_with_evidence import (
    answers_with_evidence,
    outcome_with_evidence,
)
from jiqun.records.evidence.queries import open_piece, pieces_of
from jiqun.records.journal.verifying import verify
from jiqun.records.organisations.models import Office, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid(
    office: Callable[..., Office],
    person: Callable[..., Person],
    tmp_path: Path,
    settings: Settings,
) -> list[Application]:
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    for name, division in (("中宁", "640521"), ("海原", "640522"), ("沙坡头", "640502")):
        place = office(f"{name}局", "county", None, division)
        if name == "中宁":
            person("zhongning", place, "county")
    person("zhongning-park", office("中宁县枸杞产业集群运营中心", "operator"), "operator")
    applications.create_applications()
    return list(Application.objects.order_by("id"))


def test_first_is_the_shipped_example_proven_and_without_errors(
    laid: list[Application], example: Answers
) -> None:
    first = laid[0]
    assert first.operator is not None and first.county.name == "中宁局"
    said, shipped = write_answers(answers_with_evidence(first.filing)), write_answers(example)
    names = [one.pop("file") for one in said["evidence"]]  # the demonstration's own file names
    assert {one.pop("file") for one in shipped["evidence"]}
    assert said == shipped
    assert "开展通用生产设备共享.pdf" in names
    assert [f.code for f in outcome_with_evidence(first.filing).findings] == []
    assert len(pieces_of(first.filing)) == len(example.evidence) > 20


def test_others_are_half_filled_and_nearly_empty(laid: list[Application]) -> None:
    half, empty = (summary(a) for a in laid[1:])
    assert 15 < half.progress.percent < 60 and half.progress.errors >= 2
    assert half.gaps == 2
    assert 0 < empty.progress.percent < 5


def test_evidence_is_real_pdf_with_chinese_text(laid: list[Application]) -> None:
    piece = pieces_of(laid[0].filing)[0]
    with open_piece(piece) as file, pdfplumber.open(file) as opened:
        text = opened.pages[0].extract_text()
    assert "佐证材料（演示）" in text


def test_laying_out_again_changes_nothing(laid: list[Application]) -> None:
    applications.create_applications()
    assert Application.objects.count() == 3
    assert verify() == []
