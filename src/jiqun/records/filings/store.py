"""Where the bytes of Word files lie until they are read."""

from __future__ import annotations

from jiqun.records.store import Store

store = Store("BROUGHT_DIR")
