"""Where the bytes of Word files lie until they are read."""

from __future__ import annotations

from jiqun.records.file_store import FileStore

store = FileStore("UPLOADS_DIR")
