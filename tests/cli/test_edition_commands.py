"""`jiqun lint`, `editions`, `new-edition`, `diff-editions`, `lock-edition` on real folders."""

import shutil
from pathlib import Path

import pytest

SMALL = Path(__file__).parents[1] / "engine" / "editions" / "yunnan-2027"
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


@pytest.fixture
def own(tmp_path):
    """An edition outside the package whose only form lies in a folder of another name."""
    folder = Path(shutil.copytree(SMALL, tmp_path / "forms" / "yunnan-2027"))
    (folder / "application").rename(folder / "petition")
    edition = folder / "edition.yaml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace("[application]", "[petition]"), encoding="utf-8")
    return folder


def spoil_case(folder):
    path = folder / "petition" / "cases" / "output.yaml"
    text = path.read_text(encoding="utf-8")
    assert "expect: []" in text
    changed = text.replace("expect: []", "expect: [too_few_companies:company_count:2026]", 1)
    path.write_text(changed, encoding="utf-8")


def correct(folder):
    path = folder / "petition" / "checks" / "output.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("请核对。", "请核实。"), encoding="utf-8")


def test_edition_outside_is_named_by_path_or_by_id(jiqun, own, tmp_path):
    home = own.parent
    for name in (own, "yunnan-2027"):
        assert jiqun("lint", name, "--forms", home).out.strip() == "没有发现错误。"
        done = jiqun("diff-editions", name, own, "--forms", home)
        assert "含义改动：0 处" in done.out
        target = tmp_path / f"copied-{'id' if name != own else 'path'}"
        done = jiqun("new-edition", name, target, "--base-year", 2027, "--forms", home)
        assert (done.status, "检查结果" in done.out) == (0, False)
        assert jiqun("lock-edition", name, "--forms", home).status == 0
    assert "2027.0（未锁定）" not in jiqun("editions", "--forms", home).out
    assert jiqun("lint", "yunnan-2027").status == 2


def test_case_that_comes_out_otherwise_keeps_an_edition_from_being_locked(jiqun, own):
    spoil_case(own)
    done = jiqun("lock-edition", own)
    assert done.status == 1
    assert "没有锁定，原因如下：" in done.out
    assert "petition/cases/output.yaml 第" in done.out
    assert not (own / "LOCK").exists()


def test_new_edition_tells_cases_that_come_out_otherwise(jiqun, own, tmp_path):
    spoil_case(own)
    done = jiqun("new-edition", own, tmp_path / "yunnan-2028", "--base-year", 2027)
    assert done.status == 0
    assert "的结果不同：没有 too_few_companies" in done.out


def test_correction_is_signed_as_a_revision(jiqun, own, tmp_path):
    before = shutil.copytree(own, tmp_path / "before" / "yunnan-2027")
    assert jiqun("lock-edition", own).status == 0
    correct(own)
    assert "2027.0（有改动）" in jiqun("editions", "--forms", own.parent).out.replace("\n", "")
    done = jiqun("lock-edition", own, "--revise", "--by", "张三", "--why", "更正提示")
    assert done.status == 0
    assert "2027.1：" in done.out
    assert "由张三签发。更正提示" in done.out
    assert "2027.1" in jiqun("editions", "--forms", own.parent).out
    done = jiqun("diff-editions", before, own)
    assert f"{before} 的修订版：2027.0（未锁定）" in done.out.replace("\n", "")
    assert "由张三签发。更正提示" in done.out


def test_revision_that_changes_a_field_is_refused_with_what_to_do(jiqun, own):
    jiqun("lock-edition", own)
    part = own / "petition" / "parts" / "part_1.yaml"
    text = part.read_text(encoding="utf-8")
    part.write_text(text.replace("  park_name:", "  name_of_park:"), encoding="utf-8")
    for path in (own / "petition").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("park_name", "name_of_park"), encoding="utf-8")
    done = jiqun("lock-edition", own, "--revise", "--by", "张三", "--why", "改名")
    assert done.status == 1
    assert "没有签发修订版，原因如下：" in done.out


def test_signature_without_revise_is_refused(jiqun, own):
    done = jiqun("lock-edition", own, "--by", "张三")
    assert done.status == 2
    assert "--revise" in done.err
    assert not (own / "LOCK").exists()
