"""What of an application is open while it is corrected 退回修改: what was asked for, and what a
correction takes along."""

from __future__ import annotations

from collections.abc import Iterable

from jiqun.engine import Form, KnockOn, knock_on, labels_of, parse_place
from jiqun.records.applications.models import Application, Request
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.openings import is_open_at
from jiqun.records.versions.actions import content_now
from jiqun.records.versions.content import content_of, differences


def fields_asked(form: Form, requests: Iterable[Request]) -> set[str] | None:
    """The fields that requests are about; None where one is about the whole."""
    asked: set[str] = set()
    for request in requests:
        if not request.target:
            return None
        at = parse_place(form, request.target)
        asked |= _counting(form, at.list) if at.list else {at.field}
    return asked


def taken_along(form: Form, asked: set[str]) -> dict[str, KnockOn]:
    """The fields that corrections of some fields open besides them, each with its reason."""
    return knock_on(form, asked)


def names_opened(form: Form, requests: Iterable[Request]) -> set[str] | None:
    """The fields and lists that requests open, with what goes along; None: everything."""
    asked = fields_asked(form, requests)
    if asked is None:
        return None
    fields = asked | {*knock_on(form, asked)}
    return fields | lists_of(form, fields)


def lists_of(form: Form, fields: Iterable[str]) -> set[str]:
    """The lists whose rows some fields count."""
    return {f.rows.list for name in fields if (f := form.fields.get(name)) and f.rows}


def changed_though_closed(application: Application) -> list[str]:
    """The labels of the answers that differ from the version that was sent back, and were not
    opened: the database holds what no action of the house would write."""
    sent_back = application.returns.filter(ended_at=None).select_related("before").first()
    if sent_back is None or application.filing.open_only is None:
        return []
    filing = application.filing
    changed = differences(content_of(sent_back.before.content), content_now(filing))
    labels = labels_of(form_of(filing))
    return [labels.full(at) for at in changed if not is_open_at(filing, at)]


def _counting(form: Form, list_id: str) -> set[str]:
    return {f.id for f in form.fields.values() if f.rows and f.rows.list == list_id}
