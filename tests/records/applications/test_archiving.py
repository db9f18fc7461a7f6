"""The archive: what is in it, that each digest holds, and what is not everybody's to read."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.applications.test_correcting import (  # noqa: F401
    filled,
    returned,
    submitted,
    until,
)
from tests.records.evidence.sample_files import PDF

from jiqun.engine import Address, UnusableInput, cell
from jiqun.records.applications.archiving import (
    can_archive,
    papers_wanted,
    size_of_archive,
    write_archive,
)
from jiqun.records.applications.attached_forms import begin_attached
from jiqun.records.applications.correcting import ask_correction
from jiqun.records.applications.models import GUARD, Application
from jiqun.records.applications.moving import make_move
from jiqun.records.applications.talking import ask_at, reply_in, settle_talk
from jiqun.records.evidence.actions import add_piece
from jiqun.records.evidence.models import Piece
from jiqun.records.filings.actions import save_answer
from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.journal.chain import digest_of
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.triggers import take_down
from jiqun.records.verdict import NotAllowedError
from jiqun.records.versions.models import FrozenVersion

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.7 a paper"
SAID = {"leading_industry": "枸杞", "niche": "枸杞", "niche_code": "1391"}


def archive(world: World, application: Application, name: str = "zhongning") -> bytes:
    own = Application.objects.get(pk=application.pk)
    into = BytesIO()
    write_archive(own, dict.fromkeys(papers_wanted(own), PAPER), world.people[name], into)
    return into.getvalue()


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def journal(found: dict[str, bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in found["日志.jsonl"].decode().splitlines()]


@pytest.fixture
def two_versions(world: World) -> Application:
    """中宁 froze its form twice; the first version was voided, its evidence is in both."""
    own, head = world.zhongning, world.people["zhongning"]
    box = Address("green_work", "energy_diagnosis")
    add_piece(own.filing, "诊断报告.pdf", BytesIO(PDF), "third_party", [box], head)
    make_move(own.public_id, "freeze", head, said=SAID)
    make_move(own.public_id, "thaw", head, reason="数据有误")
    make_move(own.public_id, "freeze", head, said=SAID)
    return own


def test_archive_is_read_back_and_every_digest_holds(
    world: World, two_versions: Application
) -> None:
    found = files(archive(world, two_versions))
    assert list(found) == [
        "第1版/定稿.json",
        "第2版/定稿.json",
        "第2版/申报表.pdf",
        "佐证材料/001-诊断报告.pdf",
        "日志.jsonl",
        "校验码.txt",
    ]
    codes = dict(
        reversed(line.split("  ", 1)) for line in found.pop("校验码.txt").decode().splitlines()
    )
    assert codes == {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}
    for version in FrozenVersion.objects.all():
        assert codes[f"第{version.number}版/定稿.json"] == version.digest
    assert codes["佐证材料/001-诊断报告.pdf"] == Piece.objects.get().sha256
    lines = journal(found)
    assert {line["kind"] for line in lines} >= {"application_frozen", "evidence_added"}
    for line in lines:
        event = Event(**{**line, "at": datetime.fromisoformat(line["at"])})
        assert digest_of(event) == line["digest"]


def test_scan_of_a_sealed_version_is_in_it(
    world: World,
    submitted: Application,  # noqa: F811
) -> None:
    found = files(archive(world, submitted, "ningxia"))
    assert found["第1版/盖章扫描件/01-盖章页.pdf"] == PDF
    kept = size_of_archive(submitted, world.people["ningxia"])
    assert kept == len(found["第1版/定稿.json"]) + len(PDF)


def test_same_state_is_the_same_bytes(world: World, two_versions: Application) -> None:
    assert archive(world, two_versions) == archive(world, two_versions)
    assert events_of(f"archive:{two_versions.pk}").count() == 2
    with writing():
        record("operator_named", two_versions.subject, SYSTEM)
    assert "operator_named" in {one["kind"] for one in journal(files(archive(world, two_versions)))}


def test_what_is_lost_or_damaged_is_said(world: World, two_versions: Application) -> None:
    (lies,) = Path(settings.EVIDENCE_DIR).rglob(Piece.objects.get().stored)
    lies.chmod(0o600)
    lies.write_bytes(PDF + b"x")
    with pytest.raises(UnusableInput, match="与登记的校验码不符"):
        archive(world, two_versions)
    lies.unlink()
    with pytest.raises(UnusableInput, match="找不到"):
        archive(world, two_versions)
    assert not events_of(f"archive:{two_versions.pk}").exists()


def test_who_takes_it(world: World, two_versions: Application) -> None:
    allowed = {name for name, one in world.people.items() if can_archive(one, two_versions)}
    assert allowed == {"zhongning", "zhongwei", "ningxia"}
    with pytest.raises(NotAllowedError, match="由县（市、区）、地级市和自治区下载"):
        archive(world, two_versions, "park")
    with pytest.raises(NotAllowedError, match="还没有定稿"):
        archive(world, world.haiyuan, "haiyuan")
    for own, words in ((two_versions, "由县（市、区）"), (world.haiyuan, "还没有定稿")):
        (tried,) = events_of(f"archive:{own.pk}").filter(kind="archive_refused")
        assert str(details_of(tried)["reason"]).find(words) >= 0


def test_further_forms_and_talk_are_in_it_for_those_who_see_them(
    world: World,
    submitted: Application,  # noqa: F811
) -> None:
    own, city = submitted.public_id, world.people["zhongwei"]
    statement = begin_attached(own, "onsite_statement", city)
    save_answer(statement, cell("visit_from"), "2026-04-02", 0, city)
    talk = ask_at(own, "total_output:2025", "含代加工吗？", city)
    reply_in(own, talk, "不含。", world.people["zhongning"])
    settle_talk(own, talk, city)
    paper = {"onsite_statement": PAPER}

    def of(name: str) -> dict[str, bytes]:
        into = BytesIO()
        write_archive(submitted, {1: PAPER}, world.people[name], into, paper)
        found = files(into.getvalue())
        for line in found["校验码.txt"].decode().splitlines():
            code, path = line.split("  ", 1)
            assert hashlib.sha256(found[path]).hexdigest() == code
        return found

    said, pdf = "讨论.txt", "现场核查符合性说明/现场核查符合性说明.pdf"
    seen = {name: {said, pdf} & of(name).keys() for name in ("zhongning", "zhongwei", "ningxia")}
    assert seen == {"zhongning": {said}, "zhongwei": {said, pdf}, "ningxia": {pdf}}
    by_city = of("zhongwei")
    lines = by_city[said].decode().splitlines()
    assert "集群总产值" in lines[0] and "中卫市工信局" in lines[1] and lines[0].endswith("了结")
    assert [line.partition("：")[2] for line in lines[1:3]] == ["含代加工吗？", "不含。"]
    kept = json.loads(by_city["现场核查符合性说明/现场核查符合性说明.json"])
    assert kept["answers"]["visit_from"].startswith("2026")
    subjects = {name: {line["subject"] for line in journal(of(name))} for name in seen}
    assert [name for name, known in subjects.items() if statement.subject in known] == [
        "zhongwei",
        "ningxia",
    ]
    assert of("zhongwei") == by_city


def test_what_an_office_prepares_and_what_is_not_announced_is_not_below(
    world: World,
    submitted: Application,  # noqa: F811
) -> None:
    ask_correction(submitted.public_id, "total_output:2025", "不符", "改", world.people["zhongwei"])
    with writing():
        to = {"from": "to_decide/region", "to": "proposed/region"}
        record("application_decided", submitted.subject, SYSTEM, details=to)
        record("move_proposed", submitted.subject, SYSTEM)
    take_down(connection, GUARD)
    named = Application.objects.filter(pk=submitted.pk)
    named.update(stage="proposed", level="region", moved_at=timezone.now() - timedelta(days=1))
    hidden = {"application_decided", "move_proposed", "request_made"}

    def kinds(name: str) -> set[str]:
        found = files(archive(world, submitted, name))
        return {str(line["kind"]) for line in journal(found)} & hidden

    assert (kinds("zhongning"), kinds("zhongwei"), kinds("ningxia")) == (set(), set(), hidden)
    named.update(announced_at=timezone.now())
    assert kinds("zhongning") == {"application_decided"}
