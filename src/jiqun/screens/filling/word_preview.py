"""A Word preview as the page shows it: rows, what became of it, words while it waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from jiqun.engine import Address, labels_of
from jiqun.records.filings.current_answers import placed
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.openings import is_open_at
from jiqun.records.filings.queries import PreviewRow, Wait, decision_on, preview_rows

if TYPE_CHECKING:
    from jiqun.records.filings.models import ImportPreview

_COMPARED = 1200  # characters; longer texts are shown without marks
_THEIRS, _CONFLICT = "theirs", "conflict"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, and whether it differs from the other text."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A row with the text of the file marked where it differs from what is here; and whether it may
    be taken, which it may not while others alone are corrected."""

    row: PreviewRow
    theirs: tuple[Stretch, ...]
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What was taken of a file and what was refused, by label, with who decided and when."""

    taken: tuple[str, ...]
    refused: tuple[str, ...]
    by: str
    at: datetime


def sides_of(preview: ImportPreview) -> list[Side]:
    """Every answer of the paper three ways."""
    filing = preview.filing
    return [
        Side(row, _marked(row.mine, row.theirs), is_open_at(filing, row.address))
        for row in preview_rows(preview)
    ]


def undecided(preview: ImportPreview) -> list[Address]:
    """The answers the file has otherwise than they are here because of itself, and that may be
    taken."""
    rows = (row for row in preview_rows(preview) if row.nature in (_THEIRS, _CONFLICT))
    return [row.address for row in rows if is_open_at(preview.filing, row.address)]


def result_of(preview: ImportPreview) -> Result | None:
    """What the last decision on a preview was; None before the first."""
    event = decision_on(preview)
    if event is None:
        return None
    return Result(
        _labels(preview, event.details, "accepted"),
        _labels(preview, event.details, "refused"),
        event.person,
        event.at,
    )


def _labels(preview: ImportPreview, details: Mapping[str, object], what: str) -> tuple[str, ...]:
    form, keys = form_of(preview.filing), details[what]
    noted = placed(form, ((str(key), None) for key in (keys if isinstance(keys, list) else [])))
    return tuple(labels_of(form).full(at) for at, _ in noted)


def _marked(mine: str, theirs: str) -> tuple[Stretch, ...]:
    if not mine or not theirs or max(len(mine), len(theirs)) > _COMPARED:
        return (Stretch(theirs, False),)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    stretches = (
        Stretch(theirs[start:end], tag != "equal")
        for tag, _, _, start, end in matcher.get_opcodes()
    )
    return tuple(stretch for stretch in stretches if stretch.text)


_QUEUED = "文件已收到，正在排队读取。"
_READING = "正在读取，通常只要一两秒。"
_OTHERS = "前面还有别的文件在读取，已等了 {seconds} 多秒。轮到时会自动读取，不必重新上传。"
_LATE = (
    "读取还没有{done}，已等了 {seconds} 多秒。可能是服务器的后台处理没有运行，请联系管理员。"
    "文件已上传成功，后台恢复后会自动读取，不必重新上传。"
)


def waiting_words(wait: Wait) -> str:
    """How the reading stands, and what to do where it takes too long."""
    if not wait.late:
        return _READING if wait.begun else _QUEUED
    words = _OTHERS if wait.others else _LATE
    # In steps of ten: words that changed with every look would be read out every time.
    return words.format(done="完成" if wait.begun else "开始", seconds=wait.seconds // 10 * 10)
