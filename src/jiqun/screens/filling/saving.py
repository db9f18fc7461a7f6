"""The endpoint that saves answers one by one, and the one that tells what is new in a part."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from jiqun.engine import (
    Address,
    Form,
    Section,
    UnknownAddress,
    UnusableInput,
)
from jiqun.records.filings import queries as filings
from jiqun.records.filings.actions import Change, NothingToExplain, Saved, Stale, save_held
from jiqun.records.filings.editions import address_in, form_of
from jiqun.records.filings.normalise import LARGEST as LARGEST_ANSWER
from jiqun.records.filings.wording import text_of, wording_of
from jiqun.records.verdict import NotAllowedError
from jiqun.screens.account.requests import person_of
from jiqun.screens.filling.desk import (
    Desk,
    desk_at,
    desk_while_typing,
)
from jiqun.screens.filling.findings import section_findings
from jiqun.screens.filling.findings_html import draw
from jiqun.screens.filling.navigation import part_link
from jiqun.screens.filling.seat import editing_at, seat_of
from jiqun.screens.filling.sent_data import RefusedRequestError, SentObject, sent_object
from jiqun.screens.widgets import beside_grids

MOST_CHANGES = 2000
LARGEST_CHANGES = LARGEST_ANSWER + 64 * 1024  # bytes, all changes of a request together
_MOST_SHOWN = 5000  # marks of findings
_LONGEST_KEY, _LONGEST_MARK = 200, 100
_NO_SUCH_ANSWER = "表中没有这一项，没有保存。请刷新页面后再试。"
_ORIGINS = frozenset({"typed", "pasted", "computed", "confirmed"})


@require_POST
def save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Save changes: {"changes": [{"key", "value", "revision"}], "section", "origin", "shown"}.

    Answers with what was saved and since when, what was stale and how it stands, and what follows
    from it for the part: findings (of those whose marks are `shown` only their places), states,
    computed values, growth and totals.
    """
    try:
        sent = _read(sent_object(request))
        with editing_at(request, public_id) as seat:
            changes = _placed(form_of(seat.filing), sent.changes)
            _confirmable(changes, sent.origin)
            results = save_held(seat.filing, changes, person_of(request), sent.origin)
    except NotAllowedError as refusal:
        return JsonResponse({"error": refusal.verdict.reason}, status=403)
    except NothingToExplain as refusal:
        raise RefusedRequestError(str(refusal), 422) from None
    except UnusableInput as refusal:
        raise RefusedRequestError(str(refusal)) from None
    except UnknownAddress:
        raise RefusedRequestError(_NO_SUCH_ANSWER) from None
    except (RefusedRequestError, RequestDataTooBig):
        seat_of(request, public_id)  # of others not even this is known
        raise
    desk = desk_while_typing(seat)
    came = list(zip(sent.changes, results, strict=True))
    response = {
        "saved": [_saved(desk, key, r) for (key, *_), r in came if isinstance(r, Saved)],
        "stale": [_stale(desk, key, r, mine) for (key, mine, _), r in came if isinstance(r, Stale)],
        "at": timezone.localtime(max(_at(r) for r in results)).strftime("%H:%M:%S"),
        **_news(desk, sent.section, sent.shown, {change.address.field for change in changes}),
    }
    return JsonResponse(response)


