"""An application as an officer sees it: what stands beside the answers, 核对 by one press, what is
left of it, 要求修改 at an answer; and the queue on the first page. The county has none of it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone

from jiqun.records.applications.correcting import ask_correction
from jiqun.records.applications.looking import look_at
from jiqun.records.applications.models import GUARD, AnswerLook, Application, Request, Return
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.triggers import take_down
from jiqun.records.versions.actions import freeze

pytestmark = pytest.mark.django_db
KEY = "total_output:2025"
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


def lies(desk: Any, place: str, **more: object) -> None:
    take_down(connection, GUARD)
    stage, _, level = place.partition("/")
    moved_at = timezone.now() - timedelta(days=3)
    Application.objects.filter(pk=desk.application.pk).update(
        stage=stage, level=level, moved_at=moved_at, **more
    )


@pytest.fixture
def submitted(desk: Any) -> Any:
    """An application with three answers, at its city."""
    desk.fill({"cluster_name": "中宁枸杞", KEY: "121.81", "total_output:2024": "94.72"})
    lies(desk, "under_review/city", submitted=freeze(desk.fresh().filing, SYSTEM))
    return desk


def send(desk: Any, path: str, name: str = "city", **form: str) -> HttpResponse:
    client = desk.client(name)
    return client.post(desk.address + path, form, headers=SCRIPT)  # type: ignore[no-any-return]


def officer(page: str) -> dict[str, Any]:
    found = re.search(r'<script id="answer-marks"[^>]*>(.*?)</script>', page)
    told = json.loads(found[1]) if found else {}
    return dict(told.get("officer", {}))


def test_officer_marks_an_answer_and_sees_what_is_left(submitted: Any) -> None:
    page = submitted.page("part/2/", "city")
    assert officer(page)["left"] == ["cluster_name", "total_output:2024", KEY]
    assert "<b>3</b> 项，看第一处" in page
    told = send(submitted, "looks/", target=KEY, seen="yes").json()
    assert told["seen"].startswith("zhongwei经办人 ") and told["count"] == 2
    assert told["first"].endswith("part/1/#a-cluster_name")
    page = submitted.page("part/2/", "city")
    assert list(officer(page)["done"]) == [KEY] and "<b>2</b> 项，看第一处" in page
    assert "还有 2 项未核对" in submitted.page("procedure/", "city")
    assert send(submitted, "looks/", target=KEY).json()["seen"] == ""
    assert "还有 3 项未核对" in submitted.page("procedure/", "city")


def test_all_looked_at_is_said(submitted: Any) -> None:
    for key in ("cluster_name", KEY, "total_output:2024"):
        send(submitted, "looks/", target=key, seen="yes")
    assert "全部已核对" in submitted.page("procedure/", "city")


def test_answer_that_is_not_there_and_a_version_are_not_found(submitted: Any) -> None:
    assert send(submitted, "looks/", target="operator", seen="yes").status_code == 404
    version = f"/a/{submitted.application.public_id}-v1/"
    client = submitted.client("city")
    form = {"target": KEY, "seen": "yes"}
    assert client.post(f"{version}looks/", form, headers=SCRIPT).status_code == 404
    for path in ("part/2/", "checks/"):
        assert "核对" not in client.get(version + path).content.decode(), path
    assert client.get(f"{version}procedure/requests/at/{KEY}/").status_code == 404
    assert not AnswerLook.objects.exists()


def test_office_at_which_it_does_not_lie_is_refused(submitted: Any) -> None:
    answer = send(submitted, "looks/", "region", target=KEY, seen="yes")
    assert answer.status_code == 403
    assert "不由您的单位核对" in answer.json()["error"]
    assert officer(submitted.page("part/2/", "region")) == {}


@pytest.mark.parametrize("name", ["clerk", "operator", "region"])
def test_nobody_else_is_told_what_the_city_looked_at_or_is_going_to_ask(
    submitted: Any, name: str
) -> None:
    paths = ("part/2/", "checks/", "history/", "procedure/", "evidence/")

    def read() -> list[str]:
        pages = [submitted.page(path, name) for path in paths]
        pages.append(submitted.client(name).get("/").content.decode())
        return [_always_other(page) for page in pages]

    before = read()
    look_at(submitted.application.public_id, KEY, submitted.people["city"])
    ask_correction(submitted.application.public_id, KEY, "偏小", "核对", submitted.people["city"])
    assert read() == before
    assert send(submitted, "looks/", name, target=KEY, seen="yes").status_code in (403, 404)


def _always_other(page: str) -> str:
    once = r'(csrfmiddlewaretoken" value|data-token|nonce|data-now)="[^"]*"|<time.*?</time>'
    return re.sub(once, "", page)


def test_request_is_written_down_beside_its_answer(submitted: Any) -> None:
    page = submitted.page(f"procedure/requests/at/{KEY}/", "city")
    assert f'name="target" value="{KEY}"' in page and "集群总产值" in page
    answer = send(
        submitted, "procedure/requests/", do="ask", target=KEY, wrong="偏小", wanted="核对年报"
    )
    assert 'data-count="1"' in answer.content.decode() and "核对年报" in answer.content.decode()
    (request,) = Request.objects.all()
    assert (request.target, request.round) == (KEY, None)
    assert officer(submitted.page("part/2/", "city"))["requests"] == {KEY: 1}
    answer = send(
        submitted, "procedure/requests/", do="drop", target=KEY, request=request.public_id
    )
    assert 'data-count="0"' in answer.content.decode()


def test_request_that_says_nothing_is_refused_beside_its_answer(submitted: Any) -> None:
    answer = send(submitted, "procedure/requests/", do="ask", target=KEY, wrong="", wanted="改")
    assert answer.status_code == 422
    assert "请填写“哪里不对”" in answer.content.decode()
    answer = send(submitted, "procedure/requests/", do="ask", target="no", wrong="x", wanted="改")
    assert answer.status_code == 404 and not Request.objects.exists()


def test_who_may_not_ask_has_no_form(submitted: Any) -> None:
    for name in ("clerk", "operator", "region"):
        answer = submitted.client(name).get(f"{submitted.address}procedure/requests/at/{KEY}/")
        assert answer.status_code == 404, name
        assert "data-request-here" not in submitted.page("part/2/", name)
    assert "data-request-here" in submitted.page("part/2/", "city")


def test_value_before_the_last_correction_stands_beside_what_changed(submitted: Any) -> None:
    application = submitted.fresh()
    before = application.submitted
    submitted.fill({KEY: "120.00"})
    after = freeze(submitted.fresh().filing, SYSTEM)
    now = timezone.now()
    Return.objects.create(
        application=application,
        number=1,
        level="city",
        before=before,
        after=after,
        sent_by=submitted.people["city"],
        sent_at=now,
        due_at=now,
        ended_at=now,
    )
    lies(submitted, "under_review/city", submitted=after)
    assert officer(submitted.page("part/2/", "city"))["before"] == {KEY: "121.81"}


def test_officer_has_evidence_findings_and_history_and_can_change_nothing(desk: Any) -> None:
    desk.fill({"total_output:2024": "10.00", KEY: "90.00"})
    desk.fill({"unusual_change:total_output:2025": "新建的加工厂2025年投产。"})
    lies(desk, "under_review/city", submitted=freeze(desk.fresh().filing, SYSTEM))
    page = desk.page("part/2/", "city")
    assert 'data-code="unusual_change"' in page and "新建的加工厂2025年投产。" in page
    assert "data-repair" not in page and "data-writes" not in page
    assert "90.00" in desk.page(f"history/{KEY}/", "city")
    assert desk.page("evidence/", "city")


def test_queue_stands_on_the_first_page_of_city_and_region_and_leads_to_the_page(
    submitted: Any,
) -> None:
    page = submitted.client("city").get("/").content.decode()
    assert "待我办理（1）" in page and "审核，推荐或退回" in page and ">3 天</time>" in page
    assert f'href="{submitted.address}procedure/"' in page
    region = submitted.client("region").get("/").content.decode()
    assert "待我办理（0）" in region and "现在没有等您办理的申报" in region
    for name in ("clerk", "operator", "stranger"):
        assert "待我办理" not in submitted.client(name).get("/").content.decode(), name


def test_only_who_may_add_evidence_is_offered_it(filled: Any) -> None:
    shown = {
        name: filled.client(name).get(f"{filled.address}part/2/").content.decode()
        for name in ("clerk", "city")
    }
    assert "＋佐证" in shown["clerk"]
    assert "＋佐证" not in shown["city"]
    assert "data-proofs" in shown["city"]
