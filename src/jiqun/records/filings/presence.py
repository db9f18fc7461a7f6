"""Who is at a filing: notes that are renewed while a page is open, and no events worth keeping.

A note is a file, PRESENCE_DIR/filing/person; when it was written is when somebody was seen. In the
database every note would take somebody's turn to write, 250 a second with 3,000 clerks.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from jiqun.records.file_store import NoRoomError, whole_or_gone
from jiqun.records.filings.models import Filing
from jiqun.records.organisations.models import Person

SEEN_WITHIN = 30.0  # seconds
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Present:
    """A person who is at the filing, and in which section of the form."""

    person_id: int
    name: str
    section: str


def note_presence(filing: Filing, person: Person, section: str) -> None:
    """Note that a person is at a section of the filing now."""
    folder = _folder(filing)
    note = folder / str(person.pk)
    unfinished = folder / f"{person.pk}-{os.getpid()}{_UNFINISHED}"
    text = json.dumps({"name": person.full_name, "section": section})
    # On a full disk nobody is noted; that is no reason to disturb them.
    with suppress(NoRoomError), whole_or_gone(unfinished):
        try:
            unfinished.write_text(text, "utf-8")
        except FileNotFoundError:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished.write_text(text, "utf-8")
        unfinished.replace(note)


def people_present(filing: Filing) -> list[Present]:
    """Everybody seen within the last 30 seconds, by name."""
    since = time.time() - SEEN_WITHIN
    people = []
    with suppress(FileNotFoundError), os.scandir(_folder(filing)) as notes:
        for note in notes:
            # Whoever is renewed this moment is left for the next look.
            with suppress(FileNotFoundError):
                if note.name.isdigit() and note.stat().st_mtime >= since:
                    kept = json.loads(Path(note.path).read_text("utf-8"))
                    people.append(Present(int(note.name), kept["name"], kept["section"]))
    return sorted(people, key=lambda p: (p.name, p.person_id))


def sweep_presence() -> None:
    """Delete the notes of those who are gone, and the folders of filings nobody is at."""
    before = time.time() - 2 * SEEN_WITHIN
    root: Path = settings.PRESENCE_DIR
    for folder in root.glob("*"):
        for note in folder.iterdir():
            with suppress(FileNotFoundError):
                if note.stat().st_mtime < before:
                    note.unlink()
        with suppress(OSError):  # somebody is there
            folder.rmdir()


def _folder(filing: Filing) -> Path:
    root: Path = settings.PRESENCE_DIR
    return root / filing.public_id