@require_GET
def news(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is new in a part: all its findings, and all its answers."""
    desk = desk_at(request, public_id)
    section = desk.form.section_by_id.get(request.GET.get("section", ""))
    now = filings.answers_now(desk.filing) if desk.version is None else {}
    answers = (
        [
            {
                "key": str(at),
                "revision": current.revision,
                "value": current.value,
                "shown": _shown(desk, at, current.value),
            }
            for at, current in now.items()
            if _belongs(desk, section, at)
        ]
        if section
        else []
    )
    return JsonResponse({"answers": answers, **_news(desk, section.id if section else "")})


_SentChange = tuple[str, object, int]
"""A change as it is sent: the key of the answer, its value and revision. The page is told of it
under the same key, however it is spelt: it may have been opened under an older version."""


@dataclass(frozen=True, slots=True)
class _SaveRequest:
    """The changes, their origin, the part they were made in, and the findings its page shows."""

    changes: list[_SentChange]
    origin: str
    section: str
    shown: frozenset[str]


def _read(sent: SentObject) -> _SaveRequest:
    return _SaveRequest(
        [
            (one.text("key", _LONGEST_KEY), one.value("value"), one.whole_number("revision"))
            for one in sent.objects("changes", MOST_CHANGES)
        ],
        sent.one_of("origin", _ORIGINS, "typed"),
        sent.text("section", _LONGEST_KEY, ""),
        sent.texts("shown", _MOST_SHOWN, _LONGEST_MARK),
    )


def _placed(form: Form, sent: Iterable[_SentChange]) -> list[Change]:
    """The changes where they belong in the form; raises UnknownAddress."""
    return [Change(address_in(form, key), value, number) for key, value, number in sent]


def _confirmable(changes: Iterable[Change], origin: str) -> None:
    """Raise RefusedRequestError where something is confirmed that is no explanation."""
    if origin == "confirmed" and not all(change.address.code for change in changes):
        raise RefusedRequestError


def _news(
    desk: Desk,
    section_id: str,
    shown: Container[str] = (),
    changed: Container[str] | None = None,
) -> dict[str, object]:
    """What a page of the part shows beside the answers: of its findings those not `shown` yet, of
    the growth and totals what depends on the `changed` fields (None: all)."""
    section = desk.form.section_by_id.get(section_id)
    response: dict[str, object] = {
        "revision": desk.seat.revision,
        "states": [
            {"section": link.id, "label": link.label, "sign": link.sign}
            for link in (part_link(desk.address, state) for state in desk.states)
        ],
    }
    if section is None:
        return response
    return response | {
        "findings": draw(section_findings(desk, section), bool(desk.verdict), shown),
        "computed": {
            str(at): str(value)
            for at, value in desk.outcome.values.items()
            if desk.form.fields[at.field].section == section.id
        },
        "agreeing": [
            str(at)
            for at in sorted(desk.outcome.agreeing)
            if desk.form.fields[at.field].section == section.id
        ],
        "beside": beside_grids(section, desk.answers, changed),
    }


def _saved(desk: Desk, key: str, saved: Saved) -> dict[str, object]:
    shown = _shown(desk, saved.address, saved.value)
    return {
        "key": key,
        "revision": saved.revision,
        "value": saved.value,
        "shown": shown,
    }


def _stale(desk: Desk, key: str, stale: Stale, mine: object) -> dict[str, object]:
    theirs = wording_of(desk.form, stale.address, stale.theirs)
    return {
        "key": key,
        "label": theirs.label,
        "theirs": stale.theirs,
        "theirs_text": theirs.text,
        "mine_text": text_of(desk.form, stale.address, mine),
        "shown": _shown(desk, stale.address, stale.theirs),
        "by": stale.theirs_by,
        "at": timezone.localtime(stale.theirs_at).strftime("%H:%M:%S"),
        "revision": stale.revision,
    }


def _shown(desk: Desk, at: Address, value: object) -> str | None:
    """The text for the input of an answer; None for what is not one text."""
    field = desk.form.fields.get(at.field)
    if at.code or field is None or field.kind.tabular or field.kind.chosen:
        return str(value) if isinstance(value, str) else None
    if field.kind.has_level:
        return str(desk.answers.value(at.field) or "")
    return desk.answers.shown_at(at)


def _belongs(desk: Desk, section: Section, at: Address) -> bool:
    """Whether an answer stands on the page of a part; a list does below its counts."""
    if at.list:
        return any(field.rows and field.rows.list == at.list for field in section.fields)
    field = desk.form.fields.get(at.field)
    return not at.code and field is not None and field.section == section.id


def _at(result: Saved | Stale) -> datetime:
    return result.at if isinstance(result, Saved) else result.theirs_at
