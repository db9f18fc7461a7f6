"""An application filled in with the example, and its further forms as the city fills them in:
whole, frozen and sealed."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from tests.records.evidence.sample_files import PDF

from jiqun.engine import by_address, read_json
from jiqun.records.applications.attached_forms import OPINION, STATEMENT, begin_attached
from jiqun.records.applications.attached_sealing import bring_attached_scan, freeze_attached
from jiqun.records.applications.models import Application
from jiqun.records.applications.moving import make_move
from jiqun.records.evidence.actions import arriving
from jiqun.records.filings.actions import Change, save_answers
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import answers_now
from jiqun.records.journal.actions import SYSTEM, Actor
from jiqun.records.organisations.models import Person
from jiqun.records.versions.queries import version_in_force
from jiqun.records.versions.scans import bind_scan

_ROOT = Path(__file__).resolve().parents[3]
_CASES = _ROOT / "forms" / "ningxia-2026"
OPINION_SAID = {
    "city_opinion": "经现场核查，申报内容与实际相符，同意推荐。",
    "city_authority": "中卫市工信局",
    "city_date": "2026-04-20",
}


def write(filing: Filing, data: Mapping[str, Any], by: Actor) -> None:
    """Write answers as an interchange file has them over those that are there."""
    now = answers_now(filing)
    changes = [
        Change(at, value, now[at].revision if at in now else 0)
        for at, value in by_address(form_of(filing), data).items()
    ]
    save_answers(filing, changes, by)


def submit(application: Application, head: Person, niche: str = "枸杞") -> Application:
    """Fill an application in with the example, freeze, seal and submit it."""
    example: Any = read_json((_ROOT / "examples" / "中宁枸杞.json").read_bytes())
    write(application.filing, example, SYSTEM)
    said = {"leading_industry": "枸杞精深加工", "niche": niche, "niche_code": "1391"}
    make_move(application.public_id, "freeze", head, said=said)
    version = version_in_force(application.filing)
    assert version
    with arriving("盖章页.pdf", BytesIO(PDF)) as arrived:
        bind_scan(version, arrived, head)
    make_move(application.public_id, "submit", head, said={"declaration_date": "2026-03-31"})
    return Application.objects.select_related("filing", "call", "county", "submitted").get(
        pk=application.pk
    )


def stated(application: Application, city: Person, **changed: object) -> Filing:
    """Its on-site statement, as everything was found as reported; frozen."""
    filing = begin_attached(application.public_id, STATEMENT, city)
    text = (_CASES / STATEMENT / "cases/bases/中宁枸杞.yaml").read_text("utf-8")
    answers = yaml.load(text, yaml.BaseLoader)["answers"]
    write(filing, {"answers": {**answers, **changed}}, city)
    freeze_attached(application.public_id, STATEMENT, city)
    return filing


def opined(application: Application, city: Person, **changed: object) -> Filing:
    """Its opinion, frozen and sealed."""
    filing = begin_attached(application.public_id, OPINION, city)
    write(filing, {"answers": {**OPINION_SAID, **changed}}, city)
    freeze_attached(application.public_id, OPINION, city)
    seal(application, OPINION, city)
    return filing


def seal(application: Application, form: str, city: Person) -> None:
    """Bring the scan of a further form."""
    with arriving("盖章件.pdf", BytesIO(PDF)) as arrived:
        bring_attached_scan(application.public_id, form, arrived, city)
