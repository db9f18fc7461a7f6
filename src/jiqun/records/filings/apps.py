"""The filings as a part of the site: what of them waits for people is handed over with the rest."""

from __future__ import annotations

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """Tells the organisations below what of filings waits for a person."""

    name = "jiqun.records.filings"

    def ready(self) -> None:
        """Say so once all tables are known."""
        from jiqun.records.filings.waiting_work import PREVIEWS, UPLOADS
        from jiqun.records.organisations.open_work import register_work

        register_work(PREVIEWS)
        register_work(UPLOADS)
