"""Every role at every place of the procedure: which pages it has, whether it may fill in, and which
moves it is offered. The cells follow from two small tables; each is asked for."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.access.world import BACKEND, World, body, taken_back
from tests.records.applications.procedure_model import MODEL, PLACES

from jiqun.records.applications.models import GUARD, Application
from jiqun.records.applications.moving import moves_for
from jiqun.records.filings.models import Filing
from jiqun.records.journal.actions import SYSTEM
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
PAGES = ("part/9/", "procedure/", "history/", "download/json/")
CHANGE = {
    "section": "part_1",
    "changes": [{"key": "operator_contact", "value": "新的人", "revision": 1}],
}


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
    assert allowed > 900 and denied > 900 and offered > 60


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
