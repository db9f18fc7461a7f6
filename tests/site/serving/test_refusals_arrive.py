"""Who still sends when the refusal is clear is not cut off, so that the refusal arrives."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator

import pytest
from laid_site import LaidSite
from site_process import Site

HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
    "Content-Type: {sort}\r\nContent-Length: {size}\r\n\r\n"
)
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("path", "sort"),
    [
        ("/account/login/", "application/json"),
        ("/a/x/answer/", "application/json"),
        ("/a/x/evidence/add/", "multipart/form-data; boundary=x"),
    ],
)
def test_what_is_refused_is_answered_after_the_last_byte(
    served: Site, path: str, sort: str
) -> None:
    size = 40 * MEGABYTE
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as browser:
        browser.sendall(HEAD.format(path=path, sort=sort, size=size).encode() + b"x" * 1000)
        # As long as a slow line would give a server to answer and hang up.
        select.select([browser], [], [], 1)
        for start in range(1000, size, MEGABYTE):
            browser.sendall(b"x" * min(MEGABYTE, size - start))
        answer = browser.makefile("rb").readline()
    assert answer.split()[1][:1] == b"4"


@pytest.fixture(scope="module")
def served(laid_site: LaidSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, served."""
    site = laid_site(tmp_path_factory.mktemp("site"))
    site.start("serve")
    yield site
    site.end()
