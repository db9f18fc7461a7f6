"""The pages of a further form of an application: those of its city and its region alone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.access.routes import ATTACHED, rows
from tests.access.world import ROLES, World, body, taken_back

from jiqun.records.applications.models import Application, AttachedFiling
from jiqun.records.filings.actions import create_filing
from jiqun.records.filings.sources import name_source
from jiqun.records.journal.actions import SYSTEM

pytestmark = pytest.mark.django_db
SEEING = ("city", "region")
OF_THE_FORM = ("desk", "findings", "history", "checks", "paper", "word")
# Those of the application's own pages that need nothing in the address but the form.
PLAIN = [row for row in rows() if row.route.startswith("filing:") and row.parts == ["public_id"]]


def test_only_city_and_region_have_the_pages_of_the_statement(world: World) -> None:
    asked = 0
    with taken_back():
        own = Application.objects.select_related("county__parent", "filing").get(
            public_id=world.own["public_id"]
        )
        city = own.county.parent
        assert city
        filing = create_filing(own.filing.edition, city, SYSTEM, "onsite_statement")
        name_source(filing, "application", own.filing, SYSTEM)
        AttachedFiling.objects.create(application=own, filing=filing)
        for row in PLAIN:
            name = ATTACHED + row.route.partition(":")[2]
            address = reverse(name, args=[filing.public_id])
            elsewhere = reverse(row.route, args=[filing.public_id])
            for role in ROLES:
                client = world.client(role)
                for method in ("get", "post"):
                    answer = getattr(client, method)(address)
                    body(answer)
                    seen = answer.status_code not in (404, 405)
                    if role not in SEEING:
                        assert not seen, (name, role, method)
                    elif method == "get" and name.partition(":")[2] in OF_THE_FORM:
                        assert seen, (name, role)
                    # It belongs to an application, and is not to be had beside it.
                    beside = getattr(client, method)(elsewhere)
                    assert beside.status_code in (404, 405), (row.route, role, method)
                    asked += 2
    assert asked > 300
    print(f"{asked} requests asked")
