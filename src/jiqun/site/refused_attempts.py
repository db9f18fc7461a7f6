"""Attempts 尝试 that the rules refused are kept in the journal: who, what page, why not."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import Error
from django.http import HttpRequest, HttpResponseBase

from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person
from jiqun.records.verdict import NotAllowedError, hearing_refusals

ATTEMPTS = "attempts:"
AGAIN_AFTER = 600
"""Seconds in which the same attempt, by the same person and refused for the same reason, is kept
once: a page that tries again each minute is one attempt."""
logger = logging.getLogger("jiqun.incident")


def keep_refused_attempts(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: whatever a rule refuses while a change is asked for is written down, however
    the page tells it, unless who refused it did so already."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST" or not isinstance(request.user, Person):
            return get_response(request)
        with hearing_refusals() as heard:
            answer = get_response(request)
        for refusal in heard:
            if not refusal.kept:
                _keep(request, request.user, refusal)
        return answer

    return middleware


def _keep(request: HttpRequest, person: Person, refusal: NotAllowedError) -> None:
    match = request.resolver_match
    details = {
        "page": match.url_name if match else "",
        "address": request.path[:200],
        "reason": refusal.verdict.reason,
    }
    name = hashlib.sha256(repr((person.pk, sorted(details.items()))).encode()).hexdigest()
    try:
        if cache.add(f"refused:{name}", True, AGAIN_AFTER):
            with writing():
                record("attempt_refused", f"{ATTEMPTS}{person.pk}", person, details=details)
    except Error:
        logger.exception("a refused attempt could not be written down")
