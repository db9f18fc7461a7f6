"""Files in and out of the commands: applications opened by their nature, results written whole."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jiqun.cli.forms_option import form_named
from jiqun.engine import (
    Answers,
    Form,
    UnknownFormError,
    UnusableInput,
    find_form,
    newest_edition,
    read_answers,
    read_json,
)

if TYPE_CHECKING:
    from jiqun.engine import WordReading


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A filled form from a file; `reading` tells how a Word file was read."""

    path: Path
    answers: Answers
    reading: WordReading | None = None


def open_application(path: Path, folders: Sequence[Path], name: str = "") -> FilledForm:
    """An application from .json or .docx, of an edition shipped or in the folders; `name` is the
    form a Word file is read as. UnusableInput says in Chinese why it cannot be used."""
    if path.suffix.lower() == ".json":
        parsed = read_json(content(path))
        return FilledForm(path, read_answers(_form_of_data(parsed, folders), parsed))
    if path.suffix.lower() == ".docx":
        reading = open_word(path, folders, name)
        return FilledForm(path, reading.answers, reading)
    raise UnusableInput(f"“{path.name}”不是 .json 或 .docx 文件。请先另存为其中一种。")


def open_known(path: Path, folders: Sequence[Path], name: str = "") -> FilledForm:
    """The same, of a form there is: what is printed or compared by another form would lose
    answers."""
    filled = open_application(path, folders, name)
    for problem in filled.answers.problems:
        if problem.code == "unknown_form":
            raise UnusableInput(
                f"“{path.name}”写明是“{problem.params['typed']}”的表，这里没有这个表。"
                "请用 --forms 写明存放它的文件夹，或改正 form。"
            )
    return filled


def open_word(path: Path, folders: Sequence[Path], name: str = "") -> WordReading:
    """A Word file read as the form of a name, or as the one it is; UnusableInput where it is
    refused, or where it is in doubt which form it is."""
    # Imported here: most files are JSON, and what reads Word is a fifth of the engine.
    from jiqun.engine import UnrecognisedFormError, read_known_word, read_word_safely

    data = content(path)
    if name:
        return read_word_safely(data, form_named(name, folders))
    try:
        return read_known_word(data, folders)
    except UnrecognisedFormError as error:
        likely = "、".join(f"--form {form}" for form in error.recognition.likely)
        how = f"请用 --form 写明是哪个表，可能是：{likely}。" if likely else ""
        if error.recognition.named:
            how += "它的年度版不在这里时，请用 --forms 写明存放的文件夹。"
        raise UnusableInput(f"{error}{how}") from None


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


def _form_of_data(data: object, folders: Sequence[Path]) -> Form:
    """The form the data names; an unknown one is a finding of the check: its answers are read by
    the main form of the newest edition."""
    name = data.get("form") if isinstance(data, dict) else None
    if isinstance(name, str):
        try:
            return find_form(name, folders)
        except UnknownFormError:
            pass
    return find_form(newest_edition(folders), folders)
