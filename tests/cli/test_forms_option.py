"""Every command works for any form, and for editions outside the package: --forms, JIQUN_FORMS."""

import json
import shutil
from pathlib import Path

import pytest

EDITIONS = Path(__file__).parents[1] / "engine" / "editions"
EXAMPLE = Path(__file__).parents[2] / "examples" / "中宁枸杞.json"
STATEMENT = "hebei-2028/onsite_statement"


@pytest.fixture
def statement(tmp_path):
    path = tmp_path / "意见.json"
    data = {"form": STATEMENT, "answers": {"seen_companies": 3, "statement": "情况属实。"}}
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_json_is_checked_as_the_form_it_names(jiqun, statement):
    done = jiqun("check", statement, "--json", "--forms", EDITIONS)
    assert done.status == 0
    assert done.lines()[0]["findings"] == []


def test_form_of_a_folder_that_is_not_named_is_unknown(jiqun, statement):
    done = jiqun("check", statement, "--json")
    assert "unknown_form" in {f["code"] for f in done.lines()[0]["findings"]}


def test_folders_of_the_setting_are_looked_at(jiqun, statement, monkeypatch, tmp_path):
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("JIQUN_FORMS", f"{tmp_path / 'empty'}:{EDITIONS}")
    assert jiqun("check", statement, "--json").lines()[0]["findings"] == []
    assert STATEMENT in jiqun("editions").out


def test_unknown_form_is_read_as_the_newest_edition(jiqun, changed):
    path = changed()
    text = path.read_text(encoding="utf-8").replace("ningxia-2026", "ningxia-1999", 1)
    path.write_text(text, encoding="utf-8")
    found = jiqun("check", path, "--json", "--forms", EDITIONS).lines()[0]["findings"]
    assert "unknown_form" in {f["code"] for f in found}
    assert "cluster_name" not in {f["field"] for f in found}  # both forms ask for it
    assert "company_count" in {f["field"] for f in found}  # only the newest does


def test_own_paper_is_printed_with_a_remark_and_read_again(jiqun, statement, tmp_path):
    word, back = tmp_path / "意见.docx", tmp_path / "读回.json"
    done = jiqun("print", statement, "--to", word, "--forms", EDITIONS)
    assert done.status == 0
    assert "未经核定" in done.out
    done = jiqun("read", word, "--to", back, "--form", STATEMENT, "--forms", EDITIONS)
    assert done.status == 0
    read = json.loads(back.read_text(encoding="utf-8"))
    assert read["form"] == STATEMENT
    assert read["answers"] == {"seen_companies": "3", "statement": "情况属实。"}


def test_blank_form_is_printed_by_edition_and_form(jiqun, tmp_path):
    for name in ("hebei-2028", "hebei-2028/application", STATEMENT):
        target = tmp_path / "空白表.html"
        done = jiqun("print", "--blank", name, "--to", target, "--forms", EDITIONS)
        assert done.status == 0
        title = "现场核查意见" if name == STATEMENT else "河北省特色产业集群申请表"
        assert title in target.read_text(encoding="utf-8")
        assert ("未经核定" in done.out) == (name == STATEMENT)


def test_form_without_paper_is_not_printed_and_not_read(jiqun, statement, tmp_path):
    target, word = tmp_path / "年度报告.docx", tmp_path / "意见.docx"
    report = "hebei-2028/yearly_report"
    done = jiqun("print", "--blank", report, "--to", target, "--forms", EDITIONS)
    assert (done.status, target.exists()) == (2, False)
    assert "“年度报告”没有规定打印格式" in done.err
    jiqun("print", statement, "--to", word, "--forms", EDITIONS)
    done = jiqun("read", word, "--to", tmp_path / "x.json", "--form", report, "--forms", EDITIONS)
    assert (done.status, (tmp_path / "x.json").exists()) == (2, False)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mars-1999", "没有年度版“mars-1999”。现有：gansu-2026、"),
        ("hebei-2028/landing", "年度版“hebei-2028”没有表“landing”。"),
    ],
)
def test_unknown_form_on_the_command_line_names_those_there_are(jiqun, tmp_path, name, words):
    target = tmp_path / "x.docx"
    done = jiqun("print", "--blank", name, "--to", target, "--forms", EDITIONS)
    assert done.status == 2
    assert words in done.err
    word = EDITIONS.parents[1] / "samples" / "海原肉牛-外来.docx"
    done = jiqun("read", word, "--to", target, "--form", name, "--forms", EDITIONS)
    assert done.status == 2
    assert words in done.err


def test_one_id_in_two_folders_is_told_with_both(jiqun, tmp_path):
    shutil.copytree(EDITIONS / "yunnan-2027", tmp_path / "yunnan-2027")
    done = jiqun("editions", "--forms", EDITIONS, "--forms", tmp_path)
    assert done.status == 2
    assert str(EDITIONS / "yunnan-2027") in done.err
    assert str(tmp_path / "yunnan-2027") in done.err


def test_folder_that_is_none_is_told(jiqun, tmp_path):
    done = jiqun("check", EXAMPLE, "--forms", tmp_path / "没有")
    assert done.status == 2
    assert "没有这个文件夹" in done.err


def test_forms_are_linted_listed_and_compared_by_id(jiqun):
    assert jiqun("lint", "hebei-2028", "--forms", EDITIONS).status == 0
    listed = jiqun("editions", "--forms", EDITIONS).out
    assert all(name in listed for name in ("ningxia-2026", "yunnan-2027", STATEMENT))
    done = jiqun("diff-editions", "hebei-2028", "yunnan-2027", "--forms", EDITIONS)
    assert "取消表“onsite_statement”（现场核查意见）。" in done.out


def test_outcome_as_json_names_edition_form_and_revision(jiqun, statement):
    (line,) = jiqun("check", statement, "--json", "--forms", EDITIONS).lines()
    assert line["edition"] == "hebei-2028"
    assert line["form"] == STATEMENT
    assert line["revision"] == "2028.0"
