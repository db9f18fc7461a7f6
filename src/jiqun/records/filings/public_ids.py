"""Ids that stand in addresses: random, so that nobody can count or guess them."""

from __future__ import annotations

import re
from uuid import uuid4

_ID = re.compile("[0-9a-f]{32}")


def new_id() -> str:
    """A random id: 32 hexadecimal digits."""
    return uuid4().hex


def is_id(text: str) -> bool:
    """Whether a text, as it came in an address, can be an id at all."""
    return bool(_ID.fullmatch(text))
