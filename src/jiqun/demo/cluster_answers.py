"""The answers of a cluster: the words of the shipped example, told of other goods, with figures
that follow from the cluster's own.

They agree with one another: growth follows from output and shares, what is reckoned from the years
and what the plan begins with from the years.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from jiqun.demo.cluster import Cluster, County
from jiqun.engine import BASELINE

_YEARS = ("2023", "2024", "2025")
_PLANNED = ("2026", "2027", "2028")
_PERCENT = Decimal(100)
_HUNDREDTH = Decimal("0.01")
_AREA_CODES = {"6401": "0951", "6402": "0952", "6403": "0953", "6404": "0954", "6405": "0955"}
# Words of the example that are of its goods alone.
_OF_THE_EXAMPLE = {"种植、加工、研发、销售": "{chain}", "冷链仓储": "仓储物流", "枸杞": "{goods}"}
# In place of the example's ticks: nobody else has a national platform or a park abroad.
_TICKED = {
    "service_platforms": ["provincial_platform", "service_platform"],
    "cooperation_work": ["cooperation_mechanism", "expo"],
}
_YEAR_BEFORE = Decimal("0.92")  # of the firms of a year, how many there were the year before


def answers_of(county: County, example: Mapping[str, Any], city: str) -> dict[str, Any]:
    """The answers of a county's cluster in the interchange form, in whatever state they are laid;
    `example` is the shipped one. Raises ValueError for a county without a cluster."""
    cluster = county.cluster
    if cluster is None:
        raise ValueError(f"{county.username} has no cluster")
    words = json.dumps(example["answers"], ensure_ascii=False)
    for its, ours in _OF_THE_EXAMPLE.items():
        words = words.replace(its, ours.format(goods=cluster.goods, chain=cluster.chain))
    answers = {**json.loads(words), **_TICKED}
    answers |= _who(county, cluster, city)
    answers |= _industry(cluster)
    answers |= _innovation(cluster)
    answers |= _digital_and_green(cluster, answers)
    answers["plan_targets"] = [
        {**row, **_plan_row(row, answers)} for row in answers["plan_targets"]
    ]
    return {"answers": answers, "lists": _lists(county, cluster, example["lists"])}


def _who(county: County, cluster: Cluster, city: str) -> dict[str, Any]:
    code = _AREA_CODES.get(county.division[:4], "0951")
    number = sum(map(ord, county.username)) % 1000
    return {
        "cluster_name": f"{county.name}{cluster.goods}产业集群",
        "city": city,
        "county": county.name,
        "county_authority": county.office,
        "operator": cluster.operator,
        "application_date": f"2026-03-{10 + number % 20:02}",
        "cover_contact": f"{county.head} {code}-6021{number:03}",
        "county_contact": county.head,
        "county_phone": f"{code}-6021{number:03}",
        "operator_contact": cluster.contact,
        "operator_phone": f"{code}-6035{number:03}",
        "area_km2": cluster.area,
        "industry_sector": cluster.sector,
        "energy_benchmark_met": cluster.energy,
    }


def _industry(cluster: Cluster) -> dict[str, Any]:
    first, *later = (Decimal(rate) for rate in cluster.growth)
    output = [Decimal(cluster.output)]
    for rate in later:
        output.append(_rounded(output[-1] * (1 + rate / _PERCENT)))
    leading = _shares("74.20", ("0", "1.35", "2.10"), cluster)
    made = [total * share for total, share in zip(output, leading, strict=True)]
    growth = [first, *(_rate(now, before) for before, now in pairwise(made))]
    firms = _rising(cluster.firms)
    innovative = _rising(cluster.firms // 5)
    return {
        "total_output": _by_year(output),
        "sme_output_share": _by_year(_shares("79.40", ("0", "0.85", "1.60"), cluster)),
        "leading_output_share": _by_year(leading),
        "leading_output_growth": _by_year(growth),
        "leading_output_cagr": str(_average(growth)),
        "enterprise_count": _by_year(firms),
        "sme_count": _by_year([number - 2 - cluster.firms // 40 for number in firms]),
        "specialised_sme_count": _by_year(_rising(cluster.firms // 9)),
        "little_giant_count": _by_year([0, cluster.firms // 90, 1 + cluster.firms // 90]),
        "single_champion_count": _by_year([0, 0, 0]),
        "high_tech_count": _by_year(_rising(cluster.firms // 14)),
        "innovative_sme_count": _by_year(innovative),
    }


def _innovation(cluster: Cluster) -> dict[str, Any]:
    per_10k = Decimal(cluster.patents) / cluster.staff * 10000
    return {
        "rd_intensity": _by_year(_shares("2.90", ("0", "0.24", "0.51"), cluster, Decimal("0.2"))),
        "national_platforms_count": "无",
        "national_platforms_names": "无",
        "provincial_platforms_names": "、".join(_platforms(cluster)),
        "sme_employees": str(cluster.staff),
        "valid_patents": str(cluster.patents),
        "patents_per_10k_employees": str(_rounded(per_10k)),
    }


def _digital_and_green(cluster: Cluster, answers: Mapping[str, Any]) -> dict[str, Any]:
    co2 = Decimal(cluster.co2)
    spent = [Decimal(cluster.firms) * Decimal(each) for each in ("1.86", "2.45", "3.12")]
    shares = ("cloud_share", "industrial_internet_share", "solid_waste_utilisation", "water_reuse")
    return {
        **{name: str(Decimal(answers[name]) + Decimal(cluster.tilt)) for name in shares},
        "software_spend": _by_year(spent),
        "co2_intensity": _by_year(
            [_rounded(co2 * Decimal(more)) for more in ("1.15", "1.07", "1")]
        ),
        "overseas_branches": "无",
    }


def _plan_row(row: Mapping[str, str], answers: Mapping[str, Any]) -> dict[str, str]:
    """What a row of the plan begins with, and its target."""
    now = {name: Decimal(answers[name]["2025"]) for name in ("total_output", "co2_intensity")}
    growth = Decimal(answers["leading_output_cagr"])
    quality = int(answers["innovative_sme_count"]["2025"]) + 2
    patents = int(answers["valid_patents"])
    internet = Decimal(answers["industrial_internet_share"])
    spent = now["total_output"] * Decimal(answers["sme_output_share"]["2025"])
    spent = _rounded(spent * Decimal(answers["rd_intensity"]["2025"]))  # 亿元 × % × % is 万元
    co2 = _rounded(now["total_output"] * now["co2_intensity"])  # 亿元 × 吨/万元 is 万吨
    match row["indicator"]:
        case "output_growth":
            return {BASELINE: str(growth), "2028": str(growth + Decimal("0.80"))}
        case "quality_sme_count":
            years = {year: str(quality + 2 * more) for more, year in enumerate(_PLANNED, 1)}
            return {BASELINE: str(quality), **years}
        case "rd_spend":
            path = dict(zip(_PLANNED, ("1.12", "1.26", "1.42"), strict=True))
            years = {year: str(_rounded(spent * Decimal(more))) for year, more in path.items()}
            return {BASELINE: str(spent), **years}
        case "invention_patents":
            return {BASELINE: str(patents), "2028": str(patents * 8 // 5 + 1)}
        case "industrial_internet":
            return {BASELINE: str(internet), "2028": str(internet + Decimal("16.50"))}
        case "co2":
            return {BASELINE: str(co2), "2028": str(_rounded(co2 * Decimal("0.80")))}
    return {}


def _lists(county: County, cluster: Cluster, example: Mapping[str, Any]) -> dict[str, Any]:
    """The lists as long as the answers say; patents granted a few in each year."""
    number = sum(map(ord, county.username)) % 90 + 10
    standards = [
        {
            **row,
            "number": row["number"].replace("NX 1", f"NX {number}"),
            "name": row["name"].replace("枸杞", cluster.goods),
        }
        for row in example["standards"]
    ]
    green = [
        {**row, "name": f"{county.name}{cluster.goods}{ending}"}
        for row, ending in zip(
            example["green"], ("有限公司", "科技有限公司", "标准产品"), strict=True
        )
    ]
    platforms = [
        {**row, "name": name}
        for row, name in zip(example["platforms"][1:], _platforms(cluster), strict=True)
    ]
    patents = [
        {
            **row,
            "number": f"ZL20{18 + one % 6}1{number:02}{one:04}.{one % 10}",
            "name": f"一种{cluster.goods}生产装置{one + 1}",
            "granted": f"20{20 + one % 6}-0{1 + one % 9}-1{one % 8}",
        }
        for one, row in enumerate(example["patents"][: cluster.patents])
    ]
    return {"standards": standards, "platforms": platforms, "patents": patents, "green": green}


def _platforms(cluster: Cluster) -> tuple[str, str]:
    return f"自治区{cluster.goods}工程技术研究中心", f"自治区{cluster.goods}产业研究院"


def _shares(
    base: str, more: tuple[str, ...], cluster: Cluster, weight: Decimal = Decimal(1)
) -> list[Decimal]:
    begin = Decimal(base) + Decimal(cluster.tilt) * weight
    return [_rounded(begin + Decimal(one)) for one in more]


def _rising(now: int) -> list[int]:
    """A number of firms in the three years, the last of which is given."""
    before = int(now * _YEAR_BEFORE)
    return [int(before * _YEAR_BEFORE), before, now]


def _by_year(values: list[Decimal] | list[int]) -> dict[str, str]:
    return dict(zip(_YEARS, map(str, values), strict=True))


def _rate(now: Decimal, before: Decimal) -> Decimal:
    return _rounded((now / before - 1) * _PERCENT)


def _average(growth: list[Decimal]) -> Decimal:
    """The yearly rate that makes as much as the rates of three years."""
    product = Decimal(1)
    for rate in growth:
        product *= 1 + rate / _PERCENT
    return _rounded((product ** (Decimal(1) / 3) - 1) * _PERCENT)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_HUNDREDTH, ROUND_HALF_UP)
