"""Reading frozen versions: which there are, which counts, and what it has."""

from __future__ import annotations

from jiqun.records.filings.models import Filing
from jiqun.records.versions.models import FrozenVersion


def versions_of(filing: Filing) -> list[FrozenVersion]:
    """All versions of a filing, the first one leading."""
    return list(filing.frozen_versions.order_by("number"))


def version_in_force(filing: Filing) -> FrozenVersion | None:
    """The version that counts: the last one that was not voided."""
    return filing.frozen_versions.filter(voided_at=None).order_by("-number").first()
