"""Finds the free fonts that stand for 宋体, 黑体, 楷体, 仿宋 and 小标宋 in PDF files.

Noto Serif SC and Noto Sans SC come with a Python package and cover all 8105 characters of the
通用规范汉字表. The Fandol fonts look more official but cover 6638 of them, so where they are
installed they stand in front and Noto behind. Fonts of the system are never used: the same answers
give the same file on every machine that has the same font files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pylopdf_fonts_zh_cn

from jiqun.engine.definition import Face

if TYPE_CHECKING:
    import typst

FANDOL: Mapping[Face, str] = {
    "song": "FandolSong-Regular.otf",
    "hei": "FandolHei-Regular.otf",
    "kai": "FandolKai-Regular.otf",
    "fangsong": "FandolFang-Regular.otf",
}
FANDOL_FOLDERS = (
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/fonts/opentype/fandol",
    "/usr/share/fonts/fandol",
)

# Typst carries these two itself: the ticked box, which no Chinese font has, and Latin letters and
# digits that go with 宋体 as those of Times do.
TICKED = "DejaVu Sans Mono"
LATIN = "Libertinus Serif"
_LATIN_ONLY = {"covers": "latin-in-cjk"}


@dataclass(frozen=True, slots=True)
class FontSet:
    """The font files in use; `fandol` names the folder of the Fandol fonts, or is None."""

    serif: Path
    sans: Path
    fandol: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file a character may be drawn from."""
        extra = () if self.fandol is None else tuple(self.fandol / n for n in FANDOL.values())
        return (*extra, self.serif, self.sans)


def find_fonts(folder: Path | None = None) -> FontSet:
    """The Noto fonts of the package; before them the Fandol fonts of `folder`, where given."""
    if folder is not None and not _has_fandol(folder):
        raise FileNotFoundError(f"no Fandol fonts in {folder}: {', '.join(FANDOL.values())}")
    return FontSet(
        serif=Path(pylopdf_fonts_zh_cn.serif_path()),
        sans=Path(pylopdf_fonts_zh_cn.sans_path()),
        fandol=folder,
    )


def installed_fandol() -> Path | None:
    """The folder where a system package put the Fandol fonts, or None."""
    return next((Path(f) for f in FANDOL_FOLDERS if _has_fandol(Path(f))), None)


def default_fonts() -> FontSet:
    """The fonts taken where the caller names none: Fandol in front where it is installed."""
    return find_fonts(installed_fandol())


def _has_fandol(folder: Path) -> bool:
    return all((folder / name).is_file() for name in FANDOL.values())


@cache
def typst_fonts(fonts: FontSet) -> typst.Fonts:
    """The fonts opened for the compiler; read once in a process."""
    import typst  # by those who draw: it takes 20 MB

    folders = dict.fromkeys(str(path.parent) for path in fonts.files)
    return typst.Fonts(include_system_fonts=False, font_paths=list(folders))


@cache
def families(fonts: FontSet) -> Mapping[str, list[dict[str, str]]]:
    """For each face and the two tick boxes, the families to try in order, as typst takes them."""
    serif, sans = _family(fonts.serif), _family(fonts.sans)
    behind: Mapping[Face, tuple[str, str]] = {
        "song": (serif, sans),
        "hei": (sans, serif),
        "kai": (serif, sans),
        "fangsong": (serif, sans),
        "title": (serif, sans),
    }
    chains: dict[str, list[str]] = {"ticked-box": [TICKED], "empty-box": [serif]}
    for face, names in behind.items():
        front = [_family(fonts.fandol / FANDOL[face])] if fonts.fandol and face in FANDOL else []
        chains[face] = [LATIN, *front, *names, TICKED]
    return {
        name: [{"name": family} | (_LATIN_ONLY if family == LATIN else {}) for family in chain]
        for name, chain in chains.items()
    }


def _family(path: Path) -> str:
    """The family name typst knows a font file by."""
    name = _opened(path)["name"].getDebugName(1)
    return str(name)


@cache
def covered(fonts: FontSet) -> frozenset[str]:
    """The characters that can be drawn in every face, and those that need no glyph; no variation
    selector is among them. The Fandol fonts add none.

    What only they list are controls and private characters, which no archival PDF may hold, and
    syllables of Yi, which the faces without a Fandol font could not draw.
    """
    characters = {"☑", *" \t\n"}
    for path in (fonts.serif, fonts.sans):
        characters.update(map(chr, _opened(path).getBestCmap()))
    return frozenset(c for c in characters if not is_selector(c))


def is_selector(character: str) -> bool:
    """Whether a character only chooses among the shapes of the one before it."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _opened(path: Path) -> Any:
    # Imported here: opening fonts is for those who draw, and the import costs every command 40 ms.
    from fontTools.ttLib import TTFont

    return TTFont(path, lazy=True)
