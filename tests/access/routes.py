"""The table of routes and who may what (authz_matrix.yaml), and the routes there really are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.records.evidence.sample_files import PDF

ATTACHED = "attached:"
"""Before the names of routes of a further form of an application: test_stages.py."""
FILING = "filing:"
"""Before the names of routes, and of things, of a filing without an application."""
TABLE = Path(__file__).with_name("authz_matrix.yaml")


@dataclass(frozen=True)
class Row:
    """A route: what stands in its address besides the ids of the world, its query, what a change
    sends (as a form, or as JSON), and what each role is told for GET and for POST."""

    route: str
    told: Mapping[str, Mapping[str, str]]
    named: Mapping[str, str]
    query: str = ""
    form: Mapping[str, Any] | None = None
    data: Any = None

    @property
    def title(self) -> str:
        """How the row is called in the names of tests."""
        return "-".join([self.route, *self.named.values()]) + (
            f"?{self.query}" if self.query else ""
        )

    @property
    def parts(self) -> list[str]:
        """The names of what stands in the address."""
        return _parts_of_addresses().get(self.route, [])

    @property
    def space(self) -> str:
        """What stands before the names of the ids in its address: nothing for an application's."""
        return FILING if self.route.startswith(FILING) else ""

    def address(self, ids: Mapping[str, str]) -> str:
        """The address, with these ids of a county's things."""
        own = {
            name.removeprefix(self.space): id_
            for name, id_ in ids.items()
            if name.startswith(self.space)
        }
        known = {**ids, **own, **self.named}
        address = reverse(self.route, kwargs={name: known[name] for name in self.parts})
        return f"{address}?{self.query}" if self.query else address

    def post(self, client: Client, address: str, **more: Any) -> HttpResponse:
        """Send what a change sends; `more` goes along at every level of it."""
        if self.data is not None:
            body = json.dumps({**_widened(self.data, more), **more})
            return client.post(address, body, content_type="application/json")
        form = {name: _file(value) for name, value in (self.form or {}).items()}
        return client.post(address, {**form, **more})


def rows() -> list[Row]:
    """The rows of the table."""
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    roles = table["roles"]

    def told(cells: str) -> dict[str, str]:
        words = cells.split()
        assert len(words) == len(roles), cells
        return dict(zip(roles, words, strict=True))

    found = [
        Row(
            row["route"],
            {method: told(row[method]) for method in ("GET", "POST")},
            row.get("with", {}),
            row.get("query", ""),
            row.get("form"),
            row.get("json"),
        )
        for row in table["routes"]
    ]
    alike = {name.removeprefix(FILING) for name in route_names() if name.startswith(FILING)}
    return [*found, *(_at_a_filing(row) for row in found if row.route in alike)]


def _at_a_filing(row: Row) -> Row:
    told = {
        method: {**cells, "operator": cells["other_operator"]} for method, cells in row.told.items()
    }
    return replace(row, route=f"{FILING}{row.route}", told=told)


def route_names() -> list[str]:
    """The names of all routes there are; a route without a name stands there by its pattern."""
    names = [name or str(pattern.pattern) for name, pattern in _patterns(get_resolver())]
    return [name for name in names if not name.startswith(ATTACHED)]


@cache
def _parts_of_addresses() -> dict[str, list[str]]:
    """What stands in the address of each route."""
    found: dict[str, list[str]] = {}

    def walk(resolver: URLResolver, space: str, above: list[str]) -> None:
        for one in resolver.url_patterns:
            names = [*above, *one.pattern.converters]
            if isinstance(one, URLResolver):
                walk(one, _within(space, one), names)
            elif one.name:
                found[space + one.name] = names

    walk(get_resolver(), "", [])
    return found


def _patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its name, which is empty where it has none."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one, _within(space, one))
        else:
            yield (space + one.name if one.name else ""), one


def _within(space: str, resolver: URLResolver) -> str:
    return f"{space}{resolver.namespace}:" if resolver.namespace else space


def _file(value: Any) -> Any:
    return SimpleUploadedFile("证明.pdf", PDF) if value == "a file" else value


def _widened(data: Any, more: Mapping[str, Any]) -> Any:
    """The JSON with more members in every object inside of it."""
    if isinstance(data, list):
        return [_widened(item, more) for item in data]
    if isinstance(data, dict):
        # What belongs to the change itself stays.
        inside = {name: _widened(value, more) for name, value in data.items()}
        return {**more, **inside}
    return data
