"""The stages 阶段 of an application, as a table: in which one who may edit it."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.records.organisations.roles import COUNTY, OPERATOR, in_group


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: what it is called, and the roles that may edit the application in it."""

    id: str
    label: str
    editable_by: frozenset[str]


FILLING = "filling"

STAGES = {stage.id: stage for stage in (Stage(FILLING, "填报中", in_group(COUNTY, OPERATOR)),)}
