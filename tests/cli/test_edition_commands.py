"""`jiqun lint`, `editions`, `new-edition`, `diff-editions`, `lock-edition` on real folders."""

import shutil
from pathlib import Path

import pytest

EDITION = Path(__file__).parents[2] / "forms" / "ningxia-2026"


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(EDITION, tmp_path / "ningxia-2026"))


def test_shipped_edition_lints_clean(jiqun):
    done = jiqun("lint", EDITION)
    assert (done.status, done.out.strip()) == (0, "没有发现错误。")


def test_mistake_is_told_with_file_and_line(jiqun, copy):
    part = copy / "application" / "parts" / "part_6.yaml"
    text = part.read_text(encoding="utf-8")
    part.write_text(text.replace("kind: count", "kind: counting"), encoding="utf-8")
    line = text.splitlines().index("    kind: count") + 1
    done = jiqun("lint", copy)
    assert done.status == 1
    assert f"application/parts/part_6.yaml 第{line}行" in done.out


def test_case_that_comes_out_otherwise_is_told_with_file_and_line(jiqun, copy):
    cases = copy / "application" / "cases" / "plan.yaml"
    text = cases.read_text(encoding="utf-8")
    assert jiqun("lint", copy).status == 0
    changed = text.replace("expect: []", "expect: [required:area_km2]", 1)
    cases.write_text(changed, encoding="utf-8")
    done = jiqun("lint", copy)
    assert done.status == 1
    assert "发现 1 处错误：" in done.out
    assert "application/cases/plan.yaml 第" in done.out
    assert "的结果不同：没有 required:area_km2。" in done.out.replace("\n", "")


def test_editions_are_listed(jiqun):
    done = jiqun("editions")
    assert done.status == 0
    assert "ningxia-2026" in done.out


def test_new_edition_moves_the_years_and_differs_in_nothing_else(jiqun, tmp_path):
    target = tmp_path / "ningxia-2027"
    done = jiqun("new-edition", "ningxia-2026", target, "--base-year", 2026)
    assert done.status == 0, done
    assert jiqun("lint", target).status == 0
    done = jiqun("diff-editions", "ningxia-2026", target)
    assert "含义改动：0 处" in done.out


def test_change_of_meaning_is_told_apart_from_wording(jiqun, copy, tmp_path):
    part = copy / "application" / "parts" / "part_2.yaml"
    text = part.read_text(encoding="utf-8")
    part.write_text(text.replace("limit: 200", "limit: 300", 1), encoding="utf-8")
    done = jiqun("diff-editions", "ningxia-2026", copy)
    assert "含义改动：1 处" in done.out
    assert "300" in done.out


def test_locked_edition_refuses_to_be_locked_after_a_change(jiqun, copy):
    assert jiqun("lock-edition", copy).status == 0
    form = copy / "application" / "form.yaml"
    form.write_text(form.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    done = jiqun("lock-edition", copy)
    assert done.status == 1
    assert "application/form.yaml" in done.out
