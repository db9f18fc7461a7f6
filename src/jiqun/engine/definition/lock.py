"""Lock a published edition: checksums of its files, and what changed since.

LOCK has the lines of sha256sum, so `sha256sum -c LOCK` agrees. Line ends count as LF, so that a
checkout with other line ends is still the published edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from jiqun.engine.definition.edition import LOCK_FILE, edition_files
from jiqun.engine.definition.lint import lint
from jiqun.engine.definition.source import DefinitionError, Mistake

_INSTEAD = "已公布的年度版不再改动：请恢复原文，另用 jiqun new-edition 复制成新的年度版再改。"


def lock(folder: Path) -> Path:
    """Write the LOCK of an edition and return its path; locking twice changes nothing.

    Raises DefinitionError when the edition has mistakes, or was locked and has changed since.
    """
    target = folder / LOCK_FILE
    mistakes = check_lock(folder) or lint(folder)
    if mistakes:
        raise DefinitionError(mistakes)
    if not target.exists():
        lines = [f"{digest}  {name}\n" for name, digest in _digests(folder).items()]
        target.write_bytes("".join(lines).encode())
    return target


def check_lock(folder: Path) -> list[Mistake]:
    """The files that differ from the LOCK of an edition; none where it is not locked yet."""
    target = folder / LOCK_FILE
    if not target.is_file():
        return []
    locked, mistakes = _read(target)
    now = _digests(folder)
    for name in sorted(locked.keys() | now.keys()):
        if name not in now:
            mistakes.append(Mistake(name, 0, f"这个文件被删除了。{_INSTEAD}"))
        elif name not in locked:
            mistakes.append(Mistake(name, 0, f"这个文件是后来添加的。{_INSTEAD}"))
        elif locked[name] != now[name]:
            mistakes.append(Mistake(name, 0, f"这个文件在公布之后被改动。{_INSTEAD}"))
    return mistakes


def _read(target: Path) -> tuple[dict[str, str], list[Mistake]]:
    locked: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for number, line in enumerate(target.read_text(encoding="utf-8").splitlines(), 1):
        digest, gap, name = line.partition("  ")
        if len(digest) == 64 and gap and name:
            locked[name] = digest
        else:
            mistakes.append(Mistake(LOCK_FILE, number, "这一行不是“校验和  文件名”，LOCK 已损坏。"))
    return locked, mistakes


def _digests(folder: Path) -> Mapping[str, str]:
    return {name: _digest(folder / name) for name in edition_files(folder)}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
