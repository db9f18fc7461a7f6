"""What is missing is one number everywhere: on the home page, in the column of each part, on the
list of checks and its report, and at the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from jiqun.cli import main
from jiqun.records.filings.queries import interchange

PARTS = range(1, 10)
FORMS: dict[str, dict[str, object]] = {
    "empty": {},
    "one answer": {"total_output:2024": "94.72"},
    "begun": {
        "operator": "中宁枸杞产业服务中心",
        "total_output:2024": "abc",
        "plan_goals_2026": "建成两条深加工生产线，提高精深加工率。",
    },
    "plan with a wrong row": {
        "plan_targets:co2": {"indicator": "co2", "baseline": "abc", "2028": "1.40"},
    },
}


def number(pattern: str, page: str) -> int:
    found = re.search(pattern, page)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("name", FORMS)
def test_unfilled_and_errors_are_the_same_numbers_in_every_place(
    desk: Any, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.fill(FORMS[name])
    checks, report = desk.page("checks/"), desk.page("checks/print/")
    home = desk.client().get("/").content.decode()
    columns = [desk.page(f"part/{part}/") for part in PARTS]
    kept = tmp_path / "form.json"
    kept.write_text(json.dumps(interchange(desk.fresh().filing), ensure_ascii=False), "utf-8")
    main(["check", str(kept)])
    terminal = capsys.readouterr().out
    unfilled = {
        "home": number(r"(\d+) 项未填", home),
        "checks": number(r"还有 (\d+) 项未填", checks),
        "report": number(r"未填 (\d+) 项", report),
        "columns": sum(number(r'data-missing="(\d+)"', column) for column in columns),
        "terminal": number(r"○ 未填 (\d+) 项", terminal),
        "what is not filled in": number(r"</b>/(\d+) 项已填", home)
        - number(r"<b>(\d+)</b>/", home),
    }
    errors = {
        "home": number(r"(\d+) 处需改", home),
        "checks": number(r"强制性 (\d+) 条", checks),
        "report": number(r"强制性 (\d+) 条", report),
        "columns": sum(number(r'data-errors="(\d+)"', column) for column in columns),
        "terminal": number(r"✕ 强制性 (\d+) 条", terminal),
    }
    assert len(set(unfilled.values())) == 1, unfilled
    assert len(set(errors.values())) == 1, errors
    assert unfilled["home"] > 100
    assert bool(errors["home"]) is ("abc" in str(FORMS[name]))
