"""What a rule answers: allowed, or not and why, in words for the person; what is raised then."""

from __future__ import annotations

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
    """What was asked for is not allowed; `verdict` says why, in Chinese."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(verdict.reason)


class NotFound(ObjectDoesNotExist):
    """There is no such thing, or it is not for this person to know of."""
