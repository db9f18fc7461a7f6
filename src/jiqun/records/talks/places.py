"""Where a thread hangs: an answer that is kept by itself, a row that people added, or the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiqun.engine import NOWHERE, Address, Form, UnknownAddress, is_kept, kept_at, parse_place
from jiqun.records.filings.wording import row_texts

_LONGEST = 200  # characters of a row, as the table keeps them


def talk_place(form: Form, text: str) -> Address:
    """The place that a text names for a thread: NOWHERE, the whole, for an empty one. What is a
    part of an answer is that answer. Raises UnknownAddress."""
    if not text:
        return NOWHERE
    at = parse_place(form, text)
    whole = kept_at(form, at)
    if not is_kept(form, whole):
        raise UnknownAddress(text)
    return whole._replace(row=at.row)


def is_added_row(at: Address) -> bool:
    """Whether a thread's place is one of the rows that people add, which go by their number."""
    return at.row.isdigit()


def row_text(form: Form, kept: Mapping[Address, object], at: Address) -> str:
    """What stands in an added row, shortened; empty where there is no such row."""
    number = int(at.row)
    texts = _texts(form, kept, at)
    return texts[number - 1] if number <= len(texts) else ""


def place_now(form: Form, kept: Mapping[Address, object], at: Address, text: str) -> Address:
    """Where the row that had a text is now; the table as a whole where it is nowhere any more."""
    texts = _texts(form, kept, at)
    number = int(at.row)
    if number <= len(texts) and texts[number - 1] == text:
        return at
    return at._replace(row=str(texts.index(text) + 1) if text in texts else "")


def _texts(form: Form, kept: Mapping[Address, object], at: Address) -> Sequence[str]:
    whole = at._replace(row="")
    rows = kept.get(whole)
    if not isinstance(rows, list):
        return ()
    texts = row_texts(form, whole, rows)
    return ["".join(filter(str.isprintable, text))[:_LONGEST] for text in texts]
