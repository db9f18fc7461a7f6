"""Run the worked cases 样例 of an edition: do the changed answers give the findings they say."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

from jiqun.engine.answers import Answers, read_answers
from jiqun.engine.definition import Address, Edition, Notebook, cell
from jiqun.engine.definition.case_reading import Case, Plain, plain, read_cases
from jiqun.engine.definition.source import read_yaml
from jiqun.engine.findings.assess import assess
from jiqun.engine.findings.finding import Facts, Finding


def cases_of(edition: Edition) -> tuple[Case, ...]:
    """The cases of the edition's application; raises DefinitionError where one cannot be read."""
    notebook = Notebook()
    cases = read_cases(edition.folder / "application", edition.folder, notebook)
    notebook.stop_if_any()
    return cases


def answers_of(edition: Edition, case: Case) -> tuple[Answers, Facts]:
    """The answers and facts of a case: its base with its changes."""
    notebook = Notebook()
    data = read_base(edition.folder / "application", edition.folder, case.base, notebook)
    notebook.stop_if_any()
    changed = _changed(data if isinstance(data, dict) else {}, case.changes)
    return read_answers(edition.form, changed), _facts(case.changes.get("facts", {}))


def read_base(folder: Path, root: Path, name: str, notebook: Notebook) -> Plain:
    """The answers a case starts from, written as in application.json."""
    entry = read_yaml(folder / "cases" / "bases" / f"{name}.yaml", root, notebook)
    return plain(entry) if entry else {}


def run_case(edition: Edition, case: Case) -> tuple[Finding, ...]:
    """The findings a case really has."""
    return assess(edition, *answers_of(edition, case)).findings


def signature(finding: Finding) -> str:
    """A finding as a case writes it: under the key of its explanation."""
    return finding.key


def _changed(base: Mapping[str, Plain], changes: Mapping[str, Plain]) -> dict[str, Plain]:
    data = deepcopy(dict(base))
    parts = {"answers": "change", "lists": "lists", "explanations": "explanations"}
    for key, name in parts.items():
        data[key] = _merged(data.get(key, {}), changes.get(name, {}))
    if "form" in changes:
        data["form"] = changes["form"]
    evidence, changed_evidence = data.get("evidence", []), changes.get("evidence", {})
    if isinstance(evidence, list) and isinstance(changed_evidence, dict):
        without = changed_evidence.get("without", [])
        data["evidence"] = [
            *(e for e in evidence if not (isinstance(e, dict) and e["for"] in without)),
            *(
                {"for": e, "file": f"{e}.pdf", "kind": "authority"}
                for e in changed_evidence.get("with", [])
            ),
        ]
    return _merge_mapping(data, changes.get("extra", {}))


def _merged(old: Plain, new: Plain) -> Plain:
    """The old with the new in it: mappings by key, rows by indicator or by number from 1."""
    if isinstance(new, dict) and isinstance(old, dict):
        return _merge_mapping(old, new)
    if isinstance(new, dict) and isinstance(old, list):
        rows = {_row_name(row, n): row for n, row in enumerate(old, 1)}
        merged = _merge_mapping(rows, {k: _named(v, k, old) for k, v in new.items()})
        return list(merged.values())
    return new


def _merge_mapping(old: Mapping[str, Plain], new: Plain) -> dict[str, Plain]:
    merged = dict(old)
    for key, value in new.items() if isinstance(new, dict) else ():
        if value == "":
            merged.pop(key, None)
        else:
            merged[key] = _merged(merged.get(key, ""), value)
    return merged


def _row_name(row: Plain, number: int) -> str:
    name = row.get("indicator") if isinstance(row, dict) else None
    return name if isinstance(name, str) else str(number)


def _named(row: Plain, name: str, rows: list[Plain]) -> Plain:
    """A plan row carries its name; other rows have none."""
    named = any(isinstance(other, dict) and "indicator" in other for other in rows)
    return {"indicator": name, **row} if named and isinstance(row, dict) else row


def _facts(plain: Plain) -> Facts:
    facts = plain if isinstance(plain, dict) else {}
    ledger: dict[Address, Decimal] = {}
    figures = facts.get("ledger", {})
    for field, value in figures.items() if isinstance(figures, dict) else ():
        if isinstance(value, dict):
            ledger.update({cell(field, year): Decimal(str(v)) for year, v in value.items()})
        else:
            ledger[cell(field)] = Decimal(str(value))
    before = facts.get("leading_output_before")
    return Facts(
        ledger=ledger,
        leading_output_before=Decimal(str(before)) if before else None,
        for_submission=facts.get("for_submission") == "yes",
    )
