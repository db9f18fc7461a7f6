"""What must hold of a form before it is frozen, asked of the demonstration's full one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from jiqun.engine import cell
from jiqun.records.applications.models import Application
from jiqun.records.applications.move_conditions import Attempt, call_is_open, ready_to_freeze
from jiqun.records.applications.moves import FREEZE
from jiqun.records.applications.moving import make_move
from jiqun.records.filings.actions import save_answer
from jiqun.records.filings.queries import answers_now
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.queries import person_named
from jiqun.records.versions.content import answers_in, content_of
from jiqun.records.versions.queries import version_in_force
from jiqun.records.versions.verifying_versions import verify_versions
from jiqun.site.setup.demonstration import create_demonstration

pytestmark = pytest.mark.django_db

SIGNATORY, SHARE = cell("declaration_signatory"), cell("sme_output_share", "2025")


@pytest.fixture
def head(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Person:
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    monkeypatch.setenv("JIQUN_DEMO_PASSWORD", "枸杞红了-2026")
    create_demonstration()
    found = person_named("zhongning")
    assert found
    return found


def own() -> Application:
    """中宁's application, as it is now."""
    return Application.objects.select_related("filing", "call").get(county__division="640521")


def freezing(application: Application) -> Attempt:
    return Attempt(application, FREEZE.rows[0], SYSTEM, timezone.now())


def said(by: Person, at: object, value: str) -> str:
    """Why the form is not frozen after an answer is written; empty where it may be."""
    filing = own().filing
    now = answers_now(filing).get(at)  # type: ignore[call-overload]
    save_answer(filing, at, value, now.revision if now else 0, by)  # type: ignore[arg-type]
    return ready_to_freeze(freezing(own())).reason


def test_form_is_frozen_once_nothing_is_left_to_do_at_the_desk(head: Person) -> None:
    assert "还没有填真实性声明的签字负责人" in ready_to_freeze(freezing(own())).reason
    assert said(head, SIGNATORY, "王建国") == ""
    assert "1 处未填" in said(head, cell("operator"), "")
    assert said(head, cell("operator"), "中宁县枸杞产业园区管理委员会") == ""
    figure = str(answers_now(own().filing)[SHARE].value)
    assert "处需改" in said(head, SHARE, "184.02")
    assert said(head, SHARE, figure) == ""
    asked = {"leading_industry": "枸杞精深加工", "niche": "枸杞", "niche_code": "1391"}
    make_move(own().public_id, "freeze", head, said=asked)
    version = version_in_force(own().filing)
    assert version is not None
    content = content_of(version.content)
    assert answers_in(content).shown_at(SIGNATORY) == "王建国"
    assert len(content.files) > 20 and content.said == asked
    assert list(verify_versions()) == []


def test_call_that_is_closed_freezes_nothing(head: Person) -> None:
    application = own()
    assert call_is_open(freezing(application))
    application.call.county_close = timezone.now() - timedelta(hours=1)
    assert "截止" in call_is_open(freezing(application)).reason
