"""Jobs of the filings for the worker: each may be done again after it was broken off."""

from __future__ import annotations

from django_tasks import task

from jiqun.records.filings.actions.read_upload import read_uploaded_word


@task()
def read_word_file(preview: str) -> None:
    """Read the Word file of a preview, by its public id."""
    read_uploaded_word(preview)
