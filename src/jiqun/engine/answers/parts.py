"""Take the interchange form apart into pieces by answer, and put pieces together again.

A piece is the smallest thing that is compared or merged: an answer of a year, one tick, one cell
of a target row or of a row of a table, one file of evidence, one row of a list, one explanation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from jiqun.engine.answers.interchange import canonical
from jiqun.engine.definition import Field, Form


@dataclass(frozen=True, slots=True)
class Key:
    """Which piece: `group` is a key of the interchange form, `id` a field, list or explanation
    (None where the group has none, like evidence, or could not be taken apart).

    `shape` says how the pieces of one id stand there: "value" (the one), "series" (a mapping by
    `part`), "targets" (rows by `part`, cells by `cell`), "given" (rows the form gives, the same),
    "rows" (rows that people add, known by what stands in their first column: `part`, cells by
    `cell`), "array" (entries; `part` identifies one). `nth` tells equal rows and entries apart.
    """

    group: str
    id: str | None = None
    shape: str = "value"
    part: str = ""
    cell: str = ""
    nth: int = 0


Pieces = Mapping[Key, object]


def take_apart(form: Form, data: Mapping[str, object]) -> dict[Key, object]:
    """The pieces of written answers, in order."""
    pieces: dict[Key, object] = {}
    for group, content in data.items():
        if group == "evidence" and isinstance(content, list):
            _add_entries(pieces, group, None, content, _evidence_part)
        elif group in ("answers", "lists", "explanations") and isinstance(content, dict):
            for id_, value in content.items():
                _add(form, pieces, group, id_, value)
        elif group != "form":
            pieces[Key(group)] = content
    return pieces


def put_together(form: Form, pieces: Pieces) -> dict[str, object]:
    """The interchange form of pieces."""
    data: dict[str, object] = {"form": form.name}
    added: dict[Key, dict[str, object]] = {}
    for key, value in pieces.items():
        holder = data if key.id is None else _mapping(data, key.group)
        name = key.group if key.id is None else key.id
        if key.shape == "value":
            holder[name] = value
        elif key.shape == "series":
            _mapping(holder, name)[key.part] = value
        elif key.shape == "targets":
            _target_row(_array(holder, name), key.part)[key.cell] = value
        elif key.shape == "given":
            _mapping(_mapping(holder, name), key.part)[key.cell] = value
        elif key.shape == "rows":
            row = added.get(replace(key, cell=""))
            if row is None:
                row = added[replace(key, cell="")] = {}
                _array(holder, name).append(row)
            row[key.cell] = value
        else:
            _array(holder, name).append(value)
    return data


def _add(form: Form, pieces: dict[Key, object], group: str, id_: str, value: object) -> None:
    field = form.fields.get(id_) if group == "answers" else None
    row_list = form.lists.get(id_) if group == "lists" else None
    if row_list and isinstance(value, list):
        name = next(iter((*row_list.key, *(c.id for c in row_list.columns))), "")
        _add_entries(pieces, group, id_, value, lambda row: _cell(row, name) or canonical(row))
    elif field and field.kind.several and isinstance(value, list):
        _add_entries(pieces, group, id_, value, canonical)
    elif field and field.kind.plan and isinstance(value, list):
        _add_targets(pieces, id_, value)
    elif field and field.given and isinstance(value, dict):
        _add_given(pieces, id_, value)
    elif field and field.columns and isinstance(value, list):
        _add_rows(pieces, field, value)
    elif field and field.periods and isinstance(value, dict):
        for period, content in value.items():
            pieces[Key(group, id_, "series", period)] = content
    else:
        pieces[Key(group, id_)] = value


def _add_targets(pieces: dict[Key, object], field_id: str, rows: Sequence[object]) -> None:
    seen: set[str] = set()
    times: dict[str, int] = {}
    for row in rows:
        indicator = _cell(row, "indicator")
        if not indicator or indicator in seen or not isinstance(row, dict):
            _add_entry(pieces, Key("answers", field_id, "array", canonical(row)), row, times)
            continue
        seen.add(indicator)
        for cell, content in row.items():
            if cell != "indicator":
                pieces[Key("answers", field_id, "targets", indicator, cell)] = content


def _add_given(pieces: dict[Key, object], field_id: str, rows: Mapping[str, object]) -> None:
    """The cells of the rows the form gives; what is no row stays whole."""
    for row_id, row in rows.items():
        if not isinstance(row, dict) or not row:
            pieces[Key("answers", field_id, "series", row_id)] = row
            continue
        for cell, content in row.items():
            pieces[Key("answers", field_id, "given", row_id, cell)] = content


def _add_rows(pieces: dict[Key, object], field: Field, rows: Sequence[object]) -> None:
    """The cells of the rows people add; a row that nothing names stays whole."""
    times: dict[str, int] = {}
    whole: dict[str, int] = {}
    name = head_of(field)
    for row in rows:
        if not isinstance(row, dict) or not row.get(name):
            _add_entry(pieces, Key("answers", field.id, "array", canonical(row)), row, whole)
            continue
        part = canonical(row[name])
        nth = times[part] = times.get(part, 0) + 1
        for cell, content in row.items():
            pieces[Key("answers", field.id, "rows", part, cell, nth)] = content


def head_of(field: Field) -> str:
    """The column that names a row: the first that people fill in."""
    return next((column.id for column in field.columns if column.kind.typed), "")


def _add_entries(
    pieces: dict[Key, object],
    group: str,
    id_: str | None,
    entries: Sequence[object],
    part_of: Callable[[object], str],
) -> None:
    times: dict[str, int] = {}
    for entry in entries:
        _add_entry(pieces, Key(group, id_, "array", part_of(entry)), entry, times)


def _add_entry(pieces: dict[Key, object], key: Key, entry: object, times: dict[str, int]) -> None:
    nth = times[key.part] = times.get(key.part, 0) + 1
    pieces[replace(key, nth=nth)] = entry


def _evidence_part(entry: object) -> str:
    target, file = _cell(entry, "for"), _cell(entry, "file")
    return f"{target}\n{file}" if target and file else canonical(entry)


def _cell(row: object, name: str) -> str:
    value = row.get(name) if isinstance(row, dict) else None
    return value if isinstance(value, str) else ""


def _target_row(rows: list[object], indicator: str) -> dict[str, object]:
    for row in rows:
        if isinstance(row, dict) and row.get("indicator") == indicator:
            return row
    added: dict[str, object] = {"indicator": indicator}
    rows.append(added)
    return added


def _mapping(holder: dict[str, object], key: str) -> dict[str, object]:
    mapping = holder.setdefault(key, {})
    if not isinstance(mapping, dict):
        mapping = holder[key] = {}
    return mapping


def _array(holder: dict[str, object], key: str) -> list[object]:
    array = holder.setdefault(key, [])
    if not isinstance(array, list):
        array = holder[key] = []
    return array
