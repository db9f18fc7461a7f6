"""True forms: what the clerk of an invented cluster would write down, each figure worked out from
the enterprises with fractions and rounded half up to what the form prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from random import Random
from typing import Any

import rows as lists
from enterprises import ALL_YEARS, TRADES, YEARS, Enterprise, Trade, found
from words import (
    FORMULA,
    OPERATORS,
    PLACES,
    PLAN_TEXTS,
    SUMMARIES,
    person,
    phone,
    plan_text,
    summary,
)

Data = dict[str, Any]
_FINE = Context(prec=60)
NONE = "无"


def true_form(draw: Random) -> Data:
    """A true application as plain objects (application.json)."""
    return _Writer(draw).written()


def exact(value: Fraction) -> Decimal:
    """To 60 digits."""
    return _FINE.divide(Decimal(value.numerator), Decimal(value.denominator))


def printed(value: Fraction) -> str:
    """Two decimals, half up."""
    return format(exact(value).quantize(Decimal("0.01"), ROUND_HALF_UP, _FINE), "f")


def growth(before: Fraction, after: Fraction) -> str:
    """In percent; 无 where nothing was there before."""
    return printed((after / before - 1) * 100) if before else NONE


def yearly_rate(before: Fraction, after: Fraction, years: int) -> str:
    """The average yearly rate in percent; 无 where nothing was there before."""
    if not before:
        return NONE
    power = _FINE.power(exact(after / before), _FINE.divide(Decimal(1), Decimal(years)))
    return printed((Fraction(power) - 1) * 100)


class _Writer:
    def __init__(self, draw: Random) -> None:
        self.draw = draw
        self.trade: Trade = draw.choice(TRADES)
        self.city, self.county = draw.choice(PLACES)
        self.firms = found(draw, self.trade)
        self.answers: Data = {}
        self.lists: dict[str, list[dict[str, str]]] = {}
        self.evidence: list[dict[str, str]] = []

    def written(self) -> Data:
        for write in (self._people, self._output, self._research, self._digital, self._green):
            write()
        self._work()
        self._plan()
        return {
            "form": "ningxia-2026",
            "answers": self.answers,
            "evidence": self.evidence,
            "lists": self.lists,
            "explanations": {},
        }

    # Sums over the enterprises ---------------------------------------------------------------

    def total(
        self,
        year: str,
        amount: Callable[[Enterprise], Fraction | int],
        among: Callable[[Enterprise], bool] = lambda firm: True,
    ) -> Fraction:
        firms = (f for f in self.firms if f.there(year) and among(f))
        return sum((Fraction(amount(f)) for f in firms), Fraction(0))

    def small_total(self, year: str, amount: Callable[[Enterprise], Fraction | int]) -> Fraction:
        return self.total(year, amount, lambda firm: firm.is_small[year])

    def put_years(self, field: str, text: Callable[[str], str]) -> None:
        self.answers[field] = {year: text(year) for year in YEARS}

    def prove(self, target: str) -> None:
        kind = self.draw.choice(("authority", "third_party", "self_declaration"))
        self.evidence.append({"for": target, "file": f"{target}.pdf", "kind": kind})

    # The parts of the form -------------------------------------------------------------------

    def _people(self) -> None:
        draw, county = self.draw, self.county
        operator = draw.choice(OPERATORS).format(county=county, trade=self.trade.name)
        contact, operator_contact = person(draw), person(draw)
        number = phone(draw, self.city)
        count = len(self.firms)
        area = {"primary": draw.uniform(0.2, 0.9), "tertiary": draw.uniform(0.01, 0.2)}
        each = area.get(self.trade.sector, draw.uniform(0.02, 0.6))
        self.answers |= {
            "cluster_name": f"{county}{self.trade.name}产业集群",
            "city": self.city,
            "county": county,
            "county_authority": f"{county}工业和信息化局",
            "operator": operator,
            "application_date": f"2026-{draw.randint(1, 6):02}-{draw.randint(1, 28):02}",
            "cover_contact": f"{contact} {number}",
            "county_contact": contact,
            "county_phone": number,
            "operator_contact": operator_contact,
            "operator_phone": phone(draw, self.city),
            "area_km2": printed(
                Fraction(max(0.05, min(each * count, 99))).limit_denominator(10**4)
            ),
            "industry_sector": self.trade.sector,
            "restricted_industry": "no",
            "major_incident": "no",
            "serious_violation": "no",
            "energy_benchmark_met": draw.choice(("yes", "na")),
            "water_benchmark_met": draw.choice(("yes", "na")),
            "city_level_recognised": draw.choice(("yes", "no")),
        }

    def _output(self) -> None:
        total = {y: self.total(y, lambda f, y=y: f.output[y]) for y in ALL_YEARS}
        lead = {y: self.total(y, lambda f, y=y: f.output[y] * f.leading) for y in ALL_YEARS}
        small = {y: self.small_total(y, lambda f, y=y: f.output[y]) for y in ALL_YEARS}
        self.put_years("total_output", lambda y: printed(total[y] / 10000))
        self.put_years("sme_output_share", lambda y: printed(small[y] / total[y] * 100))
        self.put_years("leading_output_share", lambda y: printed(lead[y] / total[y] * 100))
        self.put_years("leading_output_growth", lambda y: growth(lead[_before(y)], lead[y]))
        if lead["2022"] and lead["2023"]:
            three = yearly_rate(lead["2022"], lead["2025"], 3)
            two = yearly_rate(lead["2023"], lead["2025"], 2)
            rates = [lead[y] / lead[_before(y)] - 1 for y in YEARS]
            mean = printed(sum(rates, Fraction(0)) / 3 * 100)
            self.answers["leading_output_cagr"] = self.draw.choice((three, two, mean))
        else:
            self.answers["leading_output_cagr"] = NONE
        self.lead, self.whole = lead, total
        self.put_years("enterprise_count", lambda y: str(self.total(y, lambda f: 1)))
        self.put_years("sme_count", lambda y: str(self.small_total(y, lambda f: 1)))
        for field, title in (
            ("specialised_sme_count", "specialised"),
            ("little_giant_count", "little_giant"),
            ("single_champion_count", "champion"),
            ("high_tech_count", "high_tech"),
            ("innovative_sme_count", "innovative"),
        ):
            count = {y: sum(f.holds(title, y) for f in self.firms) for y in YEARS}
            self._count(field, count.__getitem__)
        foreign = {y: self.total(y, lambda f, y=y: f.foreign[y]) for y in ALL_YEARS}
        export = {y: self.total(y, lambda f, y=y: f.export[y]) for y in ALL_YEARS}
        self.put_years("fdi_cumulative_growth", lambda y: growth(foreign["2022"], foreign[y]))
        self.put_years("export_cumulative_growth", lambda y: growth(export["2022"], export[y]))

    def _research(self) -> None:
        rd = {y: self.small_total(y, lambda f, y=y: f.rd[y]) for y in ALL_YEARS}
        revenue = {y: self.small_total(y, lambda f, y=y: f.output[y]) for y in ALL_YEARS}
        self.put_years("rd_intensity", lambda y: printed(rd[y] / revenue[y] * 100))
        self.put_years("rd_growth", lambda y: growth(rd[_before(y)], rd[y]))
        self.rd = rd
        self._standards()
        self._platforms()
        staff = int(self.small_total("2025", lambda f: f.staff["2025"]))
        researchers = int(self.small_total("2025", lambda f: f.rd_staff))
        patents = lists.patents(self.draw, self.trade, self._some(0.02))
        stock = sum(row["granted"] < "2023" for row in patents)
        self.lists["patents"] = patents
        self.answers |= {
            "sme_employees": str(staff),
            "rd_staff_share": printed(Fraction(researchers, staff) * 100),
            "pct_applications": self.draw.choice(("0", "无", "2", "7")),
            "valid_patents": str(len(patents) or self.draw.choice("0无")),
            "patent_growth": yearly_rate(Fraction(stock), Fraction(len(patents)), 3),
            "patents_per_10k_employees": printed(Fraction(len(patents) * 10000, staff)),
        }
        if patents:
            self.prove("valid_patents")
        else:
            self.answers["patents_per_10k_employees"] = self.draw.choice(("0.00", "无"))

    def _some(self, rate: float) -> int:
        """A number of things that grows with the cluster; often none."""
        if self.draw.random() < 0.25:
            return 0
        return int(len(self.firms) * rate * self.draw.uniform(0.5, 6)) + self.draw.randint(0, 4)

    def _count(self, field: str, count: Callable[[str], int]) -> None:
        """A count a year; none is written as 0 or 无."""
        self.put_years(field, lambda year: str(count(year) or self.draw.choice("0无")))

    def _standards(self) -> None:
        rows = lists.standards(self.draw, self.trade, self._some(0.01))
        self.lists["standards"] = rows
        for level, word in lists.LEVELS.items():
            for role, ranks in (("led", lists.LED), ("joined", lists.JOINED)):
                found = Counter(
                    r["year"] for r in rows if r["level"] == word and int(r["rank"]) in ranks
                )
                self._count(f"standards_{level}_{role}", found.__getitem__)

    def _platforms(self) -> None:
        self.lists["platforms"] = []
        wanted = {"national": ("国家级", (0, 0, 1)), "provincial": ("省级", range(6))}
        for field, (level, counts) in {**wanted, "other": ("其他", range(6))}.items():
            rows = lists.platforms(self.trade, self.county, level, self.draw.choice(counts))
            self.lists["platforms"] += rows
            self.answers[f"{field}_platforms_count"] = str(len(rows) or NONE)
            self.answers[f"{field}_platforms_names"] = "、".join(r["name"] for r in rows) or NONE
            if rows:
                self.prove(f"{field}_platforms_count")

    def _digital(self) -> None:
        count = len([f for f in self.firms if f.there("2025")])
        cloud = sum(f.on_cloud for f in self.firms)
        small = [f for f in self.firms if f.is_small["2025"]]
        online = Fraction(sum(f.on_platform for f in small), len(small)) * 100
        self.answers |= {
            "cloud_share": printed(Fraction(cloud, count) * 100) if cloud else NONE,
            "industrial_internet_share": printed(online) if online else NONE,
        }
        spend = {y: self.total(y, lambda f, y=y: f.software[y]) for y in YEARS}
        rising = spend["2025"] >= spend["2023"] > 0
        self.answers["software_adoption_rising"] = "yes" if rising else "no"
        self.put_years("software_spend", lambda y: printed(spend[y]) if spend[y] else NONE)

    def _green(self) -> None:
        draw, is_industry = self.draw, self.trade.sector == "secondary"
        intensity = _near(draw.uniform(*self.trade.co2))
        self.intensity = intensity
        fall = {"2023": Fraction(113, 100), "2024": Fraction(105, 100), "2025": Fraction(1)}
        self.put_years("co2_intensity", lambda y: printed(intensity * fall[y]))
        measured = draw.random() < 0.6
        self.answers |= {
            "carbon_monitoring": "yes" if measured else "no",
            "co2_intensity_formula": FORMULA,
            "energy_intensity_reduction": printed(Fraction(draw.randint(-300, 2200), 100)),
            "solid_waste_utilisation": NONE,
            "solid_waste_above_average": "na",
            "water_reuse": NONE,
            "water_reuse_above_average": "na",
        }
        if is_industry:
            for field in ("solid_waste", "water_reuse"):
                value = field if field == "water_reuse" else "solid_waste_utilisation"
                self.answers[value] = printed(Fraction(draw.randint(3000, 10000), 100))
                self.answers[f"{field}_above_average"] = draw.choice(("yes", "no"))
        if measured:
            self.prove("carbon_monitoring")
        self.lists["green"] = []
        for field, kind in lists.GREEN.items():
            count = draw.choice((0, 0, 0, 1, 2, 4)) if is_industry else 0
            self.lists["green"] += lists.green(self.trade, self.county, kind, count)
            self.answers[field] = str(count or draw.choice("0无"))
            if count:
                self.prove(field)

    def _work(self) -> None:
        """Ticks with their proof, summaries that fit them, branches abroad."""
        for field, options in WORK.items():
            ticked = sorted(self.draw.sample(options, self.draw.randint(1, len(options))))
            self.answers[field] = ticked
            for option in ticked:
                self.prove(f"{field}.{option}")
        for field in SUMMARIES:
            self.answers[field] = summary(self.draw, field, self.trade.goods)
        branches = self.draw.choice((0, 0, 0, 1, 3))
        self.answers["overseas_branches"] = str(branches or self.draw.choice("0无"))
        self.lists["overseas_branches"] = lists.branches(self.trade, branches)
        if branches:
            self.prove("overseas_branches")

    def _plan(self) -> None:
        for field in PLAN_TEXTS:
            self.answers[field] = plan_text(self.draw, field, self.county, self.trade.goods)
        draw, answers = self.draw, self.answers
        tiers = [
            int(answers[f"{tier}_count"]["2025"].replace("无", "0"))
            for tier in ("specialised_sme", "little_giant", "innovative_sme")
        ]
        quality = draw.randint(max(tiers), sum(tiers))
        rate = draw.choice(
            (
                yearly_rate(self.whole["2023"], self.whole["2025"], 2),
                growth(self.whole["2024"], self.whole["2025"]),
                answers["leading_output_cagr"],
            )
        )
        rd = Fraction(round(self.rd["2025"] * 100), 100)
        rd_path = [rd * Fraction(11, 10) ** n for n in range(4)]
        patents = int(answers["valid_patents"].replace("无", "0"))
        internet = Fraction(answers["industrial_internet_share"].replace("无", "0"))
        co2 = self.intensity * self.whole["2025"] / 10000 * Fraction(draw.randint(70, 150), 100)
        energy = Fraction(draw.randint(5, 300), 100)
        answers["plan_targets"] = [
            _row("output_growth", rate, str(draw.randint(10, 25)), *self._between(draw)),
            _row("quality_sme_count", str(quality), str(quality + draw.randint(3, 9))),
            _row("rd_spend", *(printed(rd_path[n]) for n in (0, 3, 1, 2))),
            _row(
                "invention_patents",
                str(patents),
                str(-(-patents * 1521 // 1000) + draw.randint(0, 9)),
            ),
            _row(
                "industrial_internet", printed(internet), printed(max(internet + 2, Fraction(46)))
            ),
            _row("co2", printed(co2), printed(co2 * Fraction(draw.randint(600, 800), 1000))),
            _row("energy_intensity", printed(energy), printed(energy * Fraction(8, 10))),
            _row("cooperation", "已与境外企业建立联系", "建成稳定的境外合作机制"),
            _row("governance", "设有促进机构", "形成共商共建共享的治理体系"),
        ]

    def _between(self, draw: Random) -> Iterable[str]:
        """Rates of the years between, in any order: a rate need not rise."""
        return (str(draw.randint(10, 30)), str(draw.randint(10, 30))) if draw.random() < 0.5 else ()


def _near(value: float) -> Fraction:
    return Fraction(value).limit_denominator(10**4)


def _before(year: str) -> str:
    return str(int(year) - 1)


def _row(indicator: str, baseline: str, target: str, *between: str) -> Data:
    row: Data = {"indicator": indicator, "baseline": baseline, "2028": target}
    return row | dict(zip(("2026", "2027"), between, strict=False))


WORK = {
    "chain_strengthening_work": ["chain_map", "challenge_list", "innovation_consortium"],
    "chain_collaboration_work": ["shared_equipment", "shared_logistics", "shared_factory"],
    "quality_brand_work": ["quality_management", "quality_diagnosis", "brand_operation"],
    "digital_service_work": ["solution_providers", "integration_management"],
    "digital_models_work": ["provincial_pilot", "innovative_application"],
    "green_work": ["energy_diagnosis", "carbon_accounting", "cleaner_production"],
    "cooperation_work": ["overseas_parks", "leading_introduction", "expo"],
    "governance_work": ["promotion_body", "policy_outreach", "safety_control"],
    "service_platforms": ["provincial_platform", "service_platform"],
    "public_services": ["information", "training", "financing", "management_consulting"],
}
