"""Every route, every role: what each is told, and that nothing changes unless it may."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.access.routes import Row, route_names, rows
from tests.access.world import ROLES, World, body, files, tables, taken_back, writes

pytestmark = pytest.mark.django_db
ROWS = rows()
INSIDE = [row for row in ROWS if "public_id" in row.parts]
NOWHERE = "0123456789abcdef" * 2


@pytest.fixture(scope="module")
def untouched(world: World) -> dict[str, str]:
    """The tables as they are before every request: what each of them changes is taken back."""
    return tables()


def outcome(world: World, untouched: dict[str, str], row: Row, role: str, method: str) -> str:
    """What a role is told at what is 中宁's, in the words of the table."""
    with taken_back():
        kept = files()  # which stay where they are
        client = world.client(role)
        address = row.address(world.own)
        with writes() as written:
            answer = client.get(address) if method == "GET" else row.post(client, address)
            body(answer)
        status, to = answer.status_code, answer.headers.get("Location", "")
        if files() != kept or (written and tables() != untouched):
            return "done" if status in (200, 302) else f"{status} with changes"
    if status == 302:
        return "login" if to.startswith("/account/login/") else "on"
    return str(status)


def test_every_route_has_a_row() -> None:
    assert {row.route for row in ROWS} == set(route_names())


def test_reading_is_never_said_to_change_anything() -> None:
    assert not [row.title for row in ROWS if "done" in row.told["GET"].values()]


def test_every_role_has_a_column() -> None:
    for row in ROWS:
        for cells in row.told.values():
            assert set(cells) == {"anonymous", *ROLES}


@pytest.mark.parametrize("row", ROWS, ids=[row.title for row in ROWS])
def test_route_tells_each_role_what_the_table_says(
    world: World, untouched: dict[str, str], row: Row
) -> None:
    found = {
        method: {role: outcome(world, untouched, row, role, method) for role in cells}
        for method, cells in row.told.items()
    }
    assert found == row.told


@pytest.mark.parametrize("row", INSIDE, ids=[row.title for row in INSIDE])
def test_another_countys_object_is_answered_as_one_that_is_not_there(
    world: World, row: Row
) -> None:
    pairs = [(world.theirs, {**world.theirs, f"{row.space}public_id": NOWHERE})]
    # A thing of 海原 under what is 中宁's itself.
    things = [f"{row.space}{part}" for part in ("piece", "preview", "upload") if part in row.parts]
    pairs += [
        ({**world.own, thing: world.theirs[thing]}, {**world.own, thing: NOWHERE})
        for thing in things
    ]
    for theirs, nowhere in pairs:
        for method in ("GET", "POST"):
            known, unknown = (_answer(world, row, ids, method) for ids in (theirs, nowhere))
            assert known == unknown
            refused = "405" if row.told[method]["county"] == "405" else "404"
            assert known[0] in (refused, "404")


def _answer(world: World, row: Row, ids: Mapping[str, str], method: str) -> tuple[str, bytes]:
    with taken_back():
        client = world.client("county")
        address = row.address(ids)
        answer = client.get(address) if method == "GET" else row.post(client, address)
        return str(answer.status_code), body(answer)
