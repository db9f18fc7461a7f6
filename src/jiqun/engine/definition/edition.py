"""An edition 年度版: one folder of official forms of one issuer and year, read once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jiqun.engine.definition.check import CheckList
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.layout import Layout
from jiqun.engine.definition.standard import Standard


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition as typed objects: its application form, its paper, checks and standards."""

    id: str
    title: str
    issuer: str
    region: str
    base_year: int
    folder: Path
    form: Form
    layout: Layout
    checks: CheckList
    standards: tuple[Standard, ...]
