"""The answer after too many failed logins."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from jiqun.screens.account.requests import asks_for_data


def locked_out(
    request: HttpRequest, original: HttpResponse | None, credentials: dict[str, object] | None
) -> HttpResponse:
    """429, with how long to wait; only this account from this place is locked."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60
    words = {"failures": settings.AXES_FAILURE_LIMIT, "minutes": minutes}
    if asks_for_data(request):
        text = f"密码连续 {words['failures']} 次不对，请 {minutes} 分钟后再试。"
        answer: HttpResponse = JsonResponse({"error": text}, status=429)
    else:
        answer = render(request, "account/locked_out.html", words, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer
