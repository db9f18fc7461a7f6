"""Taking a Word file in: first a preview that changes nothing, then what a person accepts of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils import timezone

from jiqun.engine import (
    Answers,
    Edition,
    UnusableInput,
    assess,
    read_word_safely,
    write_answers,
)
from jiqun.records.filings.actions.saving import Change, Saved, Stale, save_held
from jiqun.records.filings.editions import edition_of
from jiqun.records.filings.keys import EXPLANATIONS, LISTS, UnknownKeyError, in_order, take_apart
from jiqun.records.filings.models import Filing, ImportPreview, PreviewState, PrintedCopy
from jiqun.records.filings.standard_form import as_text, from_text
from jiqun.records.filings.state import State, state_of
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person

_SETTLED = "这次导入已经处理过，没有再次采用。请重新上传 Word 文件。"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of the chosen answers: those saved, and those somebody changed since the file
    was read, which stay in the preview with what stands there now."""

    saved: tuple[Saved, ...]
    refused: tuple[Stale, ...]


def preview_word(
    filing: Filing, data: bytes, by: Person, file_name: str = "", source: str = "web"
) -> ImportPreview:
    """Read a Word file in a child process and keep what it says beside what is here.

    What it was when the file was printed is found by the digest the file carries; a file that
    carries none, or one of another filing, is compared two ways. Raises UnusableInput (Chinese).
    """
    edition = edition_of(filing)
    reading = read_word_safely(data, edition)
    printed = reading.report.printed_from
    said = _on_paper(take_apart(edition.form, write_answers(reading.answers)))
    fresh = Filing.objects.get(pk=filing.pk)
    copy = PrintedCopy.objects.filter(filing=fresh, digest=printed).first() if printed else None
    base = _on_paper(_texts(copy.answers)) if copy else None
    here = state_of(fresh)
    said = _without_defaults(said, {**(base or {}), **here.values}, edition, reading.answers)
    keys = in_order(edition.form, {*said, *(base or {}), *_on_paper(here.values)})
    with writing():
        preview = ImportPreview.objects.create(
            filing=fresh,
            file_name=file_name[:200],
            base="" if base is None else as_text(base),
            mine=as_text(_mine(here, keys)),
            theirs=as_text({key: said.get(key) for key in keys}),
            report=as_text(reading.report.as_json()),
            created_by=by,
            created_at=timezone.now(),
        )
        details = {
            "preview": preview.public_id,
            "file": preview.file_name,
            "sha256": sha256(data).hexdigest(),
            "printed_from": printed if copy else "",
        }
        record("word_previewed", fresh.subject, by, details=details, source=source)
    return preview


def accept_import(
    preview: ImportPreview, keys: Sequence[str], by: Person, source: str = "web"
) -> Accepted:
    """Save the chosen answers as the file has them, and leave the others as they are.

    An answer that was changed here since the file was read is refused and stays in the preview,
    which is settled once nothing was refused. Raises UnknownKeyError for a key the preview does not
    have, and UnusableInput (Chinese) if it is settled already.
    """
    with writing():
        held = ImportPreview.objects.select_for_update().select_related("filing").get(pk=preview.pk)
        if held.state != PreviewState.OPEN:
            raise UnusableInput(_SETTLED)
        mine, theirs = _texts(held.mine), _texts(held.theirs)
        if unknown := set(keys) - set(theirs):
            raise UnknownKeyError(min(unknown))
        chosen = [Change(key, theirs[key], _revision(mine.get(key))) for key in dict.fromkeys(keys)]
        results = save_held(held.filing, chosen, by, "word", source)
        saved = tuple(r for r in results if isinstance(r, Saved))
        refused = tuple(r for r in results if isinstance(r, Stale))
        details = {
            "preview": held.public_id,
            "accepted": [r.key for r in saved],
            "refused": [r.key for r in refused],
        }
        record("word_imported", held.filing.subject, by, details=details, source=source)
        if refused:
            left = [r.key for r in refused]
            held.theirs = as_text({key: theirs[key] for key in left})
            held.mine = as_text(_mine(state_of(held.filing), left))
        else:
            held.state = PreviewState.ACCEPTED
        held.save(update_fields=["theirs", "mine", "state"])
    preview.state, preview.mine, preview.theirs = held.state, held.mine, held.theirs
    return Accepted(saved, refused)


def discard_import(preview: ImportPreview, by: Person, source: str = "web") -> None:
    """Put a preview aside; nothing of it counts."""
    with writing():
        held = ImportPreview.objects.select_for_update().select_related("filing").get(pk=preview.pk)
        if held.state == PreviewState.OPEN:
            held.state = PreviewState.DISCARDED
            held.save(update_fields=["state"])
            details = {"preview": held.public_id}
            record("word_import_discarded", held.filing.subject, by, details=details, source=source)
    preview.state = held.state


def _on_paper(values: Mapping[str, object]) -> dict[str, object]:
    """The answers that stand in the Word file; lists and explanations do not."""
    return {k: v for k, v in values.items() if not k.startswith((f"{LISTS}.", f"{EXPLANATIONS}."))}


def _without_defaults(
    said: Mapping[str, object], known: Mapping[str, object], edition: Edition, answers: Answers
) -> dict[str, object]:
    """What the file says, less the texts the paper itself prints in the place of an answer nobody
    gave: the cover shows contact and phone of part 1, and nobody has changed anything by that."""
    values = assess(edition, answers).values
    defaults = {f.id: values.get((f.id, None)) for f in edition.form.fields.values() if f.default}
    return {
        key: value
        for key, value in said.items()
        if key in known or key not in defaults or value != defaults[key]
    }


def _mine(state: State, keys: Sequence[str]) -> dict[str, object]:
    return {key: [state.values.get(key), state.revisions.get(key, 0)] for key in keys}


def _revision(entry: object) -> int:
    return int(entry[1]) if isinstance(entry, list) else 0


def _texts(text: str) -> dict[str, object]:
    found = from_text(text)
    return found if isinstance(found, dict) else {}
