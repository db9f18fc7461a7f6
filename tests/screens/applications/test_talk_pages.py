"""讨论 on the pages: beside an answer, in the part list and the checks, on a page of its own; no
trace of it for the region, on the paper, or at a version."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from jiqun.records.applications.talking import ask_at, settle_talk
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.talks.queries import talks_of
from jiqun.records.versions.actions import freeze

pytestmark = pytest.mark.django_db
QUESTION = "代加工的产值算在内吗？"
KEY = "total_output:2025"


def asked(desk: Any, target: str = KEY, name: str = "operator") -> str:
    return ask_at(desk.application.public_id, target, QUESTION, desk.people[name])


def say(desk: Any, name: str = "clerk", **form: str) -> HttpResponse:
    """Send a form as the panel beside an answer does."""
    client = desk.client(name)
    return client.post(  # type: ignore[no-any-return]
        f"{desk.address}talks/say/", form, headers={"X-Requested-With": "XMLHttpRequest"}
    )


def marks(page: str) -> dict[str, Any]:
    found = re.search(r'<script id="answer-marks"[^>]*>(.*?)</script>', page)
    return json.loads(found[1]) if found else {}


def test_open_threads_are_counted_at_the_answer_in_the_part_list_and_the_checks(desk: Any) -> None:
    settle_talk(desk.application.public_id, asked(desk), desk.people["clerk"])
    assert "处待讨论</a>" not in desk.page("checks/")
    asked(desk)
    asked(desk, "operator")
    page = desk.page("part/2/")
    assert marks(page)["talks"][KEY] == [1, 2]
    shown = re.findall(r'part-talks"( hidden)?\s*><b>(\d+)</b>', page)
    assert sorted(shown)[-1] == (" hidden", "0")
    assert [count for hidden, count in shown if not hidden] == ["1", "1"]
    for page in (desk.page("checks/"), desk.client().get("/").content.decode()):
        assert ">2 处待讨论</a>" in page


def test_script_asks_at_an_answer_and_has_the_thread_in_return(desk: Any) -> None:
    answer = say(desk, "operator", do="ask", target=KEY, text=QUESTION)
    page = answer.content.decode()
    assert answer.status_code == 200 and QUESTION in page and "<html" not in page
    assert f'data-beside="{KEY}" data-open="1" data-all="1"' in page
    assert '{"part_2": 1}' in page
    (talk,) = talks_of(desk.application.filing)
    page = say(desk, do="reply", talk=talk.id, target=KEY, text="不算。").content.decode()
    assert page.index(QUESTION) < page.index("不算。")
    page = say(desk, do="settle", talk=talk.id, target=KEY).content.decode()
    assert "已了结" in page and 'data-open="0" data-all="1"' in page
    page = say(desk, do="reopen", talk=talk.id, target=KEY).content.decode()
    assert 'data-open="1"' in page


def test_what_is_refused_says_why_beside_the_answer(desk: Any) -> None:
    answer = say(desk, do="ask", target=KEY, text="字" * 501)
    assert answer.status_code == 422
    assert "请填写“要说的话”，不超过 500 个字。" in answer.content.decode()
    assert say(desk, do="ask", target="no_such", text="对吗？").status_code == 404
    assert say(desk, do="shout", target=KEY, text="对吗？").status_code == 404
    assert say(desk, do="reply", target=KEY, talk="0" * 32, text="对吗？").status_code == 404


def test_page_lists_open_threads_first_with_ways_to_their_answers(desk: Any) -> None:
    settle_talk(desk.application.public_id, asked(desk, "operator"), desk.people["clerk"])
    asked(desk)
    page = desk.page("talks/")
    assert page.index(f'href="{desk.address}part/2/#a-{KEY}"') < page.index("#a-operator")
    assert "没有待讨论的" not in page and "已了结" in page


def test_page_works_without_scripts(desk: Any) -> None:
    client, address = desk.client("city"), f"{desk.address}talks/say/"
    page = client.post(address, {"do": "ask", "target": "", "text": "请核对全表。"}, follow=True)
    assert "已发起讨论" in page.content.decode() and "请核对全表。" in page.content.decode()
    (talk,) = talks_of(desk.application.filing)
    page = client.post(address, {"do": "reply", "talk": talk.id, "text": " "}, follow=True)
    assert "请填写“要说的话”" in page.content.decode()


def test_row_that_is_gone_is_told_by_what_stood_in_it(desk: Any) -> None:
    rows = [{"number": "GB/T 1", "name": "枸杞"}, {"number": "GB/T 2", "name": "枸杞干果"}]
    desk.fill({"lists:standards": rows})
    asked(desk, "lists:standards:2")
    assert marks(desk.page("part/3/"))["talks"] == {"lists:standards:2": [1, 1]}
    desk.fill({"lists:standards": rows[:1]})
    assert "枸杞干果，GB/T 2" in desk.page("talks/")
    assert "（这一行已经改动或删除）" in desk.page("talks/")


def test_text_of_a_thread_is_never_markup(desk: Any) -> None:
    ask_at(desk.application.public_id, KEY, "<b onclick=x>对吗</b>", desk.people["operator"])
    for page in (desk.page("talks/"), desk.page(f"talks/at/{KEY}/")):
        assert "<b onclick" not in page and "&lt;b onclick=x&gt;" in page


def test_version_and_paper_tell_nothing_of_it(desk: Any) -> None:
    asked(desk)
    freeze(desk.fresh().filing, SYSTEM)
    version = f"/a/{desk.application.public_id}-v1/"
    client = desk.client("operator")
    for path in ("part/2/", "checks/", "paper/"):
        page = client.get(version + path).content.decode()
        assert "讨论" not in page, path
    for path in ("talks/", f"talks/at/{KEY}/"):
        assert client.get(version + path).status_code == 404
    assert client.post(f"{version}talks/say/", {"do": "ask", "text": "对吗？"}).status_code == 404
    for path in ("paper/", "checks/print/", "download/json/", "history/"):
        assert QUESTION not in desk.page(path), path


def test_region_is_shown_no_trace_of_it(desk: Any) -> None:
    asked(desk)
    for path in ("part/2/", "checks/", "history/", "procedure/"):
        assert "讨论" not in desk.page(path, "region"), path
    assert "讨论" not in desk.client("region").get("/").content.decode()
    for path in ("talks/", f"talks/at/{KEY}/"):
        assert desk.client("region").get(desk.address + path).status_code == 404


def test_notice_leads_to_the_page(desk: Any) -> None:
    asked(desk)
    page = desk.client("city").get("/notices/").content.decode()
    assert f'href="{desk.address}talks/">看讨论' in page


def test_reading_asks_no_more_of_the_database_where_more_is_said(desk: Any) -> None:
    def queries(path: str) -> int:
        desk.page(path)
        with CaptureQueriesContext(connection) as asked_for:
            desk.page(path)
        return len(asked_for)

    asked(desk)
    few = [queries(path) for path in ("part/2/", "talks/", f"talks/at/{KEY}/")]
    for target in ("operator", "cluster_name", "total_output:2024"):
        asked(desk, target)
    assert [queries(path) for path in ("part/2/", "talks/", f"talks/at/{KEY}/")] == few
