"""What of a filing may be changed: everything, or what was opened 开放 when it was sent back."""

from __future__ import annotations

from collections.abc import Iterable

from jiqun.engine import Address, UnusableInput, labels_of
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing


class ClosedAnswerError(UnusableInput):
    """An answer that may not be changed now; the text says so, in Chinese."""


def is_open_at(filing: Filing, at: Address) -> bool:
    """Whether an answer, or the evidence of one, may be changed; an explanation always may, because
    any figure beside a corrected one may have to be explained."""
    if filing.open_only is None or at.code:
        return True
    return (at.list or at.field) in filing.open_only


def is_field_open(filing: Filing, field: str) -> bool:
    """Whether the answers of a field may be changed."""
    return filing.open_only is None or field in filing.open_only


def check_open(filing: Filing, places: Iterable[Address]) -> None:
    """Raise ClosedAnswerError for the first of some places that may not be changed."""
    if filing.open_only is None:
        return
    for at in places:
        if not is_open_at(filing, at):
            label = labels_of(form_of(filing)).full(at)
            raise ClosedAnswerError(
                f"退回时没有要求修改“{label}”，没有保存。确需修改的，请在“办理”页申请开放。"
            )


def open_only(held: Filing, names: Iterable[str] | None) -> None:
    """Open some fields and lists of a filing that is held, or all of it (None)."""
    held.open_only = None if names is None else sorted(set(names))
    held.save(update_fields=["open_only"])
