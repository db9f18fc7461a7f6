"""Trying what somebody asked for on a page, and telling them what became of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest

from jiqun.engine import UnusableInput
from jiqun.records.verdict import NotAllowedError, NotFound


def trouble_of(act: Callable[[], object]) -> str:
    """Do it; why it is not done, in Chinese, empty where it is. Raises Http404 for what is not
    there, or not for this person."""
    try:
        act()
    except NotAllowedError as refusal:
        return refusal.verdict.reason
    except UnusableInput as refusal:
        return str(refusal)
    except NotFound:
        raise Http404 from None
    return ""


def try_and_tell(request: HttpRequest, done: str, act: Callable[[], object]) -> None:
    """The same, said on the next page: that it is done, or why not."""
    trouble = trouble_of(act)
    if trouble:
        messages.error(request, trouble)
    else:
        messages.success(request, done, extra_tags="done")
