"""The child process that looks at one file from a stranger, with everything else shut off.

Standard input: the length of the file (8 bytes, little-endian), the file, then as JSON the forms
a Word file may be with their folders (`KnownForms`), or {"check": SORT} where a package is only
looked at, or {"workbook": true} where the rows of a workbook are wanted. Standard output: one JSON
object.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import sys

CPU_SECONDS = 20
MEMORY = 512 * 1024 * 1024  # bytes of address space
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.remove",
    "os.rename",
    "os.link",
    "os.symlink",
    "os.mkdir",
    "os.rmdir",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "ctypes.",
    "urllib.",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class RefusedError(Exception):
    """The child tried something it may not do."""


def shut_off() -> None:
    """Limit time and memory, and refuse the network, other programs and every writing of files."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_audit)


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise RefusedError(event)
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 else 0
        if isinstance(flags, int) and flags & _WRITING:
            raise RefusedError(f"open {arguments[0]!r}")


def answer(raw: bytes) -> dict[str, object]:
    """What is told to the parent about the file."""
    from jiqun.engine.answers import UnusableInput

    try:
        return _read(raw)
    except UnusableInput as error:
        return {"unusable": str(error)}
    except (MemoryError, RecursionError):
        return {"unusable": "文件过大或过于复杂，没有读取。请用原来的程序重新另存后再试。"}


def _read(raw: bytes) -> dict[str, object]:
    from jiqun.engine.reading.gate.kept_package import check_package
    from jiqun.engine.reading.known_forms import (
        form_at,
        known_forms_from_json,
        read_as,
        recognise_word,
    )
    from jiqun.engine.reading.read_word import open_page, read_texts
    from jiqun.engine.reading.workbook import read_workbook

    (length,) = struct.unpack_from("<Q", raw)
    asked = json.loads(raw[8 + length :])
    if sort := asked.get("check"):
        check_package(raw[8 : 8 + length], sort)
        return {}
    if asked.get("workbook"):
        return {"rows": read_workbook(raw[8 : 8 + length])}
    known = known_forms_from_json(asked)
    word = open_page(raw[8 : 8 + length])
    recognition = recognise_word(word, known)
    reply: dict[str, object] = {"recognition": recognition.as_json()}
    if form := read_as(recognition, known.ours):
        data, report = read_texts(word, form_at(known.folders[form]), recognition)
        reply |= {"form": form, "data": data, "report": report.as_json()}
    return reply


def main() -> None:
    sys.dont_write_bytecode = True
    shut_off()
    reply = answer(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(reply, ensure_ascii=False).encode("utf-8"))


if __name__ == "__main__":
    main()
