"""What a rule answers: allowed, or not and why, in words for the person; what is raised then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist


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


NO_OFFICE = refused("您的账号还没有所属单位，请联系系统管理员。")


class NotAllowedError(Exception):
    """What was asked for is not allowed; `verdict` says why, in Chinese. `kept` is set once an
    event of it was written down."""

    def __init__(self, verdict: Verdict, kept: bool = False) -> None:
        self.verdict, self.kept = verdict, kept
        super().__init__(verdict.reason)
        if (heard := _heard.get()) is not None:
            heard.append(self)


_heard: ContextVar[list[NotAllowedError] | None] = ContextVar("heard", default=None)


@contextmanager
def hearing_refusals() -> Iterator[list[NotAllowedError]]:
    """What is not allowed while it lasts, whoever catches it."""
    heard: list[NotAllowedError] = []
    before = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(before)


class NotFound(ObjectDoesNotExist):
    """There is no such thing, or it is not for this person to know of."""
