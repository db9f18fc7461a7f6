"""What was asked to be corrected, and by whom: reading it."""

from __future__ import annotations

from jiqun.records.applications.models import Application, Request, Return


def requests_prepared(application: Application) -> list[Request]:
    """The requests that were written down at the level the application is at, and not sent yet."""
    return list(
        Request.objects.filter(application=application, round=None, level=application.level)
    )


def open_round(application: Application) -> Return | None:
    """The return that is being corrected; None where nothing is."""
    return application.returns.filter(ended_at=None).first()


def rounds_of(application: Application) -> list[Return]:
    """All returns with their requests, the first one leading."""
    rows = application.returns.select_related("before", "after", "sent_by")
    return list(rows.prefetch_related("requests__made_by", "requests__replied_by"))
