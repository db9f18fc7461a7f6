"""Freezing 定稿 a filing, and voiding 作废 a version that does not count any more."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Max
from django.utils import timezone

from jiqun.engine import digest
from jiqun.records.evidence.answers_with_evidence import answers_with_evidence
from jiqun.records.evidence.models import Piece
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import kept
from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.versions.content import FrozenContent, digest_of
from jiqun.records.versions.models import FrozenVersion


def freeze(
    held: Filing, by: Actor, said: Mapping[str, str] | None = None, source: str = "web"
) -> FrozenVersion:
    """Keep a filing as it is now as its next version, with what was `said` beside the form.

    To be called inside `writing`, on the filing as it was read there.
    """
    content = content_now(held, said)
    text = content.to_text()
    with writing():
        last = held.frozen_versions.aggregate(last=Max("number"))["last"] or 0
        version = FrozenVersion.objects.create(
            filing=held,
            number=last + 1,
            frozen_at=timezone.now(),
            filing_revision=held.revision,
            content=text,
            digest=digest_of(text),
        )
        details = {"number": version.number, "digest": version.digest, "printed": content.printed}
        record("version_frozen", held.subject, by, details=details, source=source)
    return version


def content_now(filing: Filing, said: Mapping[str, str] | None = None) -> FrozenContent:
    """A filing as it is now, as the content of a version."""
    answers, (values, _) = answers_with_evidence(filing), kept(filing)
    return FrozenContent(
        edition=filing.edition,
        form=filing.form,
        edition_revision=answers.form.edition_revision,
        revision=filing.revision,
        answers={str(at): value for at, value in values.items()},
        printed=digest(answers),
        files=[_file(piece) for piece in _pieces(filing)],
        said=dict(said or {}),
    )


def void(version: FrozenVersion, by: Actor, source: str = "web") -> None:
    """Say that a version does not count any more; it stays as it is. A second time does nothing."""
    with writing():
        held = FrozenVersion.objects.select_related("filing").get(pk=version.pk)
        if held.voided_at is None:
            held.voided_at = timezone.now()
            held.save(update_fields=["voided_at"])
            details = {"number": held.number, "digest": held.digest}
            record("version_voided", held.filing.subject, by, details=details, source=source)
    version.voided_at = held.voided_at


def _pieces(filing: Filing) -> list[Piece]:
    return list(filing.pieces.filter(removed_at=None).prefetch_related("uses").order_by("id"))


def _file(piece: Piece) -> dict[str, object]:
    return {
        "id": piece.public_id,
        "name": piece.name,
        "sha256": piece.sha256,
        "size": piece.size,
        "kind": piece.kind,
        "for": sorted(use.target for use in piece.uses.all()),
    }
