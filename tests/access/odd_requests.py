"""Requests nobody thought of: odd paths, queries, headers, JSON, forms and files, by a seed.

Each is made from what a route is usually sent (authz_matrix.yaml), with something in it put wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from tests.access.routes import Row
from tests.records.evidence.sample_files import PDF, docx, jpeg, png

METHODS = ("GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "ODD")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
_BOUNDARY = "------------------------odd"


@dataclass
class OddRequest:
    """What is sent: `path` as bytes, percent signs taken out of it; `environ` beside the headers
    a test client sends."""

    method: str
    path: bytes
    query: bytes = b""
    body: bytes = b""
    content_type: str = ""
    environ: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The request in a line, to be found again."""
        return (
            f"{self.method} {self.path[:200]!r}?{self.query[:200]!r} {self.content_type!r}"
            f" {self.environ} {self.body[:300]!r} ({len(self.body)} bytes)"
        )


def odd_request(random: Random, row: Row, ids: Mapping[str, str]) -> OddRequest:
    """A request to a route: the usual address or an odd one, and a body that fits or does not."""
    path = _path(random, row, ids)
    query = random.choice(_QUERIES)(random) if random.random() < 0.5 else row.query.encode()
    method = random.choice(METHODS)
    content_type, body = _body(random, row)
    environ: dict[str, str] = {}
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        name = random.choice([*_HEADERS])
        environ[name] = random.choice(_HEADERS[name])
    if random.random() < 0.5:
        environ["HTTP_ACCEPT"] = JSON
    return OddRequest(method, path, query, body, content_type, environ)


# --- Values ------------------------------------------------------------------------------------
_TEXTS = (
    *("", " ", "0", "-1", "1e9", "null", "true", "[]", "{}", "\0", "a\0b", "\x0b\x1b[2J", "\x7f"),
    *("\ufeff", "\u202egnp", "\ufffe\uffff", "𠮷\U0010ffff", "é\u0301" * 40, "字" * 3000),
    *("x" * 20_000, "9" * 5000, "-" + "9" * 400, "1" + "0" * 400 + ".5", "٣", "１２３", "1_000"),
    *("../../etc/passwd", "..%2f..", "C:\\x", "%00", "%ff", "a:b:c:d:e:f:g", "::::", "...."),
    *("lists:x:1:y", "plan_targets:other_999999:baseline", "explanations.x", "{{7*7}}", "${x}"),
    *(
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "=1+1",
        "NaN",
        "Infinity",
        "1\r\nSet-Cookie: a=b",
    ),
    *("unusual_change:total_output:2024", "total_output:2024", "green_work.chain_map", "part_1"),
)
_VALUES: tuple[Any, ...] = (
    *_TEXTS,
    *(None, True, False, 0, -1, 1.5, -0.0, 10**30, -(10**39), 10**400, 2**31, 2**63, 2**64),
    *([], {}, [[]], [{}], {"": ""}, [None], {"a": [1, "b", None]}, ["x"] * 3000, [0] * 3000),
    *({"indicator": "other_1"}, {"label": {}, "unit": []}, [{"name": {}}], {"2024": {"2025": []}}),
    *({str(n): n for n in range(300)}, [[[[[[[[[["deep"]]]]]]]]]]),
)


def _odd(random: Random, value: Any) -> Any:
    """A JSON value with one thing in it changed: replaced, taken out, doubled or added."""
    if isinstance(value, dict) and value and random.random() < 0.85:
        name = random.choice([*value])
        how = random.random()
        if how < 0.15:
            return {k: v for k, v in value.items() if k != name}
        if how < 0.25:
            return {**value, random.choice(_TEXTS): random.choice(_VALUES)}
        return {**value, name: _odd(random, value[name])}
    if isinstance(value, list) and value and random.random() < 0.7:
        place = random.randrange(len(value))
        if random.random() < 0.2:
            return value * random.choice((2, 3, 2001))
        return [*value[:place], _odd(random, value[place]), *value[place + 1 :]]
    return random.choice(_VALUES)


