"""Somebody at the site over HTTP, as a browser would be: one connection, a login, saved answers."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode


@dataclass
class Visitor:
    """A connection to 127.0.0.1 at `port` that is kept open; `cookies` and `token` go along.
    `sent_to` is where the last answer sent on to."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    connection: http.client.HTTPConnection | None = None
    sent_to: str = ""

    def ask(
        self, method: str, path: str, body: str | bytes = "", media_type: str = ""
    ) -> tuple[int, bytes]:
        """Ask for something: status and content. Raises OSError or HTTPException if the other side
        goes away; the next asking connects again."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        told = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        if body:
            told |= {"Content-Type": media_type, "X-CSRFToken": self.token}
        try:
            data = body.encode() if isinstance(body, str) else body
            self.connection.request(method, path, data or None, told)
            answer = self.connection.getresponse()
            sent = answer.read()
        except (OSError, http.client.HTTPException):
            self.leave()
            raise
        self.sent_to = answer.headers.get("Location", "")
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return answer.status, sent

    def log_in(self, username: str, password: str) -> None:
        """Log in by the form, and take the token that goes with changes."""
        page = self.ask("GET", "/account/login/")[1].decode()
        found = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found
        self.token = found[1]
        form = {"login": username, "password": password, "csrfmiddlewaretoken": self.token}
        status, _ = self.ask(
            "POST", "/account/login/", urlencode(form), "application/x-www-form-urlencoded"
        )
        assert status == 302, status
        told = json.loads(self.ask("GET", "/account/session/")[1])
        assert told["person"] == username
        self.token = told["token"]

    def application(self) -> str:
        """The address of the application of who is logged in: /a/…/."""
        page = self.ask("GET", "/")[1].decode()
        found = re.search("/a/[0-9a-f]{32}/", page)
        assert found
        return found[0]

    def answers(self, application: str, section: str) -> dict[str, dict[str, Any]]:
        """The answers of a section of the form by their keys, each with its revision."""
        told = json.loads(self.ask("GET", f"{application}findings/?section={section}")[1])
        return {answer["key"]: answer for answer in told["answers"]}

    def save(
        self,
        application: str,
        key: str,
        value: object,
        revision: int,
        section: str = "",
        shown: Sequence[str] = (),
    ) -> tuple[int, bytes]:
        """Save one answer, on a page that has `shown` findings of these marks: status and content
        of what came back."""
        change = {"key": key, "value": value, "revision": revision}
        body = json.dumps({"changes": [change], "section": section, "shown": shown})
        return self.ask("POST", f"{application}answer/", body, "application/json")

    def bring(self, application: str, data: bytes, name: str = "form.docx") -> str:
        """Upload a Word file; the address of its preview."""
        head = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = b"--parted\r\n" + head.encode() + data + b"\r\n--parted--\r\n"
        path = f"{application}word/"
        status, _ = self.ask("POST", path, body, "multipart/form-data; boundary=parted")
        assert status == 302 and self.sent_to
        return self.sent_to

    def leave(self) -> None:
        """Close the connection."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None
