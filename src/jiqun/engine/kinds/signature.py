"""Signature 签字: the name of who signed; the signature itself stands on the sealed scan."""

from __future__ import annotations

from jiqun.engine.kinds.person import parse

__all__ = ["parse"]
