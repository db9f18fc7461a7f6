"""A screen that asks the database itself is found: what tests/screens/conftest.py looks for."""

from __future__ import annotations

import pytest
from tests.screens.asked_by import asked_by_screens

import jiqun
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("screens/filling/planted.py", ["screens/filling/planted.py"]),
        ("records/filings/planted.py", []),
        ("screens/account/planted.py", []),  # Django's and allauth's own tables
    ],
)
def test_planted_question_of_a_screen_is_found(path: str, found: list[str]) -> None:
    asks = compile("people.count()", f"{jiqun.__path__[0]}/{path}", "exec")
    with asked_by_screens() as places:
        exec(asks, {"people": Person.objects})
    assert [place.partition(":")[0] for place in places] == found
