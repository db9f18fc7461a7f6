"""The demonstration's applications: each county is as far as it is said to be, laid out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pdfplumber
import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from jiqun.demo.applications import create_applications
from jiqun.demo.cluster import CountyState
from jiqun.demo.counties import COUNTIES
from jiqun.demo.offices import create_accounts, create_offices
from jiqun.engine import Answers, write_answers
from jiqun.records.applications.models import Application
from jiqun.records.applications.move_conditions import Attempt, ready_to_freeze
from jiqun.records.applications.moves import FREEZE
from jiqun.records.applications.queries import summary
from jiqun.records.evidence.answers_with_evidence import (
    answers_with_evidence,
    outcome_with_evidence,
)
from jiqun.records.evidence.queries import open_piece, pieces_of
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.journal.verifying import verify

Laid = dict[str, Application]


def lacking(application: Application) -> str:
    """What the form lacks to be frozen."""
    attempt = Attempt(application, FREEZE.rows[0], SYSTEM, timezone.now())
    return ready_to_freeze(attempt).reason


@pytest.fixture(scope="module")
def laid(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Laid]:
    """The applications by the user names of the heads of their counties; laid out once for the
    module in a transaction that is taken back, as the tests only look."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "EVIDENCE_DIR", tmp_path_factory.mktemp("demo") / "evidence")
        lay_out()
        by_office = {one.county.name: one for one in Application.objects.select_related("county")}
        yield {one.username: by_office[one.office] for one in COUNTIES if one.office in by_office}
        transaction.set_rollback(True)


def lay_out() -> None:
    """Offices, accounts and applications, as `jiqun-site demo` does."""
    create_offices()
    create_accounts("枸杞红了-2026")
    create_applications()


def of_state(laid: Laid, state: CountyState) -> Laid:
    """Those that are said to be as far as this."""
    return {one.username: laid[one.username] for one in COUNTIES if one.state is state}


def test_counties_are_as_in_the_middle_of_a_season(laid: Laid) -> None:
    states = Counter(one.state for one in COUNTIES)
    assert len(COUNTIES) == 23 and min(states[state] for state in CountyState) >= 1
    assert len(laid) == 23 - states[CountyState.NOT_STARTED]
    begun_all = {one.username for one in COUNTIES if one.state is not CountyState.NOT_STARTED}
    assert set(laid) == begun_all


def test_example_is_the_shipped_one_proven_and_without_errors(laid: Laid, example: Answers) -> None:
    first = laid["zhongning"]
    assert first.operator is not None and first.county.name == "中宁县工业和信息化局"
    said, shipped = write_answers(answers_with_evidence(first.filing)), write_answers(example)
    names = [one.pop("file") for one in said["evidence"]]  # the demonstration's own file names
    assert {one.pop("file") for one in shipped["evidence"]}
    assert said == shipped
    assert "开展通用生产设备共享.pdf" in names
    assert [f.code for f in outcome_with_evidence(first.filing).findings] == []
    assert len(pieces_of(first.filing)) == len(example.evidence) > 20
    assert "签字负责人" in lacking(first)


def test_ready_ones_may_be_frozen(laid: Laid) -> None:
    ready = of_state(laid, CountyState.READY)
    assert set(ready) == {"helan", "lingwu", "ningdong"}
    for application in ready.values():
        assert lacking(application) == ""
        progress = summary(application).progress
        assert (progress.percent, progress.errors, progress.missing) == (100, 0, 0)


def test_filled_ones_with_mistakes_have_errors_and_lack_nothing(laid: Laid) -> None:
    for application in of_state(laid, CountyState.WITH_MISTAKES).values():
        told = summary(application)
        assert (told.progress.percent, told.progress.missing, told.gaps) == (100, 0, told.gaps)
        assert 3 <= told.progress.errors <= 5
        assert "处需改" in lacking(application)
    gaps = [summary(a).gaps for a in of_state(laid, CountyState.WITH_MISTAKES).values()]
    assert gaps == [1] * len(gaps)


def test_mistakes_are_of_the_kind_people_make(laid: Laid) -> None:
    codes = Counter(
        finding.code
        for application in of_state(laid, CountyState.WITH_MISTAKES).values()
        for finding in outcome_with_evidence(application.filing).findings
    )
    assert {"leading_growth_differs", "not_a_date", "evidence_missing"} <= set(codes)


def test_half_filled_ones_lack_a_part_of_the_answers(laid: Laid) -> None:
    for application in of_state(laid, CountyState.HALF_FILLED).values():
        progress = summary(application).progress
        assert 25 < progress.percent < 85 and progress.missing > 20
    haiyuan = summary(laid["haiyuan"])
    assert 15 < haiyuan.progress.percent < 60 and haiyuan.progress.errors >= 2
    assert haiyuan.gaps == 2


def test_begun_ones_are_nearly_empty(laid: Laid) -> None:
    for application in of_state(laid, CountyState.BEGUN).values():
        progress = summary(application).progress
        assert 0 < progress.percent < 10 and progress.errors == 0


def test_figures_without_planted_mistakes_agree(laid: Laid) -> None:
    planted = {one.username for one in COUNTIES if one.cluster and one.cluster.mistakes}
    for name, application in laid.items():
        if name not in planted | {"haiyuan"}:
            findings = outcome_with_evidence(application.filing).findings
            assert {f.code for f in findings if f.asks == ()} <= {"evidence_missing"}, name


def test_clusters_are_named_after_their_counties(laid: Laid) -> None:
    for one in COUNTIES:
        if one.cluster:
            shown = answers_with_evidence(laid[one.username].filing)
            assert shown.shown("cluster_name") == f"{one.name}{one.cluster.goods}产业集群"
            assert shown.shown("county").endswith(one.name)


def test_evidence_is_real_pdf_with_chinese_text(laid: Laid) -> None:
    for name in ("zhongning", "helan"):
        piece = pieces_of(laid[name].filing)[0]
        with open_piece(piece) as file, pdfplumber.open(file) as opened:
            text = opened.pages[0].extract_text()
        assert "佐证材料（演示）" in text


def test_laying_out_again_changes_nothing(laid: Laid) -> None:
    before = (Application.objects.count(), Event.objects.count())
    lay_out()
    assert (Application.objects.count(), Event.objects.count()) == before
    assert verify() == []
