"""Enterprises of an invented cluster, with exact figures of four years: what a ledger would hold.

Money is in 万元. Sizes, growth, shares and titles are drawn as widely as clusters of the region may
have them: from six farms to six hundred works, shrinking, new, without export, without patents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

YEARS = ("2023", "2024", "2025")
ALL_YEARS = ("2022", *YEARS)

Yearly = dict[str, Fraction]


@dataclass(frozen=True)
class Trade:
    """What kind of cluster: its sector, words for it, usual output a head and carbon intensity."""

    sector: str
    name: str
    goods: str
    per_head: tuple[int, int]
    co2: tuple[float, float]
    median_output: int


TRADES = (
    Trade("primary", "枸杞种植", "枸杞鲜果", (8, 40), (0.05, 0.6), 600),
    Trade("primary", "肉牛养殖", "肉牛", (15, 90), (0.2, 1.5), 900),
    Trade("primary", "冷凉蔬菜", "菜心", (8, 35), (0.03, 0.4), 400),
    Trade("secondary", "枸杞深加工", "枸杞原浆", (40, 160), (0.1, 1.2), 3000),
    Trade("secondary", "葡萄酒", "葡萄酒", (25, 110), (0.1, 0.9), 1500),
    Trade("secondary", "乳制品", "液态奶", (80, 400), (0.1, 0.8), 9000),
    Trade("secondary", "精细化工", "染料中间体", (90, 500), (1.5, 9.0), 9000),
    Trade("secondary", "铝镁合金", "镁合金锭", (100, 700), (3.0, 14.0), 12000),
    Trade("secondary", "数控机床", "数控车床", (40, 180), (0.05, 0.5), 4000),
    Trade("secondary", "羊绒纺织", "羊绒衫", (20, 90), (0.1, 0.9), 1800),
    Trade("secondary", "光伏材料", "单晶硅棒", (120, 900), (0.8, 5.0), 20000),
    Trade("secondary", "仪器仪表", "控制阀", (35, 150), (0.03, 0.4), 3500),
    Trade("tertiary", "云计算服务", "算力服务", (60, 350), (0.1, 1.5), 4000),
    Trade("tertiary", "现代物流", "冷链运输", (30, 160), (0.2, 1.8), 2000),
    Trade("tertiary", "文化旅游", "研学旅行", (8, 40), (0.03, 0.4), 500),
)


@dataclass
class Enterprise:
    """One enterprise: figures by year; a year before it came has none."""

    since: int
    leading: bool
    output: Yearly
    staff: dict[str, int]
    is_small: dict[str, bool]
    rd: Yearly
    export: Yearly
    foreign: Yearly
    rd_staff: int
    on_cloud: bool
    on_platform: bool
    software: Yearly
    titles: dict[str, int] = field(default_factory=dict)

    def there(self, year: str) -> bool:
        """Whether it belongs to the cluster in a year."""
        return self.since <= int(year)

    def holds(self, title: str, year: str) -> bool:
        """Whether it holds a title at the end of a year."""
        return self.there(year) and self.titles.get(title, 9999) <= int(year)


def found(draw: Random, trade: Trade) -> list[Enterprise]:
    """The enterprises of a cluster of this trade."""
    count = int(10 ** draw.uniform(0.8, 2.6))
    mood = draw.gauss(1.10, 0.05)
    exports = draw.random() < 0.6
    foreign = draw.random() < 0.25
    inventive = draw.choice((0.0, 0.01, 0.03, 0.05))
    firms = [_firm(draw, trade, mood, exports, foreign, inventive) for _ in range(count)]
    for firm in firms[: max(4, count // 2)]:
        firm.since = 2022
    if trade.sector == "secondary" and draw.random() < 0.6:
        _make_large(draw, firms[0])
    return firms


def _make_large(draw: Random, firm: Enterprise) -> None:
    """One enterprise that leads the cluster and is no small or medium one."""
    amount = draw.uniform(5, 18) * 10000
    for year in ALL_YEARS:
        factor = Fraction(int(amount)) / firm.output[year]
        for amounts in (firm.output, firm.rd, firm.export, firm.software):
            amounts[year] *= factor
        firm.staff[year] = 1000 + int(amount / 100)
        firm.is_small[year] = False
        amount = min(amount * draw.uniform(0.95, 1.25), 190_000)
    firm.titles.clear()


def _firm(
    draw: Random, trade: Trade, mood: float, exports: bool, foreign: bool, inventive: float
) -> Enterprise:
    since = draw.choice((2022,) * 17 + (2023, 2024, 2025))
    amount = min(trade.median_output * 2.718 ** draw.gauss(0, 1.0), 180_000)
    output: Yearly = {}
    for year in ALL_YEARS:
        output[year] = Fraction(int(amount * 100), 100)
        amount = min(max(amount * draw.gauss(mood, 0.08), 20), 190_000)
    per_head = draw.uniform(*trade.per_head)
    staff = {year: max(3, int(float(output[year]) / per_head)) for year in ALL_YEARS}
    small = {year: staff[year] < 1000 or output[year] < 40000 for year in ALL_YEARS}
    part = Fraction(draw.randint(0, 6000), 10**5) if draw.random() < 0.7 else Fraction(0)
    sold = Fraction(draw.randint(0, 40), 100) if exports and draw.random() < 0.3 else Fraction(0)
    rd_growth = {year: Fraction(draw.randint(95, 112), 100) for year in ALL_YEARS}
    spend = Fraction(draw.randint(0, 60), 10**4) if draw.random() < 0.5 else Fraction(0)
    firm = Enterprise(
        since=since,
        leading=draw.random() < 0.85,
        output=output,
        staff=staff,
        is_small=small,
        rd={year: output[year] * part * rd_growth[year] for year in ALL_YEARS},
        export={year: output[year] * sold * rd_growth[year] for year in ALL_YEARS},
        foreign={
            year: Fraction(draw.randint(100, 900))
            if foreign and draw.random() < 0.2
            else Fraction(0)
            for year in ALL_YEARS
        },
        rd_staff=int(staff["2025"] * draw.uniform(0, 0.15)) if part else 0,
        on_cloud=draw.random() < 0.5,
        on_platform=draw.random() < 0.35,
        software={year: output[year] * spend for year in ALL_YEARS},
    )
    _entitle(draw, firm, inventive)
    return firm


def _entitle(draw: Random, firm: Enterprise, inventive: float) -> None:
    """Titles as they are given: a little giant 小巨人 was a specialised firm 专精特新 before."""
    if not firm.leading:
        return
    always_small = all(firm.is_small.values())
    if draw.random() < inventive * 12:
        firm.titles["high_tech"] = draw.randint(2019, 2025)
    if always_small and draw.random() < inventive * 10:
        firm.titles["innovative"] = draw.randint(2021, 2025)
    if always_small and draw.random() < inventive * 6:
        firm.titles["specialised"] = draw.randint(2020, 2025)
        if draw.random() < 0.2:
            firm.titles["little_giant"] = min(2025, firm.titles["specialised"] + 1)
    if draw.random() < inventive:
        firm.titles["champion"] = draw.randint(2020, 2025)
