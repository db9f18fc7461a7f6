"""Rows written under the older keys are found under their addresses after the migrations."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from tests.records.filings.new_process import begin_anew

from jiqun.engine import Address, cell, parse_address
from jiqun.records.evidence.queries import entries, matrix
from jiqun.records.filings.actions import accept_import, create_filing, save_answer
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import AnswerRow, Filing, ImportPreview, PrintedCopy
from jiqun.records.filings.queries import (
    answers,
    answers_now,
    outcome,
    preview_rows,
    read_evidence,
    report_of,
)
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("filings", "0003_read_by_the_worker"), ("evidence", "0001_initial")]
EXPLAINED = cell("total_output", "2024").explained("unusual_change")
ROWS: dict[str, tuple[Address, object]] = {
    "operator": (cell("operator"), "甲公司"),
    "total_output.2023": (cell("total_output", "2023"), "90.00"),
    "total_output.2024": (cell("total_output", "2024"), "20.00"),
    "green_work": (cell("green_work"), ["energy_diagnosis"]),
    "carbon_monitoring": (cell("carbon_monitoring"), "yes"),
    "plan_targets.co2": (
        Address("plan_targets", row="co2"),
        {"indicator": "co2", "baseline": "1.81", "2028": "1.40"},
    ),
    "plan_targets.other_12": (
        Address("plan_targets", row="other_12"),
        {"indicator": "other_12", "label": "用水量", "unit": "吨", "2028": "5"},
    ),
    "lists.green": (Address(list="green"), [{"name": "甲厂"}]),
    "explanations.unusual_change:total_output:2024": (EXPLAINED, "设备检修停产五个月。"),
    "explanations.plan_target_weak:plan_targets:co2": (
        Address("plan_targets", row="co2").explained("plan_target_weak"),
        "上级已核定新的目标。",
    ),
    "explanations.nothing_ticked:green_work.energy_diagnosis": (
        Address("green_work", "energy_diagnosis").explained("nothing_ticked"),
        "尚未开展这一项工作。",
    ),
    "explanations.flat_series": (Address(code="flat_series"), "三年没有变化。"),
}
REPORT = {
    "readers": {
        "total_output.2024": "tag",
        "green_work.energy_diagnosis": "label",
        "operator": "tag",
    },
    "conflicts": [{"answer": "plan_targets.co2.baseline"}],
    "differences": [],
    "unclear": [{"answers": ["total_output.2024"]}],
    "notices": [],
    "printed_from": "",
}


@pytest.fixture
def others(filing: Filing, clerk: Person) -> list[Filing]:
    """Two more filings: one for explanations, one that stays empty."""
    return [create_filing(filing.edition, filing.owner, clerk) for _ in range(2)]


@pytest.fixture
def before(others: list[Filing]) -> Iterator[Any]:
    """The database as it was before answers were kept by their addresses, and its tables."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    # What migrate() gives knows of columns that were just taken away, if an app above has others.
    yield executor.loader.project_state(BEFORE).apps
    if connection.needs_rollback:
        connection.set_rollback(False)
    MigrationExecutor(connection).migrate(newest)


def _up() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    begin_anew()


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _lay_rows(apps: Any, filing: Filing, clerk: Person) -> None:
    """Rows of every shape, as the version before wrote them."""
    known = itertools.count(filing.pk * 10)
    now = timezone.now()
    ids = {"filing_id": filing.pk, "changed_by_id": clerk.pk}
    common = {"revision": 3, "changed_at": now, "changed_in": 1, "origin": "typed"}
    table = apps.get_model("filings", "AnswerRow").objects
    for key, (_, value) in ROWS.items():
        table.create(key=key, value=_text(value), **ids, **common)
    table.create(key="operator_contact", value="", **ids, **common)  # cleared
    plain = {key: value for key, (_, value) in ROWS.items() if "." in key[:13]}
    apps.get_model("filings", "PrintedCopy").objects.create(
        filing_id=filing.pk, digest="0" * 64, answers=_text(plain), at=now
    )
    previews = apps.get_model("filings", "ImportPreview").objects
    told = {"filing_id": filing.pk, "created_by_id": clerk.pk, "created_at": now, "stored": ""}
    previews.create(
        public_id=f"{next(known):032}",
        file_name="甲.docx",
        state="open",
        base=_text({"total_output.2024": "20.00", "operator": "甲公司"}),
        mine=_text({"total_output.2024": ["20.00", 3], "operator": ["甲公司", 3]}),
        theirs=_text({"total_output.2024": "46.85", "operator": "甲公司"}),
        report=_text(REPORT),
        **told,
    )
    empty = dict.fromkeys(("base", "mine", "theirs", "report"), "")
    number = f"{next(known):032}"
    previews.create(public_id=number, file_name="乙.docx", state="reading", **empty, **told)


