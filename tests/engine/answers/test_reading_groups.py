"""Reading apart gives what reading the whole gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.engine.answers import Answers, join_answers, read_answers, reading_groups
from jiqun.engine.definition import Form
from proofs import times

Data = dict[str, dict[str, object]]


def _known(form: Form, data: dict[str, object]) -> Data:
    """What of the data has a place in the form, for only that is ever read apart."""
    places = {"answers": form.fields, "lists": form.lists}
    found: Data = {}
    for name in ("answers", "lists", "explanations"):
        content = data.get(name)
        content = content if isinstance(content, dict) else {}
        found[name] = {k: v for k, v in content.items() if k in places.get(name, content)}
    return found


def _read_apart(form: Form, data: Data) -> Answers:
    groups = reading_groups(form)
    parts: list[dict[str, object]] = [
        {"answers": {f: v for f, v in data["answers"].items() if groups[f] == group}}
        for group in dict.fromkeys(groups.values())
    ]
    parts += [{"lists": {id_: data["lists"][id_]}} for id_ in form.lists if id_ in data["lists"]]
    parts.append({"explanations": data["explanations"]})
    return join_answers(form, (read_answers(form, part) for part in parts))


@pytest.mark.proof("answers")
@settings(max_examples=times("answers"), deadline=None, derandomize=True)
@given(data=st.data())
def test_answers_read_apart_equal_the_whole(
    form: Form, generated: Callable[[st.DataObject], dict[str, object]], data: st.DataObject
) -> None:
    known = _known(form, generated(data))
    apart, whole = _read_apart(form, known), read_answers(form, known)
    assert (apart.cells, apart.targets) == (whole.cells, whole.targets)
    assert (apart.lists, apart.explanations) == (whole.lists, whole.explanations)
    for name in ("problems", "leftovers"):
        ours, theirs = (sorted(map(repr, getattr(a, name))) for a in (apart, whole))
        assert ours == theirs


def test_division_is_read_with_the_one_it_lies_in(form: Form) -> None:
    groups = reading_groups(form)
    assert groups["county"] == groups["city"]
    assert groups["operator"] == "operator"
    given = {"city": "640500", "county": "640122"}
    apart = _read_apart(form, {"answers": given, "lists": {}, "explanations": {}})
    assert [problem.code for problem in apart.problems] == ["not_a_division"]
