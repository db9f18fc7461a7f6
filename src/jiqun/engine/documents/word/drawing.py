"""The state of one Word file being written: paragraph styles met, places of answers counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiqun.engine.documents.paper import Style
from jiqun.engine.documents.word.marks import bookmark_name
from jiqun.engine.documents.word.styles import paragraph_style


@dataclass(slots=True)
class Drawing:
    """Gives out style ids, bookmark names and numbers, always the same for the same paper."""

    styles: dict[tuple[Style, bool], str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)  # tag → places so far
    tags: dict[str, str] = field(default_factory=dict)  # bookmark name → tag
    marks: int = 0

    def style_id(self, style: Style, heading: bool) -> str:
        """The id of the paragraph style of this setting, made when first met."""
        key = (style, heading)
        if key not in self.styles:
            self.styles[key] = f"P{len(self.styles) + 1}"
        return self.styles[key]

    def next_mark(self, tag: str) -> tuple[int, str]:
        """A number of its own and the bookmark name for the next place of this tag.

        Raises ValueError if two tags would share a bookmark name.
        """
        self.marks += 1
        self.places[tag] = place = self.places.get(tag, 0) + 1
        name = bookmark_name(tag, place)
        if self.tags.setdefault(name, tag) != tag:
            raise ValueError(f"tags {self.tags[name]!r} and {tag!r} share the bookmark {name}")
        return self.marks, name

    def own_styles(self) -> str:
        """The w:style elements of every setting met."""
        return "".join(
            paragraph_style(identity, f"申报表{identity[1:]}", style, heading)
            for (style, heading), identity in self.styles.items()
        )
