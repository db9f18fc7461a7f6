"""Rows of the lists of an invented cluster: standards, platforms, patents, titles, branches."""

from __future__ import annotations

from random import Random

from enterprises import YEARS, Trade

Rows = list[dict[str, str]]
LEVELS = {"international": "国际", "national": "国家", "industry": "行业", "group": "团体"}
LED, JOINED = range(1, 4), range(4, 99)
GREEN = {
    "green_factories": "绿色工厂",
    "green_parks": "绿色工业园区",
    "green_supply_chain_enterprises": "绿色供应链管理企业",
    "green_products": "绿色设计产品",
}
_SIGNS = {"国际": "ISO", "国家": "GB/T", "行业": "NY/T", "团体": "T/NXPA"}
_PLATFORMS = {
    "国家级": "国家{goods}加工技术研发专业中心",
    "省级": "自治区{goods}工程技术研究中心（{n}号，含中试、检测）",
    "其他": "{county}{goods}创新服务站（{n}）",
}
_COUNTRIES = ("哈萨克斯坦", "阿联酋", "马来西亚")


def day(draw: Random, year: int) -> str:
    """A day of a year."""
    return f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"


def patents(draw: Random, trade: Trade, count: int) -> Rows:
    """Patents in force; those of farms are partly varieties of plants."""
    rows = []
    for n in range(count):
        year = draw.choice((2018, 2020, 2021, 2022, 2022, 2023, 2024, 2025))
        is_plant = trade.sector == "primary" and draw.random() < 0.3
        number = f"CNA{year}{n:05}" if is_plant else f"ZL{year}1{n:07}.{n % 10}"
        rows.append(
            {
                "number": number,
                "name": f"一种{trade.goods}的加工方法及装置（{n + 1}）",
                "kind": "植物新品种" if is_plant else "发明专利",
                "granted": day(draw, year),
            }
        )
    return rows


def standards(draw: Random, trade: Trade, count: int) -> Rows:
    """Standards of the three years."""
    rows = []
    for n in range(count):
        level, year = draw.choice(list(_SIGNS)), draw.choice(YEARS)
        rows.append(
            {
                "number": f"{_SIGNS[level]} {30000 + n}-{year}",
                "name": f"{trade.goods}质量要求 第{n + 1}部分",
                "level": level,
                "year": year,
                "rank": str(draw.randint(1, 8)),
            }
        )
    return rows


def platforms(trade: Trade, county: str, level: str, count: int) -> Rows:
    """Platforms of a level; their names have marks inside brackets."""
    pattern = _PLATFORMS[level]
    names = [pattern.format(goods=trade.goods, county=county, n=n + 1) for n in range(count)]
    return [{"name": name, "level": level, "awarded": "2023"} for name in names]


def green(trade: Trade, county: str, kind: str, count: int) -> Rows:
    """Green titles of a kind."""
    names = [f"{county}{trade.goods}{'甲乙丙丁'[n]}公司" for n in range(count)]
    return [{"name": name, "kind": kind, "awarded": "2024"} for name in names]


def branches(trade: Trade, count: int) -> Rows:
    """Branches abroad."""
    return [
        {"name": f"{trade.goods}（{country}）有限公司", "country": country}
        for country in _COUNTRIES[:count]
    ]
