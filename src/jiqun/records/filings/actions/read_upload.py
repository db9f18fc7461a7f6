"""Reading a Word file that was brought: the worker's part, harmless when done once more."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from django.conf import settings
from django.utils import timezone

from jiqun.engine import (
    Address,
    Answers,
    Form,
    UnusableInput,
    WordReading,
    assess,
    by_address,
    cell,
    in_order,
    read_known_word,
    write_answers,
)
from jiqun.records.filings.actions.accept_upload import mine_of, texts_of
from jiqun.records.filings.current_answers import current_answers_of, placed
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing, ImportPreview, PreviewState, PrintedCopy
from jiqun.records.filings.normalise import as_text
from jiqun.records.filings.uploaded_files import store
from jiqun.records.journal.actions import record, writing

_LOST = "上传的文件已不在服务器上，没有读取。请重新上传这份 Word 文件。"
_GIVEN_UP = (
    "读取这个文件时系统出错，试了几次都没有成功，没有读取。请把文件重新另存为 .docx 后再上传；"
    "如果还不行，请联系管理员，并提供事件编号 {incident}。"
)


def read_uploaded_word(public_id: str) -> None:
    """Read the file of a preview in a child process and keep what it says beside what is here.

    What it was when the file was printed is found by the digest the file carries; a file that
    carries none, or one of another filing, is compared two ways. A file that cannot be used, or
    is another form than that of the filing, is refused in words. A preview that is read already,
    or was put aside, stays as it is.
    """
    previews = ImportPreview.objects.select_related("filing")
    preview = previews.filter(public_id=public_id, state=PreviewState.READING).first()
    if preview is None:
        return
    with writing():
        ImportPreview.objects.filter(pk=preview.pk).update(begun_at=timezone.now())
    try:
        with store.opened(preview.stored) as file:
            data = file.read()
        reading = read_known_word(data, settings.FORMS_FOLDERS, form_of(preview.filing))
    except FileNotFoundError:
        _refuse(public_id, _LOST)
    except UnusableInput as error:
        if error.__cause__ is not None:
            raise  # the reader itself failed: that is not the file's fault before it is proven
        _refuse(public_id, str(error))
    else:
        details = {"sha256": sha256(data).hexdigest()}
        _settle(public_id, PreviewState.OPEN, details, **_beside(preview.filing, reading))


def give_up_reading(public_id: str, incident: str) -> None:
    """Refuse a file whose reading failed again and again; `incident` is the number in the log."""
    _refuse(public_id, _GIVEN_UP.format(incident=incident))


def _refuse(public_id: str, trouble: str) -> None:
    _settle(public_id, PreviewState.REFUSED, {"trouble": trouble}, trouble=trouble)


def _settle(
    public_id: str, state: PreviewState, details: Mapping[str, object], **columns: object
) -> None:
    """Write down what became of a reading, unless the preview was put aside or read meanwhile."""
    kind = "word_previewed" if state == PreviewState.OPEN else "word_refused"
    with writing():
        held = (
            ImportPreview.objects.select_for_update(of=("self",))
            .select_related("filing", "created_by")
            .filter(public_id=public_id, state=PreviewState.READING)
            .first()
        )
        if held is None:
            return
        stored, held.stored, held.state = held.stored, "", state
        for name, value in columns.items():
            setattr(held, name, value)
        held.save(update_fields=["stored", "state", *columns])
        printed = {"printed_from": _printed_from(held)} if state == PreviewState.OPEN else {}
        all_details = {"preview": public_id, "file": held.file_name, **details, **printed}
        record(kind, held.filing.subject, held.created_by, details=all_details, source="worker")
    store.drop(stored)


def _beside(filing: Filing, reading: WordReading) -> dict[str, str]:
    """The columns of a preview that come with the reading."""
    form = form_of(filing)
    theirs = _on_paper(by_address(form, write_answers(reading.answers)))
    fresh = Filing.objects.get(pk=filing.pk)
    copy = _copy_of(fresh, reading.report.printed_from)
    base = _on_paper(_placed(form, texts_of(copy.answers))) if copy else None
    state = current_answers_of(fresh)
    theirs = _without_defaults(theirs, {**(base or {}), **state.values}, reading.answers)
    places = in_order(form, {*theirs, *(base or {}), *_on_paper(state.values)})
    return {
        "base": "" if base is None else as_text({str(at): base[at] for at in base}),
        "mine": as_text(mine_of(state, places)),
        "theirs": as_text({str(at): theirs.get(at) for at in places}),
        "report": as_text(reading.report.as_json()),
    }


def _copy_of(filing: Filing, digest: str) -> PrintedCopy | None:
    return PrintedCopy.objects.filter(filing=filing, digest=digest).first() if digest else None


def _printed_from(preview: ImportPreview) -> str:
    """The digest of the printed copy a preview is compared with; empty if there is none."""
    digest = texts_of(preview.report).get("printed_from") if preview.base else ""
    return digest if isinstance(digest, str) else ""


def _placed(form: Form, values: Mapping[str, object]) -> dict[Address, object]:
    """Values by where they stand, as far as the form has a place for them."""
    return dict(placed(form, values.items()))


def _on_paper(values: Mapping[Address, object]) -> dict[Address, object]:
    """The answers that stand in the Word file; lists and explanations do not."""
    return {at: value for at, value in values.items() if not (at.list or at.code)}


def _without_defaults(
    theirs: Mapping[Address, object],
    given: Mapping[Address, object],
    answers: Answers,
) -> dict[Address, object]:
    """What the file says, less the texts the paper itself prints in the place of an answer nobody
    gave: the cover shows contact and phone of part 1, and nobody has changed anything by that."""
    values = assess(answers).values
    own = (cell(field.id) for field in answers.form.fields.values() if field.default)
    defaults = {at: values.get(at) for at in own}
    return {
        at: value
        for at, value in theirs.items()
        if at in given or at not in defaults or value != defaults[at]
    }
