"""The net itself: it sees what changed, wants a reason in an issue's words, and lets nothing go."""

from __future__ import annotations

import pytest
from tests.same.baseline import FOLDER, Difference, Reason, differences, kept, reasons
from tests.same.forms import COUNT, forms
from tests.same.suite import worse


def test_changed_gone_and_new_texts_are_differences() -> None:
    found = differences("papers", {"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "x", "d": "4"})
    assert [(one.key, one.before, one.now) for one in found] == [
        ("b", "2", "x"),
        ("c", "3", None),
        ("d", None, "4"),
    ]


def test_difference_shows_the_lines_that_changed() -> None:
    lines = list(Difference("pages", "home", "一\n二\n三", "一\n2\n三").lines())
    assert lines == ["pages: home", "    -二", "    +2"]


@pytest.mark.parametrize(
    ("where", "covered"),
    [("pages: home *", True), ("pages: part *", False), ("papers: *", False)],
)
def test_reason_covers_only_what_it_names(where: str, covered: bool) -> None:
    difference = Difference("pages", "home county GET", "a", "b")
    assert Reason(where, "why", "words of the issue").covers(difference) is covered


def test_every_reason_has_the_words_of_its_issue() -> None:
    assert all(one.where and one.why and one.issue for one in reasons())


def test_test_that_asserts_less_or_lost_an_id_is_worse() -> None:
    before = {"test_a": "2 assertions\n[x]\n[y]", "test_b": "1 assertions\n"}
    assert worse(before, before) == []
    assert worse(before, {**before, "test_c": "1 assertions\n"}) == []
    for now in ("1 assertions\n[x]\n[y]", "2 assertions\n[x]"):
        assert [one.key for one in worse(before, {**before, "test_a": now})] == ["test_a"]
    assert [one.key for one in worse(before, {"test_a": before["test_a"]})] == ["test_b"]


def test_generated_forms_are_always_the_same_and_many() -> None:
    assert len(forms()) == COUNT == 500
    assert forms() == forms()


def test_baseline_holds_what_it_promises() -> None:
    outcomes = kept("outcomes")
    assert sum(key.startswith("form ") for key in outcomes) == COUNT
    assert any(key.startswith("case ") for key in outcomes)
    assert any('"code": ' in text for text in outcomes.values())
    assert len(kept("papers")) == 13 * 5
    assert {path.name.split(".")[0] for path in FOLDER.iterdir()} == {
        *("suite", "outcomes", "papers", "commands", "pages", "old-data"),
    }
