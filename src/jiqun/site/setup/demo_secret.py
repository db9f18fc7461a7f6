"""Secrets of the demonstration: made once at random and kept in its data folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def _unreadable() -> str:
    return secrets.token_urlsafe(48)


def kept_secret(file: Path, make: Callable[[], str] = _unreadable) -> str:
    """The secret in the file; the first to ask makes it, readable by the owner alone."""
    if not file.exists():
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(make(), encoding="ascii")
        # Whoever comes second keeps the first one's: a secret never stands there half written.
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text(encoding="ascii")
