"""Bringing a Word file: its bytes are kept, and a job is left for the worker to read them."""

from __future__ import annotations

from hashlib import sha256

from django.utils import timezone

from jiqun.engine import UnusableInput
from jiqun.records.filings.models import Filing, ImportPreview, PreviewState
from jiqun.records.filings.public_ids import new_id
from jiqun.records.filings.tasks import read_word_file
from jiqun.records.filings.uploaded_files import store
from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.organisations.models import Person

_MOST_WAITING = 5  # files of one filing
_TOO_MANY = (
    "已有 {count} 份 Word 文件排队读取，本次文件未接收。请待读取完成或放弃不需要的导入后再上传。"
)
_SWEPT_AFTER = 3600.0  # seconds


def upload_word_file(
    filing: Filing,
    data: bytes,
    by: Person,
    file_name: str = "",
    source: str = "web",
    public_id: str = "",
) -> ImportPreview:
    """Keep a Word file to be read by the worker; the preview it will become. Its id may be given;
    who gives one again has the preview that there is.

    The job is queued in the transaction of the preview: there is never one without the other.
    Raises UnusableInput (Chinese) where too many files of the filing wait already.
    """
    if public_id and (brought := filing.previews.filter(public_id=public_id).first()):
        return brought
    stored = new_id()
    store.keep(stored, data)
    try:
        with writing():
            count = filing.previews.filter(state=PreviewState.READING).count()
            if count >= _MOST_WAITING:
                raise UnusableInput(_TOO_MANY.format(count=count))
            preview = ImportPreview.objects.create(
                public_id=public_id or new_id(),
                filing=filing,
                file_name=file_name[:200],
                stored=stored,
                created_by=by,
                created_at=timezone.now(),
            )
            details = {
                "preview": preview.public_id,
                "file": preview.file_name,
                "sha256": sha256(data).hexdigest(),
            }
            record("word_uploaded", filing.subject, by, details=details, source=source)
            read_word_file.enqueue(preview.public_id)
    except BaseException:
        store.drop(stored)
        raise
    return preview


def sweep_uploads() -> list[str]:
    """Delete the Word files that no preview waits for any more (an upload or a reading that broke
    off at the wrong moment); their ids."""
    waited_for = ImportPreview.objects.filter(state=PreviewState.READING)
    swept = store.sweep(set(waited_for.values_list("stored", flat=True)), _SWEPT_AFTER)
    if swept:
        with writing():
            details = {"files": swept}
            record("word_swept", "store:brought", SYSTEM, details=details, source="system")
    return swept
