"""The recommendations as a part of the site: they answer what the procedure leaves to them."""

from __future__ import annotations

from django.apps import AppConfig


class RecommendationsConfig(AppConfig):
    """Tells the procedure when a city may recommend and send, and the sweep of the files kept."""

    name = "jiqun.records.recommendations"

    def ready(self) -> None:
        """Say so once all tables are known."""
        from jiqun.records.applications.move_conditions import knows
        from jiqun.records.evidence.stored_files import also_named
        from jiqun.records.recommendations.batch_scans import files_of_batches
        from jiqun.records.recommendations.recommending import ANSWERED

        for name, condition in ANSWERED.items():
            knows(name, condition)
        also_named.append(files_of_batches)