def _lay_evidence(apps: Any, filing: Filing, clerk: Person) -> None:
    piece = apps.get_model("evidence", "Piece").objects.create(
        filing_id=filing.pk,
        public_id="3" * 32,
        name="证明.pdf",
        kind="authority",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        stored="4" * 32,
        added_at=timezone.now(),
        added_by_id=clerk.pk,
    )
    uses = apps.get_model("evidence", "Use").objects
    uses.create(piece=piece, field="green_work", option="energy_diagnosis")
    uses.create(piece=piece, field="carbon_monitoring", option="")


def test_what_was_kept_under_older_keys_goes_through_the_migrations(
    filing: Filing, clerk: Person, others: list[Filing], before: Any
) -> None:
    """One way back and forth for all of it: it is what takes the time."""
    explained, empty = others
    for one in (filing, explained):
        _lay_rows(before, one, clerk)
    _lay_evidence(before, filing, clerk)
    _up()
    fresh, held = (Filing.objects.get(pk=one.pk) for one in (filing, explained))
    _every_row_is_found_under_its_address(fresh)
    _evidence_proves_what_it_did(fresh)
    _waiting_preview_is_accepted(fresh, clerk)
    _explanation_counts_for_the_figures_it_had(held, clerk)
    assert answers_now(Filing.objects.get(pk=empty.pk)) == {}


def _every_row_is_found_under_its_address(fresh: Filing) -> None:
    form = form_of(fresh)
    assert {row.key for row in AnswerRow.objects.filter(filing=fresh)} == {
        str(at) for at in (*(at for at, _ in ROWS.values()), cell("operator_contact"))
    }
    now = answers_now(fresh)
    assert {at: now[at].value for at, _ in ROWS.values()} == dict(ROWS.values())
    assert {one.revision for one in now.values()} == {3}
    assert EXPLAINED in {f.at.explained(f.code) for f in outcome(fresh).explained}
    for key in json.loads(PrintedCopy.objects.get(filing=fresh).answers):
        assert str(parse_address(form, key)) == key


def _evidence_proves_what_it_did(fresh: Filing) -> None:
    assert [e["for"] for e in entries(fresh)] == [
        "green_work.energy_diagnosis",
        "carbon_monitoring",
    ]
    assert len(read_evidence(fresh, entries(fresh)).evidence) == 2
    proven = [t.at for t in matrix(fresh, answers(fresh)).ticks if t.pieces]
    assert set(proven) == {Address("green_work", "energy_diagnosis"), cell("carbon_monitoring")}


def _waiting_preview_is_accepted(fresh: Filing, clerk: Person) -> None:
    preview, reading = ImportPreview.objects.filter(filing=fresh).order_by("public_id")
    year = cell("total_output", "2024")
    assert {row.address: row.nature for row in preview_rows(preview)} == {
        cell("operator"): "same",
        year: "theirs",
    }
    report = report_of(preview)
    assert report["readers"] == {
        "total_output:2024": "tag",
        "green_work.energy_diagnosis": "label",
        "operator": "tag",
    }
    assert report["conflicts"][0]["answer"] == "plan_targets:co2:baseline"
    assert report["unclear"][0]["answers"] == ["total_output:2024"]
    accepted = accept_import(preview, [year], clerk)
    saved = [(one.address, one.value, one.revision) for one in accepted.saved]
    assert saved == [(year, "46.85", 4)]
    kept = AnswerRow.objects.filter(filing=fresh, key__startswith="total_output")
    assert kept.count() == 2
    assert preview_rows(reading) == []


def _explanation_counts_for_the_figures_it_had(held: Filing, clerk: Person) -> None:
    kept = dict(AnswerRow.objects.filter(filing=held).values_list("key", "figures"))
    figures = json.loads(kept[str(EXPLAINED)])
    assert figures == [["total_output:2023", "90.00"], ["total_output:2024", "20.00"]]
    assert (kept["flat_series"], kept["operator"]) == ("[]", "")  # nothing asks for the first
    assert str(EXPLAINED) in {f.key for f in outcome(held).explained}
    save_answer(held, cell("total_output", "2024"), "21.00", 3, clerk)
    found = {f.key: f for f in outcome(held).findings}
    assert found[str(EXPLAINED)].lapsed == ("2024年“集群总产值”由 20.00 亿元 变为 21.00 亿元",)
