"""Looks at the structure of files: one module for each family, none of them a full parser."""

from __future__ import annotations


class UnusableFileError(Exception):
    """A file that cannot serve as evidence; `message` says in Chinese why and what to do."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)
