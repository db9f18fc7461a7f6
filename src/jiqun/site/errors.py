"""Pages for what goes wrong: not found, not allowed, not understood, our own failure."""

from __future__ import annotations

import logging
import secrets
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from jiqun.records.file_store import is_full
from jiqun.screens.account.requests import asks_for_data
from jiqun.screens.filling.sent_data import RefusedRequestError

logger = logging.getLogger("jiqun.incident")

_WORDS = {
    400: ("请求无法处理", "服务器无法识别这次请求。请返回上一页重新操作。"),
    403: ("没有权限", "您的账号不能这样做。如有疑问，请联系上级主管部门。"),
    429: ("操作太快", "短时间内的请求太多。请过一分钟再试。"),
    404: ("没有这个页面", "地址不存在，或者您的账号看不到它。请从首页进入。"),
    507: (
        "磁盘空间不足",
        "服务器磁盘空间不足，文件没有保存。填报内容仍可保存；请稍后再上传，或联系技术支持。",
    ),
    503: ("暂时不能读写数据", "数据库没有响应。已显示“已保存”的内容都在，请稍后再试。"),
    500: ("系统出错了", "问题出在服务器，已记录下来。已显示“已保存”的内容都在。请稍后再试。"),
}
RETRY_AFTER = 5  # seconds
_TOO_MUCH = (413, "内容太多", "一次提交的内容太多，没有保存。请减少内容，或分几次提交。")
_LIMITS = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
_NO_TOKEN = ("页面已过期", "这一页打开得太久，或登录账号已变更。请返回上一页，刷新后再操作一次。")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, 413 or 422: the words of whoever refused the request, or those of what it broke."""
    if isinstance(exception, RefusedRequestError):
        return _answer(request, exception.status, _WORDS[400][0], exception.words)
    return _answer(request, *(_TOO_MUCH if isinstance(exception, _LIMITS) else (400, *_WORDS[400])))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _answer(request, 403, *_WORDS[403])


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same for what is not there and for what is not to be seen."""
    return _answer(request, 404, *_WORDS[404])


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429 from the limits on how often an address may try."""
    return _answer(request, 429, *_WORDS[429])


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a change without its token."""
    return _answer(request, 403, *_NO_TOKEN)


def failed(request: HttpRequest) -> HttpResponse:
    """500, with a number that stands in the log beside the cause; 503 with no database."""
    if isinstance(trouble := sys.exc_info()[1], (OperationalError, InterfaceError)):
        logger.error("no database for %s %s: %s", request.method, request.path, trouble)
        answer = _answer(request, 503, *_WORDS[503])
        answer["Retry-After"] = str(RETRY_AFTER)
        return answer
    if is_full(trouble):
        logger.error("no room for %s %s: %s", request.method, request.path, trouble)
        return _answer(request, 507, *_WORDS[507])
    number = incident_number()
    logger.error("incident %s at %s %s", number, request.method, request.path, exc_info=True)
    return _answer(request, 500, *_WORDS[500], incident=number)


def incident_number() -> str:
    """A number under which a failure stands in the log, short enough to be read out: 3F2A-90C1."""
    return "-".join(secrets.token_hex(2).upper() for _ in range(2))


def _answer(
    request: HttpRequest, status: int, title: str, words: str, incident: str = ""
) -> HttpResponse:
    if asks_for_data(request):
        data = {"error": words, **({"incident": incident} if incident else {})}
        return JsonResponse(data, status=status)
    # Rendered without the request, so that the page is the same for everybody.
    context = {"demo": settings.DEMO, "title": title, "words": words, "incident": incident}
    return render(None, "errors/error.html", context, status=status)
