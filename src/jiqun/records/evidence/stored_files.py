"""Where the bytes of the evidence lie."""

from __future__ import annotations

from jiqun.records.file_store import FileStore

store = FileStore("EVIDENCE_DIR")
