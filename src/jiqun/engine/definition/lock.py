"""Lock a published edition: checksums of its files, and what changed since.

LOCK has the lines of sha256sum, so `sha256sum -c LOCK` agrees; so has the lock of each revision
修订版, LOCK.1, LOCK.2 and on. Such a one begins with two remarks: the entry of the revision, and a
checksum over that entry and the lock before it, so that none of them is altered unnoticed.
LOCK.shape keeps the shape 填报结构, which no revision may change. Line ends count as LF, so that a
checkout with other line ends is still the published edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from jiqun.engine.definition.edition import (
    EDITION_FILE,
    LOCK_FILE,
    SHAPE_FILE,
    edition_files,
    read_edition,
)
from jiqun.engine.definition.edition_revision import (
    EditionRevision,
    read_revisions,
    with_revisions,
)
from jiqun.engine.definition.edition_shape import edition_shape, shape_differences, shape_text
from jiqun.engine.definition.source import DefinitionError, Mistake, Notebook, read_yaml

Examine = Callable[[Path], Sequence[Mistake]]
"""Finds the mistakes of the edition in a folder: what has some is not locked."""

_INSTEAD = (
    "已公布的年度版不再改动：请恢复原文；改正文字、校验或版式，用 jiqun lock-edition --revise "
    "签发修订版；其他改动另用 jiqun new-edition 复制成新的年度版再改。"
)


@dataclass(frozen=True, slots=True)
class _Lock:
    """A lock as its file has it: the remarks it begins with, and the checksums by file."""

    path: Path
    remarks: tuple[str, ...]
    digests: Mapping[str, str]
    mistakes: tuple[Mistake, ...]


def lock(folder: Path, examine: Examine) -> Path:
    """Write the LOCK of an edition and return its path; locking twice changes nothing.

    Raises DefinitionError when the edition has mistakes, or was locked and has changed since.
    """
    target = folder / LOCK_FILE
    _stop_at(check_lock(folder) or examine(folder))
    if not target.exists():
        shape = edition_shape(read_edition(folder))
        (folder / SHAPE_FILE).write_bytes(shape_text(shape).encode())
        target.write_bytes(_checksums(folder).encode())
    return target


def revise(folder: Path, by: str, why: str, on: date, examine: Examine) -> EditionRevision:
    """Sign the folder as it is now as the next revision of the edition: enter it in edition.yaml,
    and write its lock.

    Raises DefinitionError when the edition is not locked, is as it was, has mistakes, or when more
    than texts, checks and layout has changed; nothing is written then.
    """
    locks, revisions = _locks(folder), _revisions(folder)
    if not locks:
        _stop_at([Mistake(LOCK_FILE, 0, "还没有锁定的年度版可以直接改，不必签发修订版。")])
    for words, what in ((by, "签发人（--by）"), (why, "修订原因（--why）")):
        if not words.strip():
            _stop_at([Mistake(EDITION_FILE, 0, f"没有写明{what}。")])
    _stop_at([*_chain_mistakes(locks, revisions), *_shape_mistakes(folder, locks[-1])])
    if not list(_changed(folder, locks[-1])):
        _stop_at([Mistake(locks[-1].path.name, 0, "锁定之后没有改动，没有什么可以修订。")])
    _stop_at(examine(folder))
    shape = edition_shape(read_edition(folder))
    kept = (folder / SHAPE_FILE).read_text(encoding="utf-8")
    _stop_at(shape_differences(kept, shape))
    revision = EditionRevision(len(locks), on, by.strip(), why.strip())
    edition = folder / EDITION_FILE
    text = with_revisions(edition.read_text(encoding="utf-8"), [*revisions, revision])
    edition.write_bytes(text.encode())
    (folder / SHAPE_FILE).write_bytes(shape_text(shape).encode())
    remarks = (revision.written(), _chained(revision.written(), locks[-1].path))
    signed = "".join(f"# {remark}\n" for remark in remarks)
    (folder / _name(revision.number)).write_bytes((signed + _checksums(folder)).encode())
    return revision


def check_lock(folder: Path) -> list[Mistake]:
    """What differs from the newest lock of an edition, and where the chain of its locks is broken;
    nothing where it is not locked yet."""
    locks, revisions = _locks(folder), _revisions(folder)
    mistakes = list(_chain_mistakes(locks, revisions))
    if locks:
        mistakes += locks[-1].mistakes
        mistakes += _changed(folder, locks[-1])
    return mistakes


def is_locked(folder: Path) -> bool:
    """Whether an edition was locked, changed since or not."""
    return (folder / LOCK_FILE).is_file()


def _changed(folder: Path, newest: _Lock) -> Iterator[Mistake]:
    locked, now = newest.digests, _digests(folder)
    for name in sorted(locked.keys() | now.keys()):
        if name not in now:
            yield Mistake(name, 0, f"这个文件被删除了。{_INSTEAD}")
        elif name not in locked:
            yield Mistake(name, 0, f"这个文件是后来添加的。{_INSTEAD}")
        elif locked[name] != now[name]:
            yield Mistake(name, 0, f"这个文件在公布之后被改动。{_INSTEAD}")


def _chain_mistakes(
    locks: Sequence[_Lock], revisions: Sequence[EditionRevision]
) -> Iterator[Mistake]:
    """Where locks and entries are not as they were signed: one for one, each bound to the last."""
    for number in range(len(locks), len(revisions) + 1):
        if revisions:
            yield Mistake(_name(number), 0, "没有这个文件，edition.yaml 里却写有修订版。请恢复它。")
    for number, (before, own) in enumerate(pairwise(locks), 1):
        name = own.path.name
        entry, chained = (*own.remarks, "", "")[:2]
        if number > len(revisions):
            yield Mistake(EDITION_FILE, 0, f"没有 {name} 所锁定的修订版，它的记录被删除了。")
        elif entry != revisions[number - 1].written():
            yield Mistake(name, 1, "签发记录与 edition.yaml 里的不同，其中一个在签发之后被改动。")
        if chained != _chained(entry, before.path):
            text = f"与签发记录和 {before.path.name} 对不上，其中一个在签发之后被改动。"
            yield Mistake(name, 2, text)


def _shape_mistakes(folder: Path, newest: _Lock) -> Iterator[Mistake]:
    path = folder / SHAPE_FILE
    if not path.is_file() or newest.digests.get(SHAPE_FILE) != _digest(path):
        text = f"这个文件不是 {newest.path.name} 所锁定的，不知道哪些改动可以修订。请恢复它。"
        yield Mistake(SHAPE_FILE, 0, text)


def _locks(folder: Path) -> list[_Lock]:
    """The locks there are, in order: of the edition as published, then of its revisions."""
    found: list[_Lock] = []
    while (folder / _name(len(found))).is_file():
        found.append(_read(folder / _name(len(found))))
    return found


def _name(number: int) -> str:
    return f"{LOCK_FILE}.{number}" if number else LOCK_FILE


def _read(target: Path) -> _Lock:
    remarks: list[str] = []
    locked: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for number, line in enumerate(target.read_text(encoding="utf-8").splitlines(), 1):
        digest, gap, name = line.partition("  ")
        if line.startswith("# "):
            remarks.append(line[2:])
        elif len(digest) == 64 and gap and name:
            locked[name] = digest
        else:
            text = f"这一行不是“校验和  文件名”，{target.name} 已损坏。"
            mistakes.append(Mistake(target.name, number, text))
    return _Lock(target, tuple(remarks), locked, tuple(mistakes))


def _revisions(folder: Path) -> tuple[EditionRevision, ...]:
    """What edition.yaml lists; what is wrong in it is told by those who examine it."""
    entry = read_yaml(folder / EDITION_FILE, folder, Notebook())
    return read_revisions(entry) if entry else ()


def edition_digest(folder: Path) -> str:
    """The content of an edition's files in 64 hexadecimal digits: another content, other digits."""
    return hashlib.sha256(_checksums(folder).encode()).hexdigest()


def _chained(entry: str, before: Path) -> str:
    """The checksum that binds the entry of a revision to the lock before it."""
    return hashlib.sha256(f"{entry}\n{_digest(before)}\n".encode()).hexdigest()


def _checksums(folder: Path) -> str:
    return "".join(f"{digest}  {name}\n" for name, digest in _digests(folder).items())


def _digests(folder: Path) -> Mapping[str, str]:
    kept = [SHAPE_FILE] if (folder / SHAPE_FILE).is_file() else []
    return {name: _digest(folder / name) for name in sorted((*kept, *edition_files(folder)))}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _stop_at(mistakes: Sequence[Mistake]) -> None:
    if mistakes:
        raise DefinitionError(list(mistakes))
