"""Walking the site as somebody: every page and file that can be reached, and the text in each."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin

import pypdfium2
from django.http import HttpResponse
from django.test import Client
from lxml import html
from tests.access.routes import Row
from tests.access.world import body

MOST = 1000
_PLACE = "http://testserver"
# Orders, filters and searches of a page come together in ever more ways: of each set of parameters
# so many are followed.
_MOST_OF_A_VIEW = 3
# The same view of the same form as the part beside it; the live form is walked through whole.
_ANOTHER_PART_OF_A_VERSION = re.compile(r"-v[0-9]+/part/(?!2/)")


@dataclass(frozen=True)
class Visit:
    """An address, what it answered, and everything that can be read in that."""

    address: str
    answer: HttpResponse
    sent: bytes

    @property
    def is_page(self) -> bool:
        """Whether it is HTML."""
        return self.answer["Content-Type"].startswith("text/html")

    @cached_property
    def text(self) -> str:
        """The headers, the bytes as they are, and what is inside of packages and PDF files."""
        headers = "\n".join(f"{name}: {value}" for name, value in self.answer.headers.items())
        cookies = self.answer.cookies.output()
        return "\n".join([unquote(headers), cookies, *_readable(self.sent)])


def crawl(client: Client, starts: Iterable[str]) -> Iterator[Visit]:
    """Follow every link and picture from the starts on; what is static is left out."""
    waiting, known, views = list(starts), set(), Counter[tuple[str, ...]]()
    while waiting:
        address = waiting.pop(0)
        if address in known:
            continue
        known.add(address)
        views[view := _view(address)] += 1
        if len(view) > 1 and views[view] > _MOST_OF_A_VIEW:
            continue
        assert len(known) <= MOST, "the site has no end"
        answer = client.get(address)
        visit = Visit(address, answer, body(answer))
        yield visit
        waiting += _links(visit)


def _view(address: str) -> tuple[str, ...]:
    """The page of an address, and the names of the parameters of its query."""
    path, _, query = address.partition("?")
    return (path, *sorted({name for name, _ in parse_qsl(query, keep_blank_values=True)}))


def written(client: Client, rows: Iterable[Row], ids: dict[str, str]) -> Iterator[Visit]:
    """What each change answers."""
    for row in rows:
        address = row.address(ids)
        answer = row.post(client, address)
        yield Visit(address, answer, body(answer))


def _links(visit: Visit) -> list[str]:
    if 300 <= visit.answer.status_code < 400:
        found = [visit.answer["Location"]]
    elif visit.is_page and visit.sent:
        page = html.fromstring(visit.sent.decode())
        found = page.xpath("//@href | //@src | //@data | //form[@method='get']/@action")
    else:
        found = []
    places = [urldefrag(urljoin(_PLACE + visit.address, link)).url for link in found]
    return [
        place.removeprefix(_PLACE)
        for place in places
        if place.startswith(f"{_PLACE}/")
        and not place.startswith(f"{_PLACE}/static/")
        and not _ANOTHER_PART_OF_A_VERSION.search(place)
    ]


def _pages(file: pypdfium2.PdfDocument) -> Iterator[str]:
    """What a PDF says of itself, and the text of its pages without the ends of its lines."""
    yield str(file.get_metadata_dict())
    for page in file:
        yield re.sub(r"\s", "", page.get_textpage().get_text_range())
    file.close()


def _readable(sent: bytes) -> Iterator[str]:
    if sent.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(sent)) as package:
            for name in package.namelist():
                yield name
                yield package.read(name).decode("utf-8", "replace")
    elif sent.startswith(b"%PDF"):
        yield sent.decode("latin-1")
        # Not every file that begins like one can be opened.
        with suppress(pypdfium2.PdfiumError):
            yield from _pages(pypdfium2.PdfDocument(sent))
    else:
        text = sent.decode("utf-8", "replace")
        yield text
        # JSON may write characters by their numbers, HTML by references.
        if "\\u" in text:
            yield text.encode("ascii", "backslashreplace").decode("unicode_escape", "replace")
        if "<" in text:
            yield html.fromstring(text).text_content()
