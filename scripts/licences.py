"""The page of third-party licences: what the site is installed with, read from what it says itself.

Packages are those of requirements/site.txt, by their metadata; files of other makers that pages
need are those of build/vendor/manifest.json; fonts are those that lie inside the packages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, files, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK, MANIFEST = ROOT / "requirements" / "site.txt", ROOT / "build" / "vendor" / "manifest.json"
# May be used by the site as it is; of what binds only its own files (LGPL, MPL) nothing is changed.
ALLOWED = {
    *("Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0"),
    "OFL-1.1",
    *("LGPL-3.0-only", "MPL-2.0"),
}
# The words of older metadata, as SPDX has them. A plain "BSD" does not say which.
SPDX = {
    "Apache Software License": "Apache-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
FONTS = (".otf", ".ttf", ".ttc", ".woff2")


@dataclass(frozen=True)
class Licensed:
    """A package, its version, its licence as an SPDX expression, and the fonts within it."""

    name: str
    version: str
    licence: str
    fonts: tuple[str, ...] = ()


def locked(text: str) -> Iterator[str]:
    """The names a lock holds, but for those of Windows alone."""
    for line in text.splitlines():
        name = re.match(r"([A-Za-z0-9_.-]+)==", line)
        if name and "win32" not in line:
            yield name[1]


def licence_of(package: PackageMetadata) -> str:
    """The licence a package states: its expression, else a short name, else its classifiers."""
    words = _first(package, "License-Expression") or _first(package, "License")
    if words in SPDX or (words and len(words) < 40 and "\n" not in words):
        return SPDX.get(words, words)
    classifiers = [
        c.split(" :: ")[-1] for c in package.get_all("Classifier") or [] if "License ::" in c
    ]
    return " AND ".join(SPDX.get(one, one) for one in classifiers)


def _first(package: PackageMetadata, entry: str) -> str:
    values: list[str] = package.get_all(entry) or []
    return values[0] if values else ""


def packages(lock: Path = LOCK) -> list[Licensed]:
    """What the lock names, as it is installed beside this program."""
    licensed = []
    for name in locked(lock.read_text(encoding="utf-8")):
        package = metadata(name)
        fonts = tuple(sorted(f.name for f in files(name) or [] if f.name.endswith(FONTS)))
        licensed.append(Licensed(name, package["Version"], licence_of(package), fonts))
    return licensed


def laid(rows: Iterable[Mapping[str, str]], folder: str) -> list[Licensed]:
    """The npm packages whose files are laid into a folder of build/vendor."""
    return sorted(
        {
            Licensed(row["package"], row["version"], row["licence"])
            for row in rows
            if row["file"].startswith(f"{folder}/")
        },
        key=lambda one: one.name,
    )


def refused(packages: Iterable[Licensed]) -> list[str]:
    """Those whose licence is not allowed: of "A OR B" one must be, of "A AND B" each."""
    return [
        f"{one.name} {one.version}: {one.licence or 'no licence stated'}"
        for one in packages
        if not any(set(way.split(" AND ")) <= ALLOWED for way in one.licence.split(" OR "))
    ]


def all_used() -> tuple[list[Licensed], list[Licensed], list[Licensed]]:
    """Python packages; npm packages served by the site; those only tests use."""
    rows = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return packages(), laid(rows, "site"), laid(rows, "tests")


def page() -> str:
    """The text of docs/licences.md."""
    python, served, tested = all_used()
    fonts = [one for one in python if one.fonts]
    lines = [
        "# Licences of others",
        "",
        "Written by `scripts/write-docs` from what the packages state themselves; a test holds",
        "it to what is pinned and refuses a licence not on the list in `scripts/licences.py`.",
        "",
        "jiqun itself: [Apache-2.0](../LICENSE). Nothing below is changed here.",
        "",
        "## Python packages of the site (`requirements/site.txt`)",
        "",
        *_table(python),
        "",
        "## Fonts within them",
        "",
        "| font | package | licence |",
        "|---|---|---|",
        *(f"| {font} | {one.name} | {one.licence} |" for one in fonts for font in one.fonts),
        "",
        "## From npm, served by the site",
        "",
        *_table(served),
        "",
        "## From npm, for the tests alone",
        "",
        *_table(tested),
    ]
    return "\n".join(lines) + "\n"


def _table(packages: list[Licensed]) -> list[str]:
    rows = [f"| {one.name} | {one.version} | {one.licence} |" for one in packages]
    return ["| package | version | licence |", "|---|---|---|", *rows]
