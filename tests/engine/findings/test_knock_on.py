"""What a correction opens besides: what follows by formula, and what shares a check with it."""

from __future__ import annotations

from pathlib import Path

from jiqun.engine import find_form, knock_on

FORM = find_form("ningxia-2026", (Path("forms"),))


def test_growth_rate_is_opened_with_the_figures_it_is_worked_out_from() -> None:
    opened = knock_on(FORM, ["total_output"])
    assert "leading_output_growth" in opened
    one = opened["leading_output_growth"]
    assert one.through == "total_output" and "总产值" in one.why
    assert "cluster_name" not in opened and "total_output" not in opened


def test_count_and_the_text_that_names_its_things_are_opened_together() -> None:
    named = next(f for f in FORM.fields.values() if f.names_for)
    assert named.id in knock_on(FORM, [named.names_for])
    assert named.names_for in knock_on(FORM, [named.id])


def test_counts_of_one_list_are_opened_together() -> None:
    counting = [f.id for f in FORM.fields.values() if f.rows and f.rows.list]
    lists = {FORM.fields[name].rows.list for name in counting}  # type: ignore[union-attr]
    several = next(
        found
        for one in lists
        if len(found := [n for n in counting if FORM.fields[n].rows.list == one]) > 1  # type: ignore[union-attr]
    )
    assert set(several[1:]) <= {*knock_on(FORM, several[:1])}


def test_answer_that_nothing_depends_on_opens_nothing() -> None:
    assert knock_on(FORM, ["county_contact"]) == {}
    assert knock_on(FORM, ["no_such_field"]) == {}


def test_every_check_over_several_answers_opens_the_others() -> None:
    """What is not opened could never be set right by who corrected the first."""
    for check in FORM.checks.checks:
        if check.condition is None or len(check.fields) != 1 or check.rows:
            continue
        others = (check.condition.names & {*FORM.fields}) - {*check.fields}
        assert others <= {*knock_on(FORM, check.fields)}, check.code
