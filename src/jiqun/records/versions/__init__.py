"""Frozen versions 定稿 of filings: what was said at a moment, never changed since."""
