"""What a page sends, read member by member: one reader for every address that takes data.

Whatever is not what it must be raises RefusedRequestError, wherever it is found, and is answered in
one place (site/errors.py): no view has to foresee what a stranger may send.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from jiqun.engine import UnusableInput, read_json

NOT_UNDERSTOOD = "请求无法识别，没有保存。请刷新页面后再试。"
LARGEST_NUMBER = 2**31 - 1  # as the database keeps numbers
_DIGITS = re.compile("[0-9]{1,10}")


class RefusedRequestError(BadRequest):
    """A request that cannot be carried out: why, in Chinese, and the status that says so."""

    def __init__(self, words: str = NOT_UNDERSTOOD, status: int = 400) -> None:
        self.words, self.status = words, status
        super().__init__(words)


class SentObject:
    """A JSON object of a request; each question is refused where the member is something else."""

    def __init__(self, members: Mapping[str, object]) -> None:
        self._members = members

    def value(self, name: str) -> object:
        """Any value; None where there is none."""
        return self._members.get(name)

    def text(self, name: str, longest: int, default: str | None = None) -> str:
        """A text of at most so many characters; without a `default` it must be there."""
        return _text(self._members.get(name, default), longest)

    def one_of(self, name: str, known: Container[str], default: str) -> str:
        """One of the words that are known."""
        text = self.text(name, 100, default)
        if text not in known:
            raise RefusedRequestError
        return text

    def whole_number(self, name: str) -> int:
        """A whole number from zero on, as large as the database keeps them."""
        value = self._members.get(name)
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if not is_whole or not isinstance(value, int) or not 0 <= value <= LARGEST_NUMBER:
            raise RefusedRequestError
        return value

    def texts(self, name: str, most: int, longest: int) -> frozenset[str]:
        """Texts without order, at most so many; none where the member is missing."""
        return frozenset(_text(item, longest) for item in self._list(name, most, ()))

    def objects(self, name: str, most: int) -> list[SentObject]:
        """Objects in their order: one at least, and at most so many."""
        found = [SentObject(_mapping(item)) for item in self._list(name, most)]
        if not found:
            raise RefusedRequestError
        return found

    def _list(self, name: str, most: int, default: object = None) -> list[object]:
        value = self._members.get(name, default)
        if value == ():
            return []
        if not isinstance(value, list) or len(value) > most:
            raise RefusedRequestError
        return value


def sent_object(request: HttpRequest) -> SentObject:
    """The JSON object that is the body of a request."""
    if request.content_type != "application/json":
        raise RefusedRequestError
    return SentObject(_read(request.body))


def sent_value(request: HttpRequest, name: str) -> object:
    """A field of a form that holds a JSON value."""
    return _read(b'{"sent":%s}' % request.POST.get(name, "").encode("utf-8", "replace"))["sent"]


def sent_number(request: HttpRequest, name: str) -> int:
    """A field of a form that is a whole number from zero on; 0 where there is none."""
    text = request.POST.get(name, "0")
    if not _DIGITS.fullmatch(text) or int(text) > LARGEST_NUMBER:
        raise RefusedRequestError
    return int(text)


def _read(raw: bytes) -> Mapping[str, object]:
    try:
        return _mapping(read_json(raw))
    except UnusableInput as trouble:
        raise RefusedRequestError from trouble


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise RefusedRequestError
    return value


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise RefusedRequestError
    return value