# --- Bodies ------------------------------------------------------------------------------------
def _body(random: Random, row: Row) -> tuple[str, bytes]:
    made = _json if (row.data is not None) == (random.random() < 0.85) else _form
    content_type, body = made(random, row)
    how = random.random()
    if how < 0.06:
        content_type = random.choice(_CONTENT_TYPES)
    elif how < 0.10:
        body = body[: random.randrange(len(body) + 1)]
    elif how < 0.14:
        place = random.randrange(len(body) + 1)
        body = body[:place] + random.randbytes(random.choice((1, 3, 40))) + body[place:]
    elif how < 0.16:
        body = random.randbytes(random.choice((0, 1, 200, 5000)))
    return content_type, body


_CONTENT_TYPES = (
    *("", "/", "text/plain", "application/json; charset=utf-16", "application/json; charset=nix"),
    *(f"{FORM}; charset=nix", f"{FORM}; charset=utf-7", "multipart/form-data"),
    *(
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\xe9",
        JSON * 50,
        FORM,
        JSON,
    ),
    *(f"multipart/form-data; boundary={'b' * 300}", f"multipart/form-data; boundary={_BOUNDARY}"),
    *("multipart/mixed; boundary=x", 'application/json; charset="', "a;b;c;=;;q"),
)
_JSON_TEXTS: tuple[Callable[[str], bytes], ...] = (
    lambda text: b"\xef\xbb\xbf" + text.encode(),
    lambda text: text.encode("utf-16"),
    lambda text: text.encode("utf-16-le"),
    lambda text: text.encode("gb18030"),
    lambda text: text.replace(":", ":NaN,", 1).encode(),
    lambda text: text.replace("{", '{"changes":[],"changes":', 1).encode(),
    lambda text: text.replace("1", "1" * 5000).encode(),
    lambda text: text.replace('"', '"\\ud800', 1).encode(),
    lambda text: text.replace('"', '"\\u0000', 3).encode(),
    lambda text: text.replace('"', "'").encode(),
    lambda text: (text + text).encode(),
    lambda text: b"[" * 100_000,
    lambda text: b'{"changes":' * 40_000,
    lambda text: ('{"changes":' + "[" * 40 + "]" * 40 + "}").encode(),
    lambda text: ('{"x":"' + "字" * 1_000_000 + '"}').encode(),
    lambda text: b"\xff\xfe" + text.encode(),
    lambda text: b"",
    lambda text: b"null",
    lambda text: b"-Infinity",
    lambda text: b'"text"',
    lambda text: b"[1,2,3]",
)


def _json(random: Random, row: Row) -> tuple[str, bytes]:
    usual = row.data if row.data is not None else _AS_JSON
    value = usual
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        value = _odd(random, value)
    text = json.dumps(value, ensure_ascii=random.random() < 0.5)
    if random.random() < 0.25:
        return JSON, random.choice(_JSON_TEXTS)(text)
    return JSON, text.encode("utf-8", "surrogatepass")


_AS_JSON = {
    "changes": [{"key": "total_output:2024", "value": "1", "revision": 0}],
    "origin": "typed",
    "section": "part_2",
    "shown": ["a"],
}
_FIELDS = (
    *(
        "key",
        "value",
        "revision",
        "undo",
        "confirm",
        "level",
        "do",
        "for",
        "kind",
        "file",
        "section",
    ),
    *("login", "password", "code", "oldpassword", "password1", "password2", "next", "id"),
)


def _form(random: Random, row: Row) -> tuple[str, bytes]:
    usual = {name: value for name, value in (row.form or {}).items() if value != "a file"}
    fields = [*usual.items()]
    for _ in range(random.choice((0, 1, 2, 4))):
        fields.append((random.choice(_FIELDS), _form_value(random)))
    if fields and random.random() < 0.5:
        place = random.randrange(len(fields))
        fields[place] = (fields[place][0], _form_value(random))
    if random.random() < 0.02:
        fields += [("key", str(n)) for n in range(6000)]
    if (row.form or {}).get("file") or random.random() < 0.3:
        return _multipart(random, fields)
    return FORM, urlencode([(name, _bytes(value)) for name, value in fields]).encode()


