"""Run the worked cases 样例 of an edition: do the changed answers give the findings they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from jiqun.engine.answers import Answers, UnusableInput, read_answers
from jiqun.engine.definition import (
    Address,
    Case,
    Edition,
    Form,
    Mistake,
    Notebook,
    cell,
    lint,
    read_cases,
    read_edition,
    read_yaml,
)
from jiqun.engine.definition.case_reading import Plain, base_of, plain
from jiqun.engine.findings.assess import assess
from jiqun.engine.findings.finding import Facts, Finding

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")
_NAMED = ("ledger", "for_submission", "sources", "explained_standard")
"""What is no figure of a form."""


def find_mistakes(folder: Path) -> list[Mistake]:
    """Every mistake of the edition in a folder: what lint says of its files or, once they are
    sound, of the cases of its forms."""
    return lint(folder) or run_cases(read_edition(folder.resolve()))


def run_cases(edition: Edition) -> list[Mistake]:
    """Every case of every form that comes out otherwise than it says, and how it does."""
    mistakes = [
        Mistake(case.place.file, case.place.line, text)
        for form in edition.forms.values()
        for case in cases_of(form)
        if (text := _otherwise(form, case))
    ]
    return sorted(mistakes)


def cases_of(form: Form) -> tuple[Case, ...]:
    """The cases of a form; raises DefinitionError where one cannot be read."""
    notebook = Notebook()
    cases = read_cases(form.folder, form.folder.parent, notebook)
    notebook.stop_if_any()
    return cases


def answers_of(form: Form, case: Case) -> tuple[Answers, Facts]:
    """The answers and facts of a case: its base with its changes."""
    data = _base(form, case.base)
    changed = _changed(data if isinstance(data, dict) else {}, case.changes)
    return read_answers(form, changed), _facts(form, case.changes.get("facts", {}))


def read_base(folder: Path, name: str) -> Plain:
    """The answers a case of a form's folder starts from, written as in application.json; raises
    DefinitionError where they cannot be read."""
    notebook = Notebook()
    entry = read_yaml(base_of(folder, name), folder.parent, notebook)
    notebook.stop_if_any()
    return plain(entry) if entry else {}


def _base(form: Form, name: str) -> Plain:
    """As `read_base`, for who changes nothing in it: all cases of a form start from a few."""
    path = base_of(form.folder, name)
    return _base_as_it_is(form.folder, name, path.read_bytes() if path.is_file() else b"")


@lru_cache(maxsize=8)
def _base_as_it_is(folder: Path, name: str, _content: bytes) -> Plain:
    return read_base(folder, name)


def run_case(form: Form, case: Case) -> tuple[Finding, ...]:
    """The findings a case really has."""
    return assess(*answers_of(form, case)).findings


def _otherwise(form: Form, case: Case) -> str:
    """How a case comes out otherwise than it says; empty where it does not."""
    try:
        found = Counter(finding.key for finding in run_case(form, case))
    except UnusableInput as error:
        return f"样例“{case.title}”不能核对：{error}"
    expected = Counter(case.expect)
    parts = (("多出", found - expected), ("没有", expected - found))
    said = "；".join(f"{word} {'、'.join(sorted(own.elements()))}" for word, own in parts if own)
    return f"样例“{case.title}”的结果不同：{said}。" if said else ""


def _changed(base: Mapping[str, Plain], changes: Mapping[str, Plain]) -> dict[str, Plain]:
    data = dict(base)  # nothing is changed in place
    parts = {"answers": "change", "lists": "lists", "explanations": "explanations"}
    for key, name in parts.items():
        data[key] = _merged(data.get(key, {}), changes.get(name, {}))
    if "form" in changes:
        data["form"] = changes["form"]
    evidence, changed_evidence = data.get("evidence", []), changes.get("evidence", {})
    if isinstance(evidence, list) and isinstance(changed_evidence, dict):
        without = changed_evidence.get("without", [])
        data["evidence"] = [
            *(e for e in evidence if not (isinstance(e, dict) and e.get("for") in without)),
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


def _facts(form: Form, given: Plain) -> Facts:
    facts = given if isinstance(given, dict) else {}
    ledger = facts.get("ledger", {})
    sources = facts.get("sources", {})
    return Facts(
        figures={name: _figures(own) for name, own in facts.items() if name not in _NAMED},
        sources={
            name: read_answers(form.sources[name], _base(form.sources[name], str(base)))
            for name, base in (sources.items() if isinstance(sources, dict) else ())
        },
        ledger=dict(_ledger(ledger if isinstance(ledger, dict) else {})),
        for_submission=facts.get("for_submission") == "yes",
        explained_standard=str(facts.get("explained_standard", "")),
    )


def _figures(given: Plain) -> Decimal | str | Mapping[str, Decimal]:
    if isinstance(given, dict):
        return {year: Decimal(str(figure)) for year, figure in given.items()}
    text = str(given)
    return Decimal(text) if _FIGURE.fullmatch(text) else text


def _ledger(given: Mapping[str, Plain]) -> Iterator[tuple[Address, Decimal]]:
    for field, own in given.items():
        if isinstance(own, dict):
            yield from ((cell(field, year), Decimal(str(figure))) for year, figure in own.items())
        else:
            yield cell(field), Decimal(str(own))
