"""Where the bytes of the evidence lie."""

from __future__ import annotations

from jiqun.records.store import Store

store = Store("EVIDENCE_DIR")
