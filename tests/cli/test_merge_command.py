"""`jiqun merge`: both changes are taken, a conflict is listed and mine is kept."""

import json


def answers(path):
    return json.loads(path.read_text(encoding="utf-8"))["answers"]


def test_changes_of_different_answers_are_both_taken(jiqun, changed, tmp_path):
    base = changed("base.json")
    mine = changed("mine.json", operator="甲园区管委会")
    theirs = changed("theirs.json", area_km2="50.00")
    done = jiqun("merge", base, mine, theirs, "--to", tmp_path / "merged.json")
    assert done.status == 0
    merged = answers(tmp_path / "merged.json")
    assert merged["operator"] == "甲园区管委会"
    assert merged["area_km2"] == "50.00"


def test_change_of_the_same_answer_is_a_conflict_with_three_texts(jiqun, changed, tmp_path):
    base = changed("base.json", operator="旧园区")
    mine = changed("mine.json", operator="甲园区")
    theirs = changed("theirs.json", operator="乙园区")
    done = jiqun("merge", base, mine, theirs, "--to", tmp_path / "merged.json")
    assert done.status == 1
    assert answers(tmp_path / "merged.json")["operator"] == "甲园区"
    for text in ("旧园区", "甲园区", "乙园区"):
        assert text in done.out
