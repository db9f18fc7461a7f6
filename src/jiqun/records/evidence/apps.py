"""The evidence as a part of the site: with it a filing can be judged as a whole."""

from __future__ import annotations

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Tells the filings below how they are judged together with their evidence."""

    name = "jiqun.records.evidence"

    def ready(self) -> None:
        """Say so once all tables are known."""
        from jiqun.records.evidence.answers_with_evidence import progress_with_evidence
        from jiqun.records.filings.progress import judge_by

        judge_by(progress_with_evidence)
