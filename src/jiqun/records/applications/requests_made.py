"""What was asked to be corrected, and by whom: reading it."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.engine import Address
from jiqun.records.applications.models import Application, Request, Return
from jiqun.records.applications.stages import UNDER_REVIEW
from jiqun.records.versions.actions import content_now
from jiqun.records.versions.content import content_of, differences


def requests_prepared(application: Application) -> list[Request]:
    """The requests that were written down at the level the application is at, and not sent yet."""
    return list(
        Request.objects.filter(application=application, round=None, level=application.level)
    )


def open_round(application: Application) -> Return | None:
    """The return that is being corrected; None where nothing is."""
    return application.returns.filter(ended_at=None).first()


def lapsed_round(application: Application) -> Return | None:
    """The return whose time was over before it came in again, as long as it is reviewed so."""
    if not application.overdue or application.stage != UNDER_REVIEW:
        return None
    last = application.returns.select_related("before").order_by("-number").first()
    return last if last and last.ended_at else None


def requests_of(sent_back: Return) -> list[Request]:
    """What a return asks for."""
    return list(sent_back.requests.all())


def rounds_of(application: Application) -> list[Return]:
    """All returns with their requests, the first one leading."""
    rows = application.returns.select_related("before", "after", "sent_by")
    return list(rows.prefetch_related("requests__made_by", "requests__replied_by"))


def values_before(application: Application) -> Mapping[Address, object | None]:
    """By address what answers were before: those that the last round of correction changed; where
    that came too late, those that its draft changed, of which what was submitted counts."""
    last = application.returns.select_related("before", "after").order_by("-number").first()
    if last is None or last.ended_at is None:
        return {}
    if last.after is not None:
        now = content_of(last.after.content)
    elif application.overdue:
        now = content_now(application.filing)
    else:
        return {}
    changed = differences(content_of(last.before.content), now)
    return {at: was for at, (was, _) in changed.items()}
