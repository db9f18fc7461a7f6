"""What the demonstration shows of applications: a call, and three counties at different points.

Creating it again changes nothing that is there. Only `jiqun-site demo` calls this.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from django.utils import timezone

import jiqun
from jiqun.demo.answers import HALF_FILLED, NEARLY_EMPTY
from jiqun.demo.pdf_page import page
from jiqun.engine import (
    Address,
    Form,
    by_address,
    labels_of,
    newest_edition,
    parse_address,
    read_answers,
    read_json,
    write_answers,
)
from jiqun.records.applications.actions import open_call, start_application
from jiqun.records.applications.models import Call
from jiqun.records.evidence.actions import add_piece
from jiqun.records.filings.actions import Change, save_answers
from jiqun.records.filings.current_answers import placed
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing
from jiqun.records.journal.actions import SYSTEM, Actor
from jiqun.records.organisations.models import Office
from jiqun.records.organisations.queries import office_in, office_named, person_named
from jiqun.records.organisations.roles import Level

TITLE = "2026年自治区中小企业特色产业集群申报"
OPEN_FOR = timedelta(days=45)
_ZHONGNING, _HAIYUAN, _SHAPOTOU = "640521", "640522", "640502"
_OPERATOR = "中宁县枸杞产业集群运营中心"
_EXAMPLE = "examples/中宁枸杞.json"
_SOURCE = "demonstration"
_NAMED = 20  # characters of a file name, before its ending


def create_applications() -> None:
    """Create what is not there yet; the offices must be there."""
    edition = newest_edition()
    if Call.objects.filter(edition=edition, title=TITLE).exists():
        return
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    call = open_call(edition, TITLE, today, _evening(today + OPEN_FOR), SYSTEM, _SOURCE)
    operator = office_named(_OPERATOR)
    _lay_example(start_application(call, _county(_ZHONGNING), SYSTEM, operator, _SOURCE).filing)
    for division, answers in ((_HAIYUAN, HALF_FILLED), (_SHAPOTOU, NEARLY_EMPTY)):
        filing = start_application(call, _county(division), SYSTEM, source=_SOURCE).filing
        _fill(filing, dict(placed(form_of(filing), answers.items())), SYSTEM)


def example_file() -> Path:
    """Where the shipped example lies: inside the installed package, else in the checkout."""
    package = Path(jiqun.__file__).parent
    installed = package / _EXAMPLE
    return installed if installed.is_file() else package.parents[1] / _EXAMPLE


def _lay_example(filing: Filing) -> None:
    """The shipped example, typed by the operator and proven by the county."""
    form = form_of(filing)
    data = write_answers(read_answers(form, read_json(example_file().read_bytes())))
    _fill(filing, by_address(form, data), person_named("zhongning-park") or SYSTEM)
    entries = data["evidence"]
    for entry in entries if isinstance(entries, list) else ():
        at = parse_address(form, str(entry["for"]))
        add_piece(
            filing,
            _file_name(form, at),
            BytesIO(page(_lines(form, at))),
            str(entry["kind"]),
            [at],
            person_named("zhongning") or SYSTEM,
            _SOURCE,
        )


def _file_name(form: Form, at: Address) -> str:
    """A name an office would give the file: what it proves, in a few words."""
    option = form.fields[at.field].option(at.option)
    words = option.label if option else labels_of(form).label(at.field)
    return f"{words[:_NAMED]}.pdf"


def _lines(form: Form, at: Address) -> list[str]:
    """What stands on a piece of evidence: what it is for."""
    field = form.fields[at.field]
    option = field.option(at.option)
    return ["佐证材料（演示）", field.label, *([option.label] if option else [])]


def _fill(filing: Filing, answers: Mapping[Address, object], by: Actor) -> None:
    changes = [Change(at, value, 0) for at, value in answers.items()]
    save_answers(filing, changes, by, source=_SOURCE)


def _county(division: str) -> Office:
    county = office_in(division, Level.COUNTY)
    if county is None:
        raise LookupError(f"the demonstration has no office for division {division}")
    return county


def _evening(day: datetime) -> datetime:
    return day.replace(hour=18)