def _form_value(random: Random) -> str:
    value = random.choice(_VALUES)
    return value if isinstance(value, str) else json.dumps(value)


def _bytes(text: str) -> bytes:
    return str(text).encode("utf-8", "surrogatepass")


_FILES: tuple[Callable[[Random], bytes], ...] = (
    lambda random: b"",
    lambda random: PDF,
    lambda random: docx(),
    lambda random: _cut(random, jpeg()),
    lambda random: _cut(random, png()),
    lambda random: _cut(random, docx()),
    lambda random: _cut(random, PDF),
    lambda random: jpeg()[: random.choice((2, 3, 4, 5, 6, 8, 9))],
    lambda random: png()[: random.choice((8, 12, 16, 18, 20, 24, 28))],
    lambda random: random.randbytes(2000),
)
_NAMES = (
    *(
        "证明.pdf",
        "a.png",
        "a.jpg",
        "a.jpeg",
        "a.docx",
        "a.xlsx",
        "a.doc",
        "a.ofd",
        "a",
        "",
        ".",
        "..",
    ),
    *("../../x.pdf", "a\0.pdf", "con.pdf", "\u202efdp.pdf", "名" * 400 + ".pdf", "a.pdf\r\nX: y"),
    *("a.PDF", "a.pdf.", " .pdf", "a;b.pdf", 'a"b.pdf', "\ud800.pdf"),
)


def _cut(random: Random, data: bytes) -> bytes:
    """Cut, or with some bytes put wrong."""
    if random.random() < 0.5:
        return data[: random.randrange(len(data) + 1)]
    wrong = bytearray(data)
    for _ in range(random.choice((1, 2, 8))):
        wrong[random.randrange(len(wrong))] = random.randrange(256)
    return bytes(wrong)


def _multipart(random: Random, fields: list[tuple[str, Any]]) -> tuple[str, bytes]:
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode(
            "utf-8", "surrogatepass"
        )
        for name, value in fields
    ]
    for _ in range(random.choice((0, 1, 1, 1, 2, 120))):
        head = random.choice(_PART_HEADS).format(name=random.choice(_NAMES))
        parts.append(
            head.encode("utf-8", "surrogatepass") + b"\r\n\r\n" + random.choice(_FILES)(random)
        )
    between = f"--{_BOUNDARY}".encode()
    end = b"--\r\n" if random.random() < 0.9 else b""
    body = b"".join(between + b"\r\n" + part + b"\r\n" for part in parts) + between + end
    return f"multipart/form-data; boundary={_BOUNDARY}", body


_PART_HEADS = (
    *['Content-Disposition: form-data; name="file"; filename="{name}"'] * 4,
    "Content-Disposition: form-data; name=\"file\"; filename*=UTF-8''%ff%fe{name}",
    "Content-Disposition: form-data; name=\"file\"; filename*=nix''{name}",
    'Content-Disposition: form-data; filename="{name}"',
    'Content-Disposition: attachment; name="file"; filename="{name}"',
    'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
    "Content-Transfer-Encoding: base64",
    'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
    "Content-Type: text/plain; charset=nix",
    'Content-Disposition: form-data; name="for"\r\nContent-Transfer-Encoding: base64',
    "Content-Type: application/pdf",
    "",
)


# --- Paths, queries, headers -------------------------------------------------------------------
_PIECES = (
    *("0", "-1", "1", "10", "9" * 40, "x", "a-b", "-", "_", "0" * 32, "A" * 5000, "\0", "a\0", "%"),
    *("total_output:2024", "lists:patents:1", "::", "..", ".", "～", "é", "\ufeff", "\u202e", " "),
    *("unusual_change:total_output", "word", "pdf", "json", "blank", "ningxia-2026", "𠮷"),
)


