"""What one reader says about the answers of a file, before the readers are compared."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiqun.engine.definition import Address
from jiqun.engine.reading.by_label.cut_answers import is_empty
from jiqun.engine.reading.result.report import ReadingConflict, Unclear


@dataclass(slots=True)
class ReaderResult:
    """`texts`: answer → what stands at its places, in the order of the file (empty ones left out);
    `boxes`: field → option → ticked; `directions`: field and label of an added plan row →
    its direction."""

    reader: str
    texts: dict[Address, list[str]] = field(default_factory=dict)
    boxes: dict[str, dict[str, bool]] = field(default_factory=dict)
    directions: dict[tuple[str, str], str] = field(default_factory=dict)
    conflicts: list[ReadingConflict] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)
    doubts: list[Unclear] = field(default_factory=list)  # told unless another reader knows

    def add_text(self, at: Address, text: str, blanks: tuple[str, ...] = ()) -> None:
        places = self.texts.setdefault(at, [])
        if not is_empty(text, blanks):
            places.append(text.strip())
