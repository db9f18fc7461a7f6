"""Recognition standards 认定标准 as typed objects: requirements with their numbers and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jiqun.engine.definition.check import NamedNumber
from jiqun.engine.definition.formula_reading import read_expression, read_numbers, read_template
from jiqun.engine.definition.source import Entry, Notebook, SourcePlace, read_yaml
from jiqun.engine.expressions import Expression, Template

STANDARDS_FOLDER = "standards"
STATUSES = ("verified", "open")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One requirement of a standard: met where its condition is certainly true.

    `status` is open where its number could not be confirmed: then it is never decided, and only
    the figures are shown. `applies` (where given) says for whom it is a requirement at all.
    """

    id: str
    label: str
    condition: Expression
    figures: Template
    source: str
    status: str
    place: SourcePlace
    applies: Expression | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """A recognition standard: its requirements in order, and the numbers they use.

    `remark` is shown beside a requirement of numbers that fails.
    """

    id: str
    title: str
    source: str
    criteria: tuple[Criterion, ...]
    numbers: Mapping[str, NamedNumber]
    place: SourcePlace
    remark: str = ""


def read_standard(path: Path, root: Path, notebook: Notebook) -> Standard | None:
    """The standard of a file standards/*.yaml; None when it cannot be parsed at all."""
    entry = read_yaml(path, root, notebook)
    if entry is None:
        return None
    numbers, remark = entry.get("numbers"), entry.get("remark")
    source = entry.need("source").text()
    criteria = (_criterion(i, e, source) for i, e in entry.need("requirements").pairs())
    standard = Standard(
        id=path.stem,
        title=entry.need("title").text(),
        source=source,
        criteria=tuple(c for c in criteria if c is not None),
        numbers=read_numbers(numbers) if numbers else {},
        place=entry.place,
        remark=remark.text() if remark else "",
    )
    entry.finish()
    return standard


def _criterion(criterion_id: str, entry: Entry, source: str) -> Criterion | None:
    applies, own_source = entry.get("applies"), entry.get("source")
    label, status = entry.need("label").text(), entry.need("status").one_of(STATUSES)
    condition = read_expression(entry.need("condition"))
    figures = read_template(entry.need("figures"))
    entry.finish()
    if condition is None or figures is None:
        return None
    return Criterion(
        id=criterion_id,
        label=label,
        condition=condition,
        figures=figures,
        source=own_source.text() if own_source else source,
        status=status,
        place=entry.place,
        applies=read_expression(applies) if applies else None,
    )
