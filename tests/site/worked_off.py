"""The worker's part, done at once by the test itself."""

from __future__ import annotations

from jiqun.records.filings.actions import upload_word_file
from jiqun.records.filings.models import Filing, ImportPreview
from jiqun.records.organisations.models import Person
from jiqun.site.serving.worker import do_next


def work_off() -> int:
    """Do the jobs that are ready; how many there were."""
    done = 0
    while do_next("worker-of-the-tests"):
        done += 1
    return done


def preview_word(filing: Filing, data: bytes, by: Person, file_name: str = "") -> ImportPreview:
    """Bring a Word file and have it read; its preview."""
    preview = upload_word_file(filing, data, by, file_name)
    assert work_off() == 1
    preview.refresh_from_db()
    return preview
