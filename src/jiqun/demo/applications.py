"""What the demonstration shows of applications: a call, and the counties at different points.

Creating it again changes nothing that is there. Only `jiqun-site demo` calls this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone

import jiqun
from jiqun.demo.accounts import REGION
from jiqun.demo.answers import HALF_FILLED, NEARLY_EMPTY
from jiqun.demo.cluster import Cluster, County, CountyState
from jiqun.demo.cluster_answers import answers_of
from jiqun.demo.counties import COUNTIES
from jiqun.demo.pdf_page import page
from jiqun.engine import (
    Address,
    Form,
    by_address,
    divisions_in,
    labels_of,
    newest_edition,
    parse_address,
    read_answers,
    read_json,
    write_answers,
)
from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.models import Call
from jiqun.records.applications.partners import name_partner
from jiqun.records.evidence.actions import add_piece
from jiqun.records.evidence.queries import matrix
from jiqun.records.filings.actions import Change, save_answers
from jiqun.records.filings.current_answers import placed
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import answers as answers_in
from jiqun.records.journal.actions import SYSTEM, Actor
from jiqun.records.organisations.models import Office
from jiqun.records.organisations.queries import office_named, office_of, person_named

TITLE = "2026年自治区中小企业特色产业集群申报"
OPEN_FOR = timedelta(days=45)
CITY_LONGER = timedelta(days=7)
_WRITTEN_OUT = {"haiyuan": HALF_FILLED, "shapotou": NEARLY_EMPTY}
_EXAMPLE = "examples/中宁枸杞.json"
_SOURCE = "demonstration"
_NAMED = 20  # characters of a file name, before its ending
_SIGNED = "declaration_signatory"

_PARTNERS = {"helan": "yongning"}
"""A county whose cluster reaches into another, and that one."""


def create_applications(counties: Iterable[County] = COUNTIES) -> None:
    """Create the call and the applications of these counties, unless the call is there; the offices
    and accounts must be there."""
    edition = newest_edition()
    if Call.objects.filter(edition=edition, title=TITLE).exists():
        return
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    closes, city_closes = _evening(today + OPEN_FOR), _evening(today + OPEN_FOR + CITY_LONGER)
    terms = CallTerms(edition, TITLE, today, closes, city_closes, quota=3)
    call = open_call(terms, SYSTEM, _SOURCE)
    example: Any = read_json(example_file().read_bytes())
    cities = {city.code[:4]: city.name for city in divisions_in(REGION)}
    by_name = {county.username: county for county in counties}
    for county in counties:
        if county.state is CountyState.NOT_STARTED:
            continue
        application = start_application(call, _office(county), SYSTEM, _operator(county), _SOURCE)
        filing = application.filing
        if county.state is CountyState.EXAMPLE:
            _lay_example(filing, example)
        elif county.cluster:
            city = cities.get(county.division[:4], county.name)
            data = answers_of(county, example, city)
            _lay_cluster(filing, county, county.cluster, data)
        else:
            written = _WRITTEN_OUT[county.username].items()
            _fill(filing, dict(placed(form_of(filing), written)), SYSTEM)
        head, beside = person_named(county.username), _PARTNERS.get(county.username)
        if head and beside in by_name:
            name_partner(application.public_id, _office(by_name[beside]).pk, head, _SOURCE)


def example_file() -> Path:
    """Where the shipped example lies: inside the installed package, else in the checkout."""
    package = Path(jiqun.__file__).parent
    installed = package / _EXAMPLE
    return installed if installed.is_file() else package.parents[1] / _EXAMPLE


def _lay_cluster(filing: Filing, county: County, cluster: Cluster, data: dict[str, Any]) -> None:
    """What a county has filled in of its cluster's answers, its mistakes, and a file a part that
    proves what is ticked there."""
    form = form_of(filing)
    answers = dict(_filled_in(form, cluster, by_address(form, data)))
    answers.update(placed(form, cluster.mistakes.items()))
    head = person_named(county.username) or SYSTEM
    _fill(filing, answers, person_named(f"{county.username}-park") or head)
    if county.state is CountyState.READY:
        _fill(filing, {Address(_SIGNED): county.head}, head)
    by_part: dict[str, list[Address]] = defaultdict(list)
    for tick in matrix(filing, answers_in(filing)).ticks:
        if tick.gap and str(tick.at) != cluster.unproven:
            by_part[tick.section].append(tick.at)
    headings = {section.id: section.heading for section in form.sections}
    for section, uses in by_part.items():
        lines = ["佐证材料（演示）", headings[section]]
        name = f"{headings[section].partition('、')[2]}佐证.pdf"
        add_piece(filing, name, BytesIO(page(lines)), "authority", uses, head, _SOURCE)


def _filled_in(
    form: Form, cluster: Cluster, answers: Mapping[Address, object]
) -> Iterator[tuple[Address, object]]:
    """Those of a cluster's answers that are given by now."""
    parts = {section.id: section.part for section in form.sections}
    of_lists = {field.rows.list: field for field in form.fields.values() if field.rows}
    for number, (at, value) in enumerate(answers.items()):
        field = of_lists[at.list] if at.list else form.fields[at.field]
        begun = number < cluster.begun_with or not cluster.begun_with
        if begun and parts[field.section] <= cluster.filled_to:
            yield at, value


def _lay_example(filing: Filing, example: Mapping[str, Any]) -> None:
    """The shipped example, typed by the operator and proven by the county."""
    form = form_of(filing)
    data = write_answers(read_answers(form, example))
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


def _office(county: County) -> Office:
    office = office_named(county.office)
    if office is None:
        raise LookupError(f"the demonstration has no office for {county.username}")
    return office


def _operator(county: County) -> Office | None:
    person = person_named(f"{county.username}-park")
    return office_of(person) if person else None


def _evening(day: datetime) -> datetime:
    return day.replace(hour=18)
