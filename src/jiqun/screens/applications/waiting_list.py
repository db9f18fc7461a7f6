"""待我办理 on the first page: the applications that wait for an officer of city or region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse

from jiqun.records.applications.waiting import WaitingApplication, has_a_queue, waiting_for
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address
from jiqun.screens.applications.move_words import WHAT_WAITS

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """An application that waits: what is to be done, for how long it waits, and where that is."""

    application: WaitingApplication
    to_do: str
    waited: str
    address: str


def waiting_shown(request: HttpRequest) -> Mapping[str, object]:
    """A page of what waits; nothing for whom nothing ever waits so."""
    person = person_of(request)
    if not has_a_queue(person):
        return {}
    page = Paginator(waiting_for(person), PAGE_SIZE).get_page(request.GET.get("waiting"))
    asked = request.GET.copy()
    asked.pop("waiting", None)
    return {
        "waiting": page,
        "waiting_lines": [_line(one) for one in page],
        "waiting_query": f"{asked.urlencode()}&" if asked else "",
    }


def _line(one: WaitingApplication) -> WaitingLine:
    words = WHAT_WAITS[one.move]
    return WaitingLine(
        one,
        f"复核：{words}" if one.confirms else words,
        f"{one.days} 天" if one.days else "今天",
        _in_batches(one) or f"{application_address(one.id)}procedure/",
    )


def _in_batches(one: WaitingApplication) -> str:
    """What is recommended is sent from the page of its city, all in one."""
    return reverse("gathering", args=[one.call_id]) if one.move == "send" else ""
