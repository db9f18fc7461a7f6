"""Five hundred filled-in forms, true ones and faulty ones: always the same, made from one seed.

They are made from the shipped example by changing what stands in its JSON, so they need nothing of
the engine and stay the same whatever is renamed in it.
"""

from __future__ import annotations

import copy
import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "中宁枸杞.json"
SEED, COUNT = 20261128, 500
ODD = (
    *(
        "",
        "无",
        "约九家",
        "12.345",
        "-3",
        "0",
        "１２．５％",
        "1,234",
        "1e3",
        "99999999999999999999",
    ),
    *("四十亿", "2025年3月", "0953-5021234", "13995001234", "是", "XX", "/", "见附件", " 12.30 "),
    *(
        "2026-02-30",
        "91640521MA76XXXX0X",
        "长" * 230,
        "第一行\n第二行",
        "<b>粗</b>",
        "=1+1",
        "100.01",
    ),
)
Data = dict[str, Any]


def forms() -> dict[str, Data]:
    """By name: "true-000" …, whose figures are moved together, and "faulty-000" …"""
    draw = random.Random(SEED)
    example = json.loads(EXAMPLE.read_text("utf-8"))
    made = {}
    for number in range(COUNT):
        data = copy.deepcopy(example)
        if number % 5 == 0:
            _scale(draw, data)
            made[f"true-{number:03}"] = data
        else:
            for _ in range(draw.choice((1, 1, 2, 3, 8))):
                draw.choice((_replace, _replace, _nudge, _nudge, _remove, _rows, _evidence))(
                    draw, data
                )
            made[f"faulty-{number:03}"] = data
    return made


def _scale(draw: random.Random, data: Data) -> None:
    """The whole output larger or smaller: growth and shares stay what they are."""
    factor = Decimal(draw.choice(("2", "0.5", "10", "3")))
    series = data["answers"]["total_output"]
    for year, value in series.items():
        series[year] = str((Decimal(str(value)) * factor).quantize(Decimal("0.01")))


def _places(answers: Data) -> list[tuple[Any, Any]]:
    """Every answer as (what holds it, its key): fields, years, plan rows."""
    found: list[tuple[Any, Any]] = []
    for key, value in answers.items():
        if isinstance(value, dict):
            found += [(value, year) for year in value]
        elif value and isinstance(value, list) and isinstance(value[0], dict):
            found += [(row, part) for row in value for part in row]
        else:
            found.append((answers, key))
    return found


def _replace(draw: random.Random, data: Data) -> None:
    holder, key = draw.choice(_places(data["answers"]))
    holder[key] = draw.choice(ODD)


def _nudge(draw: random.Random, data: Data) -> None:
    """A figure a little or much off."""
    figures = [(h, k) for h, k in _places(data["answers"]) if _is_figure(h[k])]
    holder, key = draw.choice(figures)
    step = Decimal(draw.choice(("0.01", "-0.01", "0.1", "1", "-1", "37", "10000")))
    holder[key] = str(Decimal(str(holder[key])) + step)


def _remove(draw: random.Random, data: Data) -> None:
    holder, key = draw.choice(_places(data["answers"]))
    del holder[key]


def _rows(draw: random.Random, data: Data) -> None:
    """A row of a list gone, doubled, or without one of its cells."""
    lists = [rows for rows in data.get("lists", {}).values() if rows]
    if not lists:
        return
    rows = draw.choice(lists)
    row = draw.choice(rows)
    what = draw.choice(("gone", "twice", "cell"))
    if what == "gone":
        rows.remove(row)
    elif what == "twice":
        rows.append(copy.deepcopy(row))
    elif row:
        del row[draw.choice(sorted(row))]


def _evidence(draw: random.Random, data: Data) -> None:
    if data.get("evidence"):
        data["evidence"].remove(draw.choice(data["evidence"]))


def _is_figure(value: Any) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except ArithmeticError:
        return False
