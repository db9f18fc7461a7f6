"""What of filings waits for a person: Word files not decided on, files not wholly uploaded."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.db.models import Q, QuerySet

from jiqun.records.filings.models import ImportPreview, PreviewState
from jiqun.records.filings.open_uploads import give_upload, uploads_of
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.open_work import OpenWork, WorkKind, roles_like
from jiqun.records.verdict import NotFound


def _undecided(person: Person) -> QuerySet[ImportPreview]:
    own = Q(waits_for=person) | Q(waits_for__isnull=True, created_by=person)
    undecided = (PreviewState.READING, PreviewState.OPEN)
    return ImportPreview.objects.filter(own, state__in=undecided)


def _previews(person: Person) -> list[OpenWork]:
    rows = list(_undecided(person).select_related("filing__owner").order_by("created_at"))
    roles = roles_like(person) if rows else frozenset()
    return [
        OpenWork(
            f"{one.filing.owner.name}的表中{one.get_state_display()}的 Word 文件“{one.file_name}”",
            roles,
        )
        for one in rows
    ]


def _move_previews(person: Person, to: Person) -> None:
    _undecided(person).update(waits_for=to)


def _uploads(person: Person) -> list[OpenWork]:
    files = uploads_of(person.pk)
    roles = roles_like(person) if files else frozenset()
    return [OpenWork(f"没有传完的文件“{one.name}”", roles) for one in files]


def _move_uploads(person: Person, to: Person) -> None:
    """Files lie beside the database: they are moved once it has all the rest."""

    def move() -> None:
        for one in uploads_of(person.pk):
            with suppress(NotFound):  # ended or dropped, this moment
                give_upload(one, to.pk)

    transaction.on_commit(move)


PREVIEWS = WorkKind("word_previews", _previews, _move_previews)
UPLOADS = WorkKind("uploads", _uploads, _move_uploads)
