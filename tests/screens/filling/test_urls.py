"""Every page about a whole application: there for its county, not there for another."""

from __future__ import annotations

import pytest
from desk_fixtures import Desk
from django.db import connection
from django.test.utils import CaptureQueriesContext

PAGES = (
    "evidence/",
    "checks/",
    "checks/print/",
    "assessment/",
    "paper/",
    "paper/?view=pdf",
    "paper/style.css",
    "download/pdf/",
    "download/json/",
    "download/blank/",
    "word/",
    "history/",
)
WRITES = (
    "evidence/add/",
    "evidence/ties/",
    "evidence/0123/change/",
    "checks/repair/",
    "checks/explain/",
    "download/word/",
    "word/",
    "word/0123/decide/",
)


@pytest.mark.parametrize("path", PAGES)
def test_page_of_own_application_opens(own_desk: Desk, path: str) -> None:
    assert own_desk.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_page_of_another_county_is_as_if_not_there(own_desk: Desk, path: str) -> None:
    theirs = own_desk.stranger.get(own_desk.base + path)
    nowhere = own_desk.stranger.get(f"/a/{'0' * 32}/{path}")
    assert (theirs.status_code, nowhere.status_code) == (404, 404)
    assert theirs.content == nowhere.content


@pytest.mark.parametrize("path", WRITES)
def test_write_to_another_county_is_as_if_not_there(own_desk: Desk, path: str) -> None:
    assert own_desk.stranger.post(own_desk.base + path, {"key": "operator"}).status_code == 404


@pytest.mark.parametrize("path", WRITES)
def test_write_without_token_is_refused(own_desk: Desk, path: str) -> None:
    own_desk.clerk.handler.enforce_csrf_checks = True
    assert own_desk.post(path).status_code == 403


@pytest.mark.parametrize("path", [*PAGES, *WRITES])
def test_reading_changes_nothing(own_desk: Desk, path: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        own_desk.get(path)
    changing = ("INSERT", "UPDATE", "DELETE")
    touched = [q["sql"] for q in asked if q["sql"].lstrip().startswith(changing)]
    assert [sql for sql in touched if "django_session" not in sql] == []


@pytest.mark.parametrize("path", ["checks/", "evidence/", "paper/", "history/"])
def test_number_of_queries_stays_as_answers_grow(own_desk: Desk, path: str) -> None:
    def queries() -> int:
        own_desk.get(path)
        with CaptureQueriesContext(connection) as asked:
            own_desk.get(path)
        return len(asked)

    own_desk.fill(operator="甲", total_output__2024="40.00")
    few = queries()
    own_desk.fill(
        operator="乙",
        total_output__2023="40.00",
        total_output__2025="90.00",
        enterprise_count__2024="30",
        sme_count__2024="40",
        chain_strengthening_work=["chain_map"],
    )
    assert queries() == few


def test_text_of_an_answer_is_never_markup(own_desk: Desk) -> None:
    own_desk.fill(cluster_name="<img src=x>丙产业集群", operator='"><script>x</script>')
    for path in PAGES:
        if path not in ("download/pdf/", "download/json/", "download/blank/"):
            text = own_desk.get(path).content.decode()
            assert "<img src=x>" not in text and "<script>x" not in text
