"""What becomes of a Word file that was read: the answers a person accepts, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from jiqun.engine import Address, UnknownAddress, UnusableInput
from jiqun.records.filings.actions.saving import Change, Saved, Stale, save_held
from jiqun.records.filings.current_answers import CurrentAnswers, current_answers_of
from jiqun.records.filings.models import ImportPreview, PreviewState
from jiqun.records.filings.normalise import as_text, from_text
from jiqun.records.filings.uploaded_files import store
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person

_UNREAD = "这个文件还在读取，没有采用。请等对照出现以后再选择。"
_SETTLED = "这次导入已经处理过，没有再次采用。请重新上传 Word 文件。"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of the chosen answers: those saved, and those somebody changed since the file
    was read, which stay in the preview with what stands there now."""

    saved: tuple[Saved, ...]
    refused: tuple[Stale, ...]


def accept_import(
    preview: ImportPreview, addresses: Sequence[Address], by: Person, source: str = "web"
) -> Accepted:
    """Save the chosen answers as the file has them, and leave the others as they are.

    An answer that was changed here since the file was read is refused and stays in the preview,
    which is settled once nothing was refused. Raises UnknownAddress for an answer the preview does
    not have, and UnusableInput (Chinese) if it is not read yet or settled already.
    """
    with writing():
        held = ImportPreview.objects.select_for_update().select_related("filing").get(pk=preview.pk)
        if held.state != PreviewState.OPEN:
            raise UnusableInput(_UNREAD if held.state == PreviewState.READING else _SETTLED)
        mine, theirs = texts_of(held.mine), texts_of(held.theirs)
        by_key = {str(address): address for address in addresses}
        if unknown := set(by_key) - set(theirs):
            raise UnknownAddress(min(unknown))
        chosen = [
            Change(address, theirs[key], _revision(mine.get(key)))
            for key, address in by_key.items()
        ]
        results = save_held(held.filing, chosen, by, "word", source)
        saved = tuple(r for r in results if isinstance(r, Saved))
        refused = tuple(r for r in results if isinstance(r, Stale))
        details = {
            "preview": held.public_id,
            "accepted": [str(r.address) for r in saved],
            "refused": [str(r.address) for r in refused],
        }
        record("word_imported", held.filing.subject, by, details=details, source=source)
        if refused:
            stale = [r.address for r in refused]
            held.theirs = as_text({str(at): theirs[str(at)] for at in stale})
            held.mine = as_text(mine_of(current_answers_of(held.filing), stale))
        else:
            held.state = PreviewState.ACCEPTED
        held.save(update_fields=["theirs", "mine", "state"])
    preview.state, preview.mine, preview.theirs = held.state, held.mine, held.theirs
    return Accepted(saved, refused)


def discard_import(preview: ImportPreview, by: Person, source: str = "web") -> None:
    """Put a preview aside; nothing of it counts, and a file that is still to be read is not."""
    with writing():
        held = ImportPreview.objects.select_for_update().select_related("filing").get(pk=preview.pk)
        stored = held.stored
        if held.state in (PreviewState.READING, PreviewState.OPEN):
            held.state, held.stored = PreviewState.DISCARDED, ""
            held.save(update_fields=["state", "stored"])
            details = {"preview": held.public_id}
            record("word_import_discarded", held.filing.subject, by, details=details, source=source)
        if stored:
            transaction.on_commit(lambda: store.drop(stored))
    preview.state = held.state


def mine_of(state: CurrentAnswers, addresses: Iterable[Address]) -> dict[str, object]:
    """What a preview keeps of what is here: value and revision by key."""
    return {str(at): [state.values.get(at), state.revisions.get(at, 0)] for at in addresses}


def _revision(entry: object) -> int:
    return int(entry[1]) if isinstance(entry, list) else 0


def texts_of(text: str) -> dict[str, object]:
    """A text of a preview read as what it maps keys to; empty where there is none."""
    values = from_text(text) if text else {}
    return values if isinstance(values, dict) else {}
