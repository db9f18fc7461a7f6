"""Who asks the database: of every query the place of ours that is nearest to it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from django.db import connection

import jiqun

_OURS = f"{Path(jiqun.__file__).parent}/"
# Sessions and second factors are tables of Django and allauth, which have no records of ours.
_THEIRS = "screens/account/"


@contextmanager
def asked_by_screens() -> Iterator[list[str]]:
    """What screens themselves, or templates they draw, ask while it lasts: file, function, line."""
    found: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        place = _nearest(sys._getframe(1))
        if place.startswith("screens/") and not place.startswith(_THEIRS):
            found.append(f"{place} {sql[:200]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def _nearest(frame: FrameType | None) -> str:
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(_OURS):
            return f"{code.co_filename.removeprefix(_OURS)}:{code.co_name}:{frame.f_lineno}"
        frame = frame.f_back
    return ""
