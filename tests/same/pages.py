"""Section `pages`: every route as every demonstration account, read and changed: status and text.

The world and the table of routes are those of tests/access. What differs from run to run (ids,
times, tokens) is put as a word in brackets.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.http import HttpResponse
from django.utils import timezone
from lxml import html
from tests.access.routes import Row, rows
from tests.access.world import ROLES, World, body, laid_out, taken_back

WITHIN_A_LINE = ("span", "a", "b", "small", "strong", "time", "br")
SAID = ("value", "placeholder", "title", "aria-label", "alt")


def collect() -> dict[str, str]:
    """By route, role and method; needs Django set up with the settings of the tests."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    found = {}
    with tempfile.TemporaryDirectory() as folder, laid_out(Path(folder)) as world:
        # The pages of a filing without an application are those of one with: they are read once.
        for row in (row for row in rows() if not row.space):
            for role in ("anonymous", *ROLES):
                for method in ("GET", "POST"):
                    found[f"{row.title} {role} {method}"] = _told(world, row, role, method)
            # 海原 is filled in by half, with mistakes: what its own county sees of itself.
            found[f"{row.title} own other_county GET"] = _told(
                world, row, "other_county", "GET", True
            )
        for number in range(10):
            row = replace(_part_row(), named={"number": str(number)})
            for own, role in ((False, "county"), (True, "other_county")):
                found[f"part-{number} {role} GET"] = _told(world, row, role, "GET", own)
    return found


def _part_row() -> Row:
    return next(row for row in rows() if row.route == "part")


def _told(world: World, row: Row, role: str, method: str, of_haiyuan: bool = False) -> str:
    with taken_back():
        client = world.client(role)
        address = row.address(world.theirs if of_haiyuan else world.own)
        answer = client.get(address) if method == "GET" else row.post(client, address)
        text = "\n".join([str(answer.status_code), *_lines(answer, body(answer))])
    return _masked(text, world)


def _lines(answer: HttpResponse, sent: bytes) -> Iterator[str]:
    if "Location" in answer.headers:
        yield answer.headers["Location"]
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if kind == "text/html" and sent.strip():
        yield from lines_of_page(sent.decode())
    elif kind == "application/json":
        yield from _of_data(json.loads(sent))
    elif kind.startswith("text/"):
        yield from sent.decode().splitlines()
    else:  # files are compared in the section of papers
        yield kind


def lines_of_page(page: str) -> Iterator[str]:
    """What can be read: the text a block a line, and what stands in attributes.

    White space, and what stands in a line of text without beginning a new one, is left out: how a
    template breaks its lines is not what a page says.
    """
    lines: list[str] = [""]
    _read(html.fromstring(page), lines)
    return (line for line in lines if line)


def _read(element: html.HtmlElement, lines: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in ("script", "style"):
        return
    apart = element.tag not in WITHIN_A_LINE
    if apart:
        lines.append("")
    if element.get("name") != "csrfmiddlewaretoken":
        told = [f"{name}: {element.get(name)}" for name in SAID if element.get(name)]
        lines[-1:] = [*told, lines[-1]]
    lines[-1] += "".join((element.text or "").split())
    for child in element:
        _read(child, lines)
        lines[-1] += "".join((child.tail or "").split())
    if apart:
        lines.append("")


def _of_data(data: object, path: str = "") -> Iterator[str]:
    """A line a value; a piece of a page inside is read as one."""
    if isinstance(data, dict):
        for key in sorted(data):
            yield from _of_data(data[key], f"{path}/{key}")
    elif isinstance(data, list):
        for one in data:
            yield from _of_data(one, f"{path}/-")
    elif isinstance(data, str) and "<" in data and data.strip():
        yield from (f"{path}: {line}" for line in lines_of_page(f"<div>{data}</div>"))
    elif not path.endswith(("/token", "/at")):
        yield f"{path}: {data}"


def _masked(text: str, world: World) -> str:
    for name, value in _ids(world.own):
        text = text.replace(value, f"[{name}]")
    for name, value in _ids(world.theirs):
        text = text.replace(value, f"[their {name}]")
    today = timezone.localtime()
    days = {"today": 0, "deadline": 45, "end of a secret": 7}
    for name, day in ((name, today + timedelta(days=ahead)) for name, ahead in days.items()):
        for shape in ("%Y-%m-%d", "%Y年%m月%d日", f"%Y年{day.month}月{day.day}日", "%m-%d"):
            text = text.replace(day.strftime(shape), f"[{name}]")
        text = text.replace(f"{day.month}月{day.day}日", f"[{name}]")
    text = re.sub(r"\b[0-9a-f]{32}\b", "[id]", text)
    text = re.sub(r"\b[A-Z2-7]{32}\b", "[secret]", text)
    text = re.sub(r"\b[a-z2-9]{4}(?:-[a-z2-9]{4}){3}\b", "[one-time secret]", text)
    text = re.sub(r"\b[0-9a-f]{16}\b|\b[0-9a-f]{64}\b", "[digest]", text)
    text = re.sub(r"(?<!\d)\d{1,2}:\d{2}(:\d{2})?(\.\d+)?([+-]\d\d:?\d\d)?", "[time]", text)
    return re.sub(r"\d+(\s*)(秒|分钟|小时|天)(?=[^\d]|$)", r"N\1\2", text)


def _ids(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in known.items() if len(value) == 32)
