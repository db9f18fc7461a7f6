"""Files in and out of the commands: applications opened by their nature, results written whole."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from jiqun.engine import (
    Answers,
    Edition,
    UnusableInput,
    WordReading,
    find_editions,
    load_edition,
    read_answers,
    read_json,
    read_word_safely,
)

DEFAULT_EDITION = "ningxia-2026"


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A filled form from a file; `reading` tells how a Word file was read."""

    path: Path
    edition: Edition
    answers: Answers
    reading: WordReading | None = None


def edition_named(edition_id: str) -> Edition:
    """The shipped edition of this id; UnusableInput names those there are."""
    editions = find_editions()
    if edition_id not in editions:
        raise UnusableInput(f"没有年度版“{edition_id}”。现有：{'、'.join(sorted(editions))}。")
    return load_edition(editions[edition_id])


def open_application(path: Path) -> FilledForm:
    """An application from .json or .docx; UnusableInput says in Chinese why it cannot be used."""
    if path.suffix.lower() == ".json":
        edition, parsed = _edition_of(content(path))
        return FilledForm(path, edition, read_answers(edition.form, parsed))
    if path.suffix.lower() == ".docx":
        reading = open_word(path)
        return FilledForm(path, edition_named(DEFAULT_EDITION), reading.answers, reading)
    raise UnusableInput(f"“{path.name}”不是 .json 或 .docx 文件。请先另存为其中一种。")


def open_word(path: Path) -> WordReading:
    """A Word file read as the default edition; UnusableInput where it is refused."""
    return read_word_safely(content(path), edition_named(DEFAULT_EDITION))


def content(path: Path) -> bytes:
    """The bytes of a file; UnusableInput where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnusableInput(f"没有找到文件“{path}”。请检查文件名和路径。") from None
    except IsADirectoryError:
        raise UnusableInput(f"“{path}”是文件夹，请写出其中的文件。") from None
    except OSError as error:
        raise UnusableInput(f"文件“{path}”读不出来（{error.strerror}）。") from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all; folders are made where missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".jiqun-")
    except OSError as error:
        raise UnusableInput(f"不能写入“{path}”（{error.strerror}）。请换一个文件夹。") from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o644)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UnusableInput(f"不能写入“{path}”（{error.strerror}）。请换一个文件夹。") from error


def write_json(path: Path, value: object) -> None:
    """Write JSON as people can read it: UTF-8, Chinese as it is, one key a line."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    write_whole(path, text.encode("utf-8"))


def _edition_of(data: bytes) -> tuple[Edition, object]:
    parsed = read_json(data)
    form_id = parsed.get("form") if isinstance(parsed, dict) else None
    if isinstance(form_id, str) and form_id in find_editions():
        return edition_named(form_id), parsed
    # An unknown form is a finding of the check: the answers are read by the default edition.
    return edition_named(DEFAULT_EDITION), parsed
