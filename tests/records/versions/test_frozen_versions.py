"""Frozen versions: the same bytes for the same state, read back whole, compared, never changed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from tests.records.versions.conftest import SHARE

from jiqun.engine import Address, cell, digest, lay_out
from jiqun.records.evidence.answers_with_evidence import answers_with_evidence
from jiqun.records.evidence.models import Piece
from jiqun.records.evidence.stored_files import store
from jiqun.records.filings.actions import save_answer
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import answers_now
from jiqun.records.journal.actions import writing
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Person
from jiqun.records.triggers import take_down
from jiqun.records.versions.actions import freeze, void
from jiqun.records.versions.content import answers_in, content_of, differences, digest_of
from jiqun.records.versions.models import GUARD, FrozenVersion
from jiqun.records.versions.verifying_versions import verify_versions

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen(filing: Filing, clerk: Person) -> FrozenVersion:
    with writing():
        return freeze(Filing.objects.get(pk=filing.pk), clerk, {"niche": "枸杞"})


def again(filing: Filing, clerk: Person, at: Address, value: object) -> FrozenVersion:
    """The next version, after an answer was changed."""
    now = answers_now(Filing.objects.get(pk=filing.pk)).get(at)
    save_answer(filing, at, value, now.revision if now else 0, clerk)
    with writing():
        return freeze(Filing.objects.get(pk=filing.pk), clerk)


def test_version_says_what_the_filing_said(filing: Filing, frozen: FrozenVersion) -> None:
    content = content_of(frozen.content)
    now = answers_with_evidence(filing)
    assert answers_in(content) == now
    assert content.printed == digest(now) == lay_out(answers_in(content)).digest
    assert content.said == {"niche": "枸杞"}
    (file,) = content.files
    piece = Piece.objects.get()
    assert (file["sha256"], file["size"], file["name"]) == (piece.sha256, piece.size, piece.name)
    assert file["for"] == ["green_work.energy_diagnosis"]
    event = events_of(filing.subject).last()
    assert event and (event.kind, details_of(event)["digest"]) == ("version_frozen", frozen.digest)


def test_text_is_canonical(frozen: FrozenVersion, filing: Filing, clerk: Person) -> None:
    content = content_of(frozen.content)
    assert content.to_text() == frozen.content and digest_of(frozen.content) == frozen.digest
    assert "枸杞" in frozen.content and ": " not in frozen.content
    with writing():
        same = freeze(Filing.objects.get(pk=filing.pk), clerk, {"niche": "枸杞"})
    assert (same.number, same.content, same.digest) == (2, frozen.content, frozen.digest)


def test_what_follows_does_not_change_it(
    filing: Filing, frozen: FrozenVersion, clerk: Person
) -> None:
    before = answers_in(content_of(frozen.content))
    save_answer(filing, SHARE, "90.00", 1, clerk)
    kept = FrozenVersion.objects.get(pk=frozen.pk)
    assert answers_in(content_of(kept.content)) == before
    assert before.shown_at(SHARE) == "84.02"


def test_versions_are_compared_answer_by_answer(
    filing: Filing, frozen: FrozenVersion, clerk: Person
) -> None:
    first, name = content_of(frozen.content), cell("operator")
    second = content_of(again(filing, clerk, SHARE, "85.10").content)
    third = content_of(again(filing, clerk, name, "中宁县枸杞服务中心").content)
    assert differences(first, first) == {}
    assert differences(first, second) == {SHARE: ("84.02", "85.10")}
    assert differences(first, third) == {
        name: (None, "中宁县枸杞服务中心"),
        SHARE: ("84.02", "85.10"),
    }
    assert differences(third, first)[name] == ("中宁县枸杞服务中心", None)


def test_void_version_stays_as_it_is_and_is_void_once(
    frozen: FrozenVersion, clerk: Person, filing: Filing
) -> None:
    void(frozen, clerk)
    since = frozen.voided_at
    void(frozen, clerk)
    kept = FrozenVersion.objects.get(pk=frozen.pk)
    assert kept.voided_at == since is not None
    assert kept.content == frozen.content
    assert events_of(filing.subject).filter(kind="version_voided").count() == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE versions_frozenversion SET content = '{}'",
        "UPDATE versions_frozenversion SET digest = 'x'",
        "UPDATE versions_frozenversion SET number = 7",
        "DELETE FROM versions_frozenversion",
    ],
)
def test_database_changes_no_version(frozen: FrozenVersion, sql: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert FrozenVersion.objects.get().digest == frozen.digest


def test_void_is_not_taken_back_by_sql(frozen: FrozenVersion, clerk: Person) -> None:
    void(frozen, clerk)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE versions_frozenversion SET voided_at = NULL")


def test_whole_versions_are_verified(frozen: FrozenVersion) -> None:
    assert list(verify_versions()) == []


def _content(version: FrozenVersion) -> None:
    changed = json.loads(version.content)
    changed["answers"]["cluster_name"] = "别的集群"
    FrozenVersion.objects.update(content=json.dumps(changed, ensure_ascii=False))


def _content_and_digest(version: FrozenVersion) -> None:
    _content(version)
    text = FrozenVersion.objects.get().content
    FrozenVersion.objects.update(digest=digest_of(text))


def _version(version: FrozenVersion) -> None:
    FrozenVersion.objects.all().delete()


def _file(version: FrozenVersion) -> None:
    stored = Piece.objects.get().stored
    store.drop(stored)
    store.keep(stored, b"%PDF-1.4 another")


def _file_gone(version: FrozenVersion) -> None:
    store.drop(Piece.objects.get().stored)


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (_content, "内容与摘要不符"),
        (_content_and_digest, "摘要与日志不符"),
        (_version, "日志里有，数据库里没有"),
        (_file, "“诊断报告.pdf”找不到，或者被改动过"),
        (_file_gone, "“诊断报告.pdf”找不到"),
    ],
)
def test_what_an_owner_of_the_database_changes_is_found(
    frozen: FrozenVersion, tamper: Callable[[FrozenVersion], None], words: str
) -> None:
    take_down(connection, GUARD)
    tamper(frozen)
    troubles = list(verify_versions())
    assert troubles and words in troubles[0]
