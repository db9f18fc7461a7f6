"""A county of the demonstration and its cluster: what is said of each, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class CountyState(Enum):
    """How far a county's application is; the value is what people are told of it."""

    NOT_STARTED = "还没有开始申报"
    BEGUN = "刚开始填"
    HALF_FILLED = "填了一半"
    WITH_MISTAKES = "填完，有几处要改"
    READY = "可以定稿"
    EXAMPLE = "填完的样例"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster by the figures that the others follow from.

    `output` is that of the first of the three years, in 亿元; `growth` is in percent, of the
    leading industry in that year and of the whole in the two after it; `tilt` is how many points
    its shares lie above the usual ones; `co2` is in 吨 per 万元; `energy` says whether the
    benchmark of industries that take much energy is met. `mistakes` are answers that stand in
    place of the right ones, and `unproven` is a tick without its evidence.
    """

    goods: str
    chain: str
    operator: str
    contact: str
    output: str
    growth: tuple[str, str, str]
    firms: int
    staff: int
    patents: int
    tilt: str
    co2: str = "0.42"
    area: str = "12.60"
    sector: str = "secondary"
    energy: str = "na"
    filled_to: int = 8  # the last part that is filled in
    begun_with: int = 0  # how many answers, where no more are filled in
    mistakes: Mapping[str, object] = field(default_factory=dict)
    unproven: str = ""


@dataclass(frozen=True, slots=True)
class County:
    """A county, the user name and the name of its head, and how far it is. `division` is empty
    where it has no code of GB/T 2260, and `office` is named where it is called otherwise."""

    username: str
    name: str
    division: str
    head: str
    state: CountyState = CountyState.NOT_STARTED
    cluster: Cluster | None = None
    city: str = ""
    office_name: str = ""

    @property
    def office(self) -> str:
        """What its office is called."""
        return self.office_name or f"{self.name}工业和信息化局"
