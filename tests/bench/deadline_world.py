"""A program for the deadline hour: lays counties whose applications wait to be submitted, and looks
afterwards at what became of them. Run in the environment of a site with a migrated database:

python -m tests.bench.deadline_world lay COUNTIES READY   prints the counties as JSON
python -m tests.bench.deadline_world look                 reads the ledger, prints the verdict
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from datetime import timedelta
from io import BytesIO

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiqun.site.settings")
django.setup()

from django.utils import timezone  # noqa: E402
from tests.records.evidence.sample_files import PDF  # noqa: E402

from jiqun.records.applications import move_conditions  # noqa: E402
from jiqun.records.applications.actions import start_application  # noqa: E402
from jiqun.records.applications.calls import CallTerms, open_call  # noqa: E402
from jiqun.records.applications.models import Application  # noqa: E402
from jiqun.records.applications.moving import make_move  # noqa: E402
from jiqun.records.evidence.actions import arriving  # noqa: E402
from jiqun.records.filings.models import AnswerRow  # noqa: E402
from jiqun.records.invariants.checking import check_invariants  # noqa: E402
from jiqun.records.journal.actions import SYSTEM  # noqa: E402
from jiqun.records.journal.models import Event  # noqa: E402
from jiqun.records.organisations.actions import create_office, create_person  # noqa: E402
from jiqun.records.organisations.roles import Level, Role  # noqa: E402
from jiqun.records.outbox.models import OutboxLine  # noqa: E402
from jiqun.records.verdict import ALLOWED  # noqa: E402
from jiqun.records.versions.queries import version_in_force  # noqa: E402
from jiqun.records.versions.scans import bind_scan  # noqa: E402

NICHE = {"leading_industry": "枸杞", "niche": "枸杞", "niche_code": "1391"}
PASSWORD = "枸杞红了-2026"
HOURS = timedelta(hours=2)


def lay(counties: int, ready: int) -> None:
    """Counties, each with an application that is filled in and so many that wait for 提交."""
    # What an empty form lacks is not what is measured.
    move_conditions.CONDITIONS["ready_to_freeze"] = lambda attempt: ALLOWED
    region = create_office("自治区工信厅", Level.REGION, SYSTEM)
    city = create_office("中卫市工信局", Level.CITY, SYSTEM, region)
    create_person("officer", "officer", city, [Role.CITY_OFFICER], SYSTEM)
    now = timezone.now()
    terms = CallTerms("ningxia-2026", "2026年申报", now - HOURS, now + HOURS, now + 2 * HOURS)
    call, laid = open_call(terms, SYSTEM), []
    for number in range(counties):
        county = create_office(f"第{number}县工信局", Level.COUNTY, SYSTEM, city)
        name = f"head-{number}"
        head = create_person(name, name, county, [Role.COUNTY_HEAD], SYSTEM, PASSWORD)
        draft, waiting = start_application(call, county, head), []
        for after in range(1, ready + 1):
            one = start_application(call, county, head, after=after)
            make_move(one.public_id, "freeze", head, said=NICHE)
            version = version_in_force(one.filing)
            if version is None:
                raise RuntimeError("nothing was frozen")
            with arriving("盖章页.pdf", BytesIO(PDF)) as arrived:
                bind_scan(version, arrived, head)
            waiting.append(one.public_id)
        laid.append({"name": name, "draft": draft.public_id, "waiting": waiting})
    print(json.dumps(laid))


def look() -> None:
    """Of what was acknowledged: how many submissions and saves are lost, how many made twice."""
    ledger = json.load(sys.stdin)
    submitted = set(
        Application.objects.filter(stage="under_review").values_list("public_id", flat=True)
    )
    moves = Event.objects.filter(kind="application_submitted")
    events = Counter(moves.values_list("subject", flat=True))
    told = OutboxLine.objects.filter(kind="application_submitted")
    notices = Counter(told.values_list("subject", "office"))
    standing = {
        (row.filing.application.public_id, row.key): json.loads(row.value)
        for row in AnswerRow.objects.select_related("filing__application")
    }
    saves = {(one, key): value for one, key, value in ledger["saves"]}
    verdict = {
        "lost": len(set(ledger["submissions"]) - submitted),
        "lost saves": sum(standing.get(at) != value for at, value in saves.items()),
        "double": sum(n > 1 for n in (*events.values(), *notices.values())),
        "broken": [f"{one.invariant.id}: {one.by}" for one in check_invariants()],
    }
    print(json.dumps(verdict))


if __name__ == "__main__":
    if sys.argv[1] == "lay":
        lay(int(sys.argv[2]), int(sys.argv[3]))
    else:
        look()
