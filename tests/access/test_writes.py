"""Changes come only from our own pages, and touch only what they name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey
from tests.access.routes import Row, rows
from tests.access.world import NOT_COUNTED, World, application_in, content, taken_back

from jiqun.records.filings.models import AnswerRow
from jiqun.records.organisations.queries import person_named

pytestmark = pytest.mark.django_db
ROWS = rows()
CHANGING = [row for row in ROWS if row.told["POST"]["county"] == "done"]
# What is another one each time the same is done.
RANDOM = frozenset(
    {"mark", "public_id", "stored", "previous", "digest", "password", "session_key", "last_login"}
)
_ID = re.compile("[0-9a-f]{32}")


@pytest.mark.parametrize("row", ROWS, ids=[row.title for row in ROWS])
def test_post_without_token_is_refused(world: World, row: Row) -> None:
    # Only a login is sent by who is not logged in yet.
    role = "anonymous" if row.route == "account_login" else "county"
    with taken_back():
        before = content()
        answer = row.post(world.client(role, enforce_csrf_checks=True), row.address(world.own))
        assert answer.status_code == 403
        assert content() == before


@pytest.mark.parametrize("row", CHANGING, ids=[row.title for row in CHANGING])
def test_post_from_another_site_is_refused_even_with_a_token(world: World, row: Row) -> None:
    client = world.client("county", enforce_csrf_checks=True)
    token = client.get("/account/session/").json()["token"]
    known = {"X-CSRFToken": token, "Origin": "https://elsewhere.example"}
    with taken_back():
        before = content()
        client.defaults.update({f"HTTP_{k.upper().replace('-', '_')}": v for k, v in known.items()})
        assert row.post(client, row.address(world.own)).status_code == 403
        assert content() == before


@pytest.mark.parametrize("row", CHANGING, ids=[row.title for row in CHANGING])
def test_post_with_token_goes_through(world: World, row: Row) -> None:
    """So that the refusals above are for the token's sake."""
    client = world.client("county", enforce_csrf_checks=True)
    client.defaults["HTTP_X_CSRFTOKEN"] = client.get("/account/session/").json()["token"]
    with taken_back():
        assert row.post(client, row.address(world.own)).status_code in (200, 302)


@pytest.mark.parametrize("row", CHANGING, ids=[row.title for row in CHANGING])
def test_fields_nobody_asked_for_have_no_effect(world: World, row: Row) -> None:
    """What the change leaves behind is the same with and without them."""
    asked = row.form or {}
    smuggled = {name: value for name, value in _smuggled(world).items() if name not in asked}
    plain, widened = (_left_by(world, row, more) for more in ({}, smuggled))
    assert plain != _rows({})
    assert widened == plain


def test_change_named_for_another_filing_stays_in_that_of_the_address(world: World) -> None:
    theirs = application_in("640522").filing
    before = list(AnswerRow.objects.filter(filing=theirs).values())
    answer = next(row for row in ROWS if row.route == "answer")
    with taken_back():
        more = {"filing": theirs.pk, "public_id": world.theirs["public_id"]}
        said = answer.post(world.client("county"), answer.address(world.own), **more)
        assert [one["key"] for one in said.json()["saved"]] == ["operator_contact"]
        assert list(AnswerRow.objects.filter(filing=theirs).values()) == before


def _smuggled(world: World) -> dict[str, Any]:
    """Fields of the tables under the names somebody would try, set to what is another's."""
    theirs, by = application_in("640522"), person_named("admin")
    assert by
    return {
        **dict.fromkeys(("pk", "id", "application", "application_id"), theirs.pk),
        **dict.fromkeys(("filing", "filing_id"), theirs.filing_id),
        **dict.fromkeys(("owner", "owner_id", "county", "county_id"), theirs.county_id),
        **dict.fromkeys(("by", "person", "changed_by", "added_by", "created_by"), by.pk),
        **dict.fromkeys(("stage", "state"), "accepted"),
        **dict.fromkeys(("public_id", "piece", "preview"), world.theirs["public_id"]),
        **dict.fromkeys(("is_superuser", "is_staff", "removed_at", "seen_at"), "1"),
        **dict.fromkeys(("role", "office", "edition", "deadline"), "region"),
        "mark": "0" * 32,
        "stored": "0" * 32,
        "name": "偷换.pdf",
    }


def _left_by(world: World, row: Row, more: Mapping[str, Any]) -> dict[str, list[str]]:
    known = _known()
    with taken_back():
        answer = row.post(world.client("county"), row.address(world.own), **more)
        assert answer.status_code in (200, 302)
        return _rows(known)


def _known() -> dict[str, set[Any]]:
    """The keys of all rows there are."""
    return {m._meta.label: set(m._default_manager.values_list("pk", flat=True)) for m in _models()}


def _rows(known: Mapping[str, set[Any]]) -> dict[str, list[str]]:
    """Every row of every table, its times and random values left out, new keys called new."""

    def shown(field: Any, value: Any) -> Any:
        if field.name in RANDOM or field.get_internal_type() == "DateTimeField":
            return "…"
        target = field.related_model if isinstance(field, ForeignKey) else field.model
        is_key = field.primary_key or isinstance(field, ForeignKey)
        if is_key:
            return "new" if value and value not in known[target._meta.label] else value
        text = str(value) if isinstance(value, dict) else value
        return _ID.sub("…", text) if isinstance(text, str) else value

    if not known:
        known = _known()
    notes = Path(settings.PRESENCE_DIR).rglob("*")
    present = {"present": sorted(f"{n.name} {n.read_text()}" for n in notes if n.is_file())}
    heads = (head.read_text() for head in Path(settings.PARTS_DIR).rglob("*.json"))
    present |= {"parts": sorted(_ID.sub("…", head) for head in heads)}
    return present | {
        model._meta.label: sorted(
            str([(f.name, shown(f, getattr(row, f.attname))) for f in model._meta.concrete_fields])
            for row in model._default_manager.all()
        )
        for model in _models()
    }


def _models() -> list[Any]:
    return [m for m in apps.get_models() if m._meta.db_table not in NOT_COUNTED]
