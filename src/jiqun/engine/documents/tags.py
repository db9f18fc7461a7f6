"""Marks 标记: how a Word file names the places of answers, for the writer and the readers.

Every answer stands in a rich-text content control whose tag is the address of the answer, inside a
bookmark whose name is derived from it, inside a permitted range. LibreOffice drops the tags of
content controls and keeps bookmarks, so a reader asks for tags first and for bookmarks second.

What a reader may rely on:

- The same answer may stand in several places (集群名称 on the cover and in part one): all carry the
  same tag, and their bookmarks are `bookmark_name(at, place)` with place 1, 2, … in the order of
  the document.
- An empty answer's control has `w:showingPlcHdr`; its text is the form's own blank, or white
  space. LibreOffice drops that flag, so white space alone is empty too, as is a text that equals
  the blank.
- A box's control has `w14:checkbox`; its text is ☑ or □.
- A line end in an answer is `w:br`; where the paragraph has a first-line indent, one `w:tab`
  follows it so that every line is indented (`INDENTED_LINE_END`). Somebody who types in Word may
  leave new paragraphs within the same control and bookmark instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from jiqun.engine.definition import Address

FORM_PROPERTY = "jiqunForm"
"""Custom document property: the id of the form."""
DIGEST_PROPERTY = "jiqunAnswers"
"""Custom document property: the digest of the answers the file was written from, hexadecimal."""
REVISION_PROPERTY = "jiqunRevision"
"""Custom document property: the revision 修订版 of the edition that the file was printed by."""
LAYOUT_PROPERTY = "jiqunLayout"
"""Custom document property: the version of these marks, `LAYOUT_VERSION`."""
LAYOUT_VERSION = "2"

INDENTED_LINE_END = "\n\t"
"""How a line end of an answer reads in an indented paragraph; the tab is no part of the answer."""

_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:\.[a-z0-9]+(?:_[a-z0-9]+)*)*")
_LONGEST = 34  # of Word's 40 characters, "f_" and a place of up to three digits taken off
_LATER = re.compile(r"f_([0-9]+)_(.+)")


def bookmark_name(at: Address, place: int = 1) -> str:
    """The bookmark around an answer, at most 40 characters of [A-Za-z0-9_] beginning with "f_".

    The words of the address stand in it with two underscores between. One that is too long, or
    holds other characters, is cut and given eight hexadecimal digits of a SHA-256. The second place
    of an answer is f_2_…, the third f_3_…: an address begins with a letter, so the number is never
    part of it. The names are those of the first version too, in which a dot stood between words.
    """
    words = ".".join(word for word in at if word)
    stem = words.replace(".", "__")
    if len(stem) > _LONGEST or not _PLAIN.fullmatch(words):
        letters = re.sub(r"[^A-Za-z0-9_]", "", stem).lstrip("_0123456789")
        stem = f"{letters[: _LONGEST - 9] or 'x'}_{sha256(words.encode()).hexdigest()[:8]}"
    return f"f_{stem}" if place == 1 else f"f_{place}_{stem}"


def bookmark_index(places: Iterable[Address]) -> dict[str, Address]:
    """First-place bookmark name → answer, for `answer_of_bookmark`."""
    return {bookmark_name(at): at for at in places}


def answer_of_bookmark(name: str, index: Mapping[str, Address]) -> Address | None:
    """The answer a bookmark stands for, whichever place of it; None where it is none of `index`."""
    later = _LATER.fullmatch(name)
    return index.get(f"f_{later[2]}" if later else name)
