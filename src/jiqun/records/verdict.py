"""What a rule answers: allowed, or not and why, in words that can be shown to the person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a rule, true where it allows; `reason` is Chinese, empty where it allows."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(True)


def refused(reason: str) -> Verdict:
    """The verdict of a rule that does not allow, with its reason."""
    return Verdict(False, reason)
