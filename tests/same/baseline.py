"""The baseline: texts by section and key, kept beside this file, and the differences allowed to it.

A section is a mapping from a key (a test, a form, a page …) to a text of lines. It is kept as
baseline/SECTION.json.xz, sorted, so that the same content gives the same bytes.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

FOLDER = Path(__file__).with_name("baseline")
ALLOWED = Path(__file__).with_name("allowed.yaml")
SHOWN = 12  # lines of one difference

Section = Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """A text that is not what it was; `before` or `now` is None where there is none."""

    section: str
    key: str
    before: str | None
    now: str | None

    def lines(self) -> Iterator[str]:
        """What to show of it: the lines that changed, cut short."""
        if self.before is None or self.now is None:
            yield f"{self.section}: {self.key}: " + ("new" if self.before is None else "gone")
            return
        yield f"{self.section}: {self.key}"
        texts = (text.splitlines() for text in (self.before, self.now))
        changed = [
            line
            for line in unified_diff(*texts, n=0, lineterm="")
            if not line.startswith(("---", "+++", "@@"))
        ]
        yield from (f"    {line[:300]}" for line in changed[:SHOWN])
        if len(changed) > SHOWN:
            yield f"    … and {len(changed) - SHOWN} lines more"


@dataclass(frozen=True)
class Reason:
    """Why differences are allowed: `where` is SECTION: KEY with * in it; `issue` in its words."""

    where: str
    why: str
    issue: str

    def covers(self, difference: Difference) -> bool:
        """Whether the difference is one it speaks of."""
        return fnmatchcase(f"{difference.section}: {difference.key}", self.where)


def keep(name: str, section: Section) -> None:
    """Write a section down."""
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(dict(sorted(section.items())), ensure_ascii=False, indent=0)
    (FOLDER / f"{name}.json.xz").write_bytes(lzma.compress(text.encode(), preset=9))


def kept(name: str) -> dict[str, str]:
    """A section as it was written down."""
    data = lzma.decompress((FOLDER / f"{name}.json.xz").read_bytes())
    section: dict[str, str] = json.loads(data)
    return section


def differences(name: str, before: Section, now: Section) -> list[Difference]:
    """Where the two are not the same, by key."""
    return [
        Difference(name, key, before.get(key), now.get(key))
        for key in sorted(before.keys() | now.keys())
        if before.get(key) != now.get(key)
    ]


def reasons() -> list[Reason]:
    """The reasons listed in allowed.yaml; raises TypeError where one has no words of its issue."""
    return [Reason(**entry) for entry in yaml.safe_load(ALLOWED.read_text("utf-8")) or ()]
