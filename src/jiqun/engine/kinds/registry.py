"""The table of kinds, one row a kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jiqun.engine.kinds import (
    choice,
    choices,
    count,
    date,
    datetime,
    decimal,
    derived,
    division,
    document_number,
    file,
    industry,
    percent,
    person,
    phone,
    points,
    reference,
    rows,
    signature,
    targets,
    text,
    uscc,
    year,
    yes_no,
)
from jiqun.engine.kinds.kind import Kind

_ROWS = (
    text.KIND,
    person.KIND,
    phone.KIND,
    decimal.KIND,
    percent.KIND,
    count.KIND,
    points.KIND,
    date.KIND,
    datetime.KIND,
    year.KIND,
    division.KIND,
    choice.KIND,
    yes_no.KIND,
    choices.KIND,
    targets.KIND,
    rows.KIND,
    signature.KIND,
    document_number.KIND,
    uscc.KIND,
    industry.KIND,
    file.KIND,
    reference.KIND,
    derived.KIND,
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.id: kind for kind in _ROWS})
"""Every kind by the name forms use."""