def _path(random: Random, row: Row, ids: Mapping[str, str]) -> bytes:
    address = row.address(ids).partition("?")[0]
    how = random.random()
    if how < 0.6:
        return address.encode()
    pieces = address.strip("/").split("/")
    if how < 0.9:
        pieces[random.randrange(len(pieces))] = random.choice(_PIECES)
        return f"/{'/'.join(pieces)}/".encode()
    if how < 0.95:
        return address.encode() + random.choice(_PIECES).encode()
    place = random.randrange(len(address))
    return address[:place].encode() + random.randbytes(2) + address[place:].encode()


_QUERY_NAMES = ("section", "about", "page", "level", "view", "all", "for", "gaps", "next", "inline")
_QUERIES: tuple[Callable[[Random], bytes], ...] = (
    lambda random: urlencode(
        [(random.choice(_QUERY_NAMES), _bytes(random.choice(_TEXTS))) for _ in range(3)]
    ).encode(),
    lambda random: f"{random.choice(_QUERY_NAMES)}={quote(random.choice(_TEXTS)[:200])}".encode(),
    lambda random: b"&".join([b"a=1"] * 6000),
    lambda random: b"section=%ff%fe&page=%00&level=%",
    lambda random: random.choice((b"&&==;;", b"=", b"%", b"page=-1", b"page=99999999999999999999")),
    lambda random: random.randbytes(20),
)
_HEADERS: Mapping[str, tuple[str, ...]] = {
    "HTTP_ACCEPT": ("", "*/*", "application/json, text/html", "x" * 9000, "\xff"),
    "HTTP_X_REQUESTED_WITH": ("XMLHttpRequest", "\x00", ""),
    "HTTP_X_JIQUN_BACKGROUND": ("1", "", "\xff"),
    "HTTP_HOST": ("evil.example", "", "127.0.0.1:99999999", "[::1", "a b", "\xe9", "x" * 3000),
    "HTTP_X_FORWARDED_FOR": ("1.2.3.4", ",,,", "::::", "a" * 5000, "1.2.3.4, \xff"),
    "HTTP_X_FORWARDED_PROTO": ("https", "nix"),
    "HTTP_ACCEPT_LANGUAGE": ("nix-\xff", "zh" * 3000, "*;q=9e999", "en;q=nan"),
    "HTTP_ACCEPT_ENCODING": ("gzip;q=nan", "\xff", "identity;q=0, *;q=0"),
    "HTTP_IF_NONE_MATCH": ('"a", W/"b"', "*", '"' * 500),
    "HTTP_IF_MODIFIED_SINCE": ("nonsense", "Thu, 32 Foo 99999 99:99:99 GMT", "9" * 500),
    "HTTP_RANGE": ("bytes=0-", "bytes=-1", "bytes=99999999999999999999-", "bytes=a-b,,"),
    "HTTP_REFERER": ("http://evil.example/", "\xff", "javascript:x"),
    "HTTP_ORIGIN": ("null", "http://evil.example", "\xff"),
    "HTTP_COOKIE": (
        "jiqun=",
        "jiqun=\x00",
        "jiqun=" + "x" * 5000,
        "jiqun=a%00b",
        ";;;==",
        "\xff=\xff",
    ),
    "CONTENT_LENGTH": ("", "0", "5", "-1", "nix", "99999999999999999999"),
    "REMOTE_ADDR": ("", "nix", "::1", "10.0.0.1"),
    "HTTP_X_CSRFTOKEN": ("", "x" * 32, "\xff" * 64),
    "HTTP_UPLOAD_OFFSET": ("", "0", "200", "-1", "1e9", "٣", "9" * 400, "\xff", "\x00"),
    "HTTP_USER_AGENT": ("", "\xff" * 3000, "\x00"),
}
