"""Bringing the scan of the sealed paper: its code says which paper it is, or people look."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from tests.records.applications.conftest import World
from tests.records.evidence.sample_files import PDF

from jiqun.engine import PaperMark, UnusableInput, frozen_mark, lay_out, write_pdf
from jiqun.records.applications.models import Application
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.applications.moving import make_move
from jiqun.records.applications.sealing import bring_scan
from jiqun.records.evidence.actions import arriving
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.verdict import ALLOWED, NotAllowedError
from jiqun.records.versions.models import FrozenVersion, SealedScan
from jiqun.records.versions.queries import answers_of_version, version_in_force

pytestmark = pytest.mark.django_db

SAID = {"leading_industry": "枸杞", "niche": "枸杞", "niche_code": "1391"}


@pytest.fixture
def frozen(world: World, monkeypatch: pytest.MonkeyPatch) -> FrozenVersion:
    """The second version of a county's application; the first was taken back."""
    monkeypatch.setitem(CONDITIONS, "ready_to_freeze", lambda attempt: ALLOWED)
    own, head = world.zhongning, world.people["zhongning"]
    make_move(own.public_id, "freeze", head, said=SAID)
    make_move(own.public_id, "thaw", head, reason="数据有误")
    make_move(own.public_id, "freeze", head, said=SAID)
    version = version_in_force(own.filing)
    assert version and version.number == 2
    return version


def scanned(version: FrozenVersion, mark: PaperMark, kind: str = "pdf") -> bytes:
    """A scan of the paper with a mark: a picture of its first page, as a PDF or as it is."""
    pdf = write_pdf(lay_out(answers_of_version(version), mark=mark)).data
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72, grayscale=True).to_pil()
    file = BytesIO()
    picture.save(file, kind.upper(), **({"resolution": 150} if kind == "pdf" else {}))
    return file.getvalue()


def bring(world: World, name: str, data: bytes) -> SealedScan:
    with arriving(name, BytesIO(data)) as arrived:
        return bring_scan(world.zhongning.public_id, arrived, world.people["zhongning"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "jpeg", "png"])
def test_code_of_the_version_in_force_is_read(
    world: World, frozen: FrozenVersion, kind: str
) -> None:
    mark = frozen_mark(world.zhongning.number, 2, frozen.digest)
    scan = bring(world, f"盖章件.{kind}", scanned(frozen, mark, kind))
    assert scan.code_read
    event = events_of(frozen.filing.subject).filter(kind="scan_bound").last()
    assert event and details_of(event)["code_read"] is True


@pytest.mark.slow
def test_scan_of_another_paper_is_refused_and_nothing_is_kept(
    world: World, frozen: FrozenVersion
) -> None:
    first = FrozenVersion.objects.get(filing=frozen.filing, number=1)
    own, other = world.zhongning.number, world.helan.number
    for mark, words in (
        (frozen_mark(own, 1, first.digest), "二维码是第1版的.*现在的定稿是第2版"),
        (frozen_mark(own, 2, "0" * 64), "二维码是第2版的"),
        (frozen_mark(other, 2, frozen.digest), f"另一份申报（{other}）"),
    ):
        with pytest.raises(UnusableInput, match=words):
            bring(world, "盖章件.pdf", scanned(frozen, mark))
    assert not SealedScan.objects.exists()


def test_scan_without_a_code_is_left_to_people(world: World, frozen: FrozenVersion) -> None:
    scan = bring(world, "盖章页.pdf", PDF)
    assert not scan.code_read


def test_nobody_brings_a_scan_before_it_is_frozen(world: World) -> None:
    with pytest.raises(NotAllowedError, match="不能上传"):
        bring(world, "盖章页.pdf", PDF)


def test_numbers_count_within_a_county_and_a_year(world: World) -> None:
    numbers = Application.objects.order_by("id").values_list("number", flat=True)
    year = world.call.opens_at.year
    assert list(numbers) == [f"{year}-640521-1", f"{year}-640522-1", f"{year}-640122-1"]
