"""The report of a reading: which reader gave each answer, and everything that is not plain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jiqun.engine.reading.result.recognition_result import Recognition, recognition_from_json

READERS = ("tag", "bookmark", "label")
READER_WORDS = {"tag": "内容控件", "bookmark": "书签", "label": "表格位置"}


@dataclass(frozen=True, slots=True)
class ReadingConflict:
    """An answer that is told differently in two places or by two readers."""

    answer: str  # its address as it is written
    name: str  # its label and year
    said: Mapping[str, str]  # who says → what
    taken: str  # what was taken

    def __str__(self) -> str:
        texts = "，".join(f"{who}写的是“{what}”" for who, what in self.said.items())
        return f"“{self.name}”有两种内容：{texts}；已取“{self.taken}”，请核对。"


@dataclass(frozen=True, slots=True)
class LayoutDifference:
    """A row, span or label that is not as on the official paper (instruction 11)."""

    part: str
    row: str
    message: str

    def __str__(self) -> str:
        place = f"{self.part}“{self.row}”" if self.row else self.part
        return f"{place}：{self.message}"


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something on the page that was not understood, with its whole text; `answers` it may hold."""

    part: str
    row: str
    text: str
    message: str
    answers: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = f"{self.part}“{self.row}”" if self.row else self.part
        text = " ".join(self.text.split())
        return f"{place}：{self.message}" + (f"，原文为“{text[:80]}”。" if text else "。")


@dataclass(slots=True)
class Report:
    """Everything a person should look at before the answers count."""

    readers: dict[str, str] = field(default_factory=dict)  # address → one of READERS
    conflicts: list[ReadingConflict] = field(default_factory=list)
    differences: list[LayoutDifference] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    printed_from: str = ""  # digest of the answers the file says it was written from
    recognition: Recognition = field(default_factory=Recognition)

    def sentences(self) -> Iterator[tuple[str, list[str]]]:
        """Every point as a Chinese sentence, under a heading; headings without points too."""
        yield "内容互相矛盾，请核对：", [str(c) for c in self.conflicts]
        yield "无法识别、没有读取的内容：", [str(u) for u in self.unclear]
        yield "与官方表格不同的地方：", [str(d) for d in self.differences]
        yield "另请注意：", list(self.notices)

    def as_json(self) -> dict[str, object]:
        """The report as JSON takes it; `report_from_json` gives it back."""
        return {
            "readers": dict(self.readers),
            "conflicts": [
                {
                    "answer": c.answer,
                    "name": c.name,
                    "said": dict(c.said),
                    "taken": c.taken,
                    "message": str(c),
                }
                for c in self.conflicts
            ],
            "differences": [
                {"part": d.part, "row": d.row, "message": d.message} for d in self.differences
            ],
            "unclear": [
                {
                    "part": u.part,
                    "row": u.row,
                    "text": u.text,
                    "message": u.message,
                    "answers": list(u.answers),
                }
                for u in self.unclear
            ],
            "notices": list(self.notices),
            "printed_from": self.printed_from,
            "recognition": self.recognition.as_json(),
        }


def report_from_json(data: Mapping[str, Any]) -> Report:
    """The report that `as_json` wrote."""
    entries = {key: value for key, value in data.items() if isinstance(value, list)}
    readers = data["readers"]
    return Report(
        readers=dict(readers) if isinstance(readers, dict) else {},
        conflicts=[
            ReadingConflict(c["answer"], c["name"], c["said"], c["taken"])
            for c in entries["conflicts"]
        ],
        differences=[
            LayoutDifference(d["part"], d["row"], d["message"]) for d in entries["differences"]
        ],
        unclear=[
            Unclear(u["part"], u["row"], u["text"], u["message"], tuple(u["answers"]))
            for u in entries["unclear"]
        ],
        notices=[str(notice) for notice in entries["notices"]],
        printed_from=str(data.get("printed_from", "")),
        recognition=recognition_from_json(data["recognition"]),
    )
