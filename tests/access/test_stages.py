"""Every role at every place of the procedure: which pages it has, whether it may fill in, and which
moves it is offered, by two small tables; what nobody below the region can tell of a decision before
it is announced; and whose the pages of a further form are."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.access.routes import ATTACHED, rows
from tests.access.world import BACKEND, World, body, taken_back
from tests.access.world import ROLES as VISITORS
from tests.records.applications.procedure_model import MODEL, PLACES

from jiqun.records.applications.models import GUARD, Application, AttachedFiling
from jiqun.records.applications.moving import moves_for
from jiqun.records.filings.actions import create_filing
from jiqun.records.filings.models import Filing
from jiqun.records.filings.sources import name_source
from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.organisations.actions import create_person
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.roles import ROLES, Level, Role
from jiqun.records.triggers import put_up, take_down
from jiqun.records.versions.actions import freeze

pytestmark = pytest.mark.django_db

SEEING = {"county", "operator", "city", "region"}  # the groups that see an application
FILLING_ROLES = {"county_clerk", "county_head", "operator"}
FILLED_IN = {"filling", "returned/city", "returned/region"}
UNTOLD = {"proposed/region", "cultivated/region", "declined/region"}
PAGES = ("part/9/", "procedure/")
CHANGE = {
    "section": "part_1",
    "changes": [{"key": "operator_contact", "value": "新的人", "revision": 1}],
}
READ_AT = ("", "procedure/", "part/9/", "history/", "checks/", "evidence/", "paper/")
OUTCOMES = ("proposed", "cultivated", "declined", "to_decide")
# What differs between any two answers: the token against forged forms, and the clock.
ALWAYS_OTHER = re.compile(
    (
        r'(name="csrfmiddlewaretoken" value|data-token|nonce|data-now)="[^"]*"'
        r"|服务器时间 <time.*?</time>"
    ).encode()
)
READERS = ("city", "region")
OF_THE_FORM = ("desk", "findings", "history", "checks", "paper", "word")
# Those of the application's own pages that need nothing in the address but the form.
PLAIN = [row for row in rows() if row.route.startswith("filing:") and row.parts == ["public_id"]]


def test_every_role_at_every_place_has_what_the_tables_say(world: World) -> None:
    with taken_back():
        application = Application.objects.get(public_id=world.own["public_id"])
        people = _somebody_of_each_role(application)
        clients = {role: _client(person) for role, person in people.items()}
        application.submitted = freeze(application.filing, SYSTEM)
        application.save(update_fields=["submitted"])
        allowed = denied = offered = 0
        take_down(connection, GUARD)
        for place in PLACES:
            stage, _, level = place.partition("/")
            due = timezone.now() + timedelta(days=1) if "return" in place else None
            Application.objects.filter(pk=application.pk).update(
                stage=stage, level=level, due_at=due
            )
            for role, client in clients.items():
                sees = ROLES[Role(role)].group in SEEING
                for page in PAGES:
                    answer = client.get(f"/a/{application.public_id}/{page}")
                    body(answer)
                    assert (answer.status_code == 200) is sees, (place, role, page)
                    allowed, denied = allowed + sees, denied + (not sees)
                may = role in FILLING_ROLES and place in FILLED_IN
                assert _fills_in(client, application) == (200 if may else 403 if sees else 404), (
                    place,
                    role,
                )
                allowed, denied = allowed + may, denied + (not may)
                offered += _moves_are_those_of_the_model(application, people[role], role, place)
        put_up(connection, GUARD)
    print(f"{allowed} cells allow, {denied} deny, {offered} moves are offered")
    assert allowed > 400 and denied > 600 and offered > 60


def _moves_are_those_of_the_model(
    application: Application, person: Person, role: str, place: str
) -> int:
    """What a page offers is what the model has, as far as the role knows where it is."""
    known = place
    if place in UNTOLD and ROLES[Role(role)].group != "region":
        known = "to_decide/region"
    wanted = sorted(
        (move, outcome)
        for (at, move, outcome), (who, *_) in MODEL.items()
        if at == known and role in who
    )
    now = Application.objects.select_related("filing", "call", "county").get(pk=application.pk)
    found = sorted((move.id, row.outcome) for move, row, _ in moves_for(person, now))
    if ROLES[Role(role)].group not in SEEING:
        wanted = []
    assert found == wanted, (place, role)
    return len(found)


def _fills_in(client: Client, application: Application) -> int:
    with taken_back():
        before = Filing.objects.get(pk=application.filing_id).revision
        answer = client.post(
            f"/a/{application.public_id}/answer/",
            json.dumps(CHANGE),
            content_type="application/json",
        )
        after = Filing.objects.get(pk=application.filing_id).revision
        assert (after > before) is (answer.status_code == 200)
        return answer.status_code


def _somebody_of_each_role(application: Application) -> dict[str, Person]:
    """A person of each role, where the application is theirs if it can be."""
    county, operator = application.county, application.operator
    places: dict[str, Office | None] = {
        "county": county,
        "operator": operator,
        "city": county.parent,
        "region": county.parent and county.parent.parent,
    }
    outside = Office.objects.filter(level=Level.INSTITUTION).first()
    found = {}
    for role in Role:
        group = ROLES[role].group
        place = places.get(group) or outside
        if Level(place.level) not in ROLES[role].levels:  # type: ignore[union-attr]
            place = Office.objects.filter(level__in=ROLES[role].levels).first()
        found[role.value] = create_person(
            f"stage-{role.value}".replace("_", "-"), f"某{role.label}", place, (role,), SYSTEM
        )
    return found


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person, BACKEND)
    return client


@pytest.mark.parametrize("role", ["county", "operator", "city", "region"])
def test_only_the_region_can_tell_what_was_decided(world: World, role: str) -> None:
    with taken_back():
        take_down(connection, GUARD)
        own = Application.objects.get(public_id=world.own["public_id"])
        with writing():
            record("application_decided", own.subject, SYSTEM)
        seen = {outcome: _everything(world, role, own, outcome) for outcome in OUTCOMES}
        put_up(connection, GUARD)
    told_apart = len(set(seen.values()))
    assert told_apart == (len(OUTCOMES) if role == "region" else 1), role
    if role != "region":
        assert "待审定".encode() in seen["declined"]


def test_withdrawing_is_refused_in_the_same_words_for_every_outcome(world: World) -> None:
    with taken_back():
        take_down(connection, GUARD)
        own = Application.objects.get(public_id=world.own["public_id"])
        said = set()
        for outcome in OUTCOMES[:3]:
            Application.objects.filter(pk=own.pk).update(stage=outcome, level="region")
            form = {"move": "withdraw", "reason": "今年不再申报了"}
            client = world.client("county")
            answer = client.post(f"/a/{own.public_id}/procedure/act/", form, follow=True)
            said.add(re.search("审定正在进行[^<]*", body(answer).decode()).group())  # type: ignore[union-attr]
        put_up(connection, GUARD)
    assert said == {"审定正在进行，公示以前不能撤回。"}


def test_announced_decision_is_read_by_the_county(world: World) -> None:
    with taken_back():
        take_down(connection, GUARD)
        own = Application.objects.get(public_id=world.own["public_id"])
        Application.objects.filter(pk=own.pk).update(
            stage="declined", level="region", announced_at=own.created_at
        )
        client = world.client("county")
        page = body(client.get(f"/a/{own.public_id}/procedure/")).decode()
        put_up(connection, GUARD)
    assert "不予认定" in page and "待审定" not in page


def _everything(world: World, role: str, own: Application, outcome: str) -> bytes:
    """All that a role reads of an application that was decided so, without what always
    differs."""
    Application.objects.filter(pk=own.pk).update(stage=outcome, level="region")
    client = world.client(role)
    pages = [body(client.get("/")), body(client.get("/notices/"))]
    for place in READ_AT:
        answer = client.get(f"/a/{own.public_id}/{place}")
        pages.append(answer.headers.get("Location", "").encode() + body(answer))
    return ALWAYS_OTHER.sub(b"", b"\n".join(pages))


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
            for role in VISITORS:
                client = world.client(role)
                for method in ("get", "post"):
                    answer = getattr(client, method)(address)
                    body(answer)
                    seen = answer.status_code not in (404, 405)
                    if role not in READERS:
                        assert not seen, (name, role, method)
                    elif method == "get" and name.partition(":")[2] in OF_THE_FORM:
                        assert seen, (name, role)
                    # It belongs to an application, and is not to be had beside it.
                    beside = getattr(client, method)(elsewhere)
                    assert beside.status_code in (404, 405), (row.route, role, method)
                    asked += 2
    assert asked > 300
    print(f"{asked} requests asked")
