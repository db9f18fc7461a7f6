"""`jiqun read`: our own Word file comes back equal; a stranger's with a report."""

import json
from pathlib import Path

import pytest
from tests.engine.reading.moved_filings import FILLED, moved, without_marks

from jiqun.cli import main
from jiqun.engine import load_edition, read_answers, read_json, write_answers

EXAMPLE = Path(__file__).parents[2] / "examples" / "中宁枸杞.json"
FOREIGN = Path(__file__).parents[1] / "samples" / "海原肉牛-外来.docx"


def test_own_word_file_comes_back_with_equal_answers(jiqun, tmp_path, form):
    word, back, report = (tmp_path / name for name in ("a.docx", "a.json", "report.json"))
    assert jiqun("print", EXAMPLE, "--to", word).status == 0
    assert jiqun("read", word, "--to", back, "--report", report).status == 0
    data = read_json(EXAMPLE.read_bytes())
    before = read_answers(form, {"form": data["form"], "answers": data["answers"]})
    after = read_answers(form, read_json(back.read_bytes()))
    assert write_answers(before) == write_answers(after)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert set(told["readers"].values()) == {"tag"}


def test_foreign_file_is_read_by_labels_and_what_is_unclear_is_said(jiqun, tmp_path):
    back = tmp_path / "b.json"
    done = jiqun("read", FOREIGN, "--to", back)
    assert done.status == 0
    answers = json.loads(back.read_text(encoding="utf-8"))["answers"]
    assert answers["cluster_name"] == "海原县肉牛产业集群"
    assert answers["total_output"]["2025"] == "70.39"
    assert "与官方表格不同的地方" in done.out


def test_file_of_another_kind_is_refused(jiqun, tmp_path):
    old = tmp_path / "old.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    done = jiqun("read", old, "--to", tmp_path / "x.json")
    assert done.status == 2
    assert ".docx" in done.err
    fake = tmp_path / "fake.docx"
    fake.write_bytes(old.read_bytes())
    assert jiqun("read", fake, "--to", tmp_path / "x.json").status == 2
    assert not (tmp_path / "x.json").exists()


def test_foreign_file_is_recognised_and_the_report_says_how_sure_it_is(jiqun, tmp_path):
    report = tmp_path / "report.json"
    done = jiqun("read", FOREIGN, "--to", tmp_path / "b.json", "--report", report)
    assert done.status == 0 and "按文字认出是" in done.out
    told = json.loads(report.read_text(encoding="utf-8"))["recognition"]
    assert (told["form"], told["certainty"]) == ("ningxia-2026", "recognised")
    assert told["share"] > 0.6


def test_file_of_an_edition_nobody_knows_asks_for_the_form(jiqun, tmp_path):
    forms, word, back = tmp_path / "forms", tmp_path / "a.docx", tmp_path / "a.json"
    forms.mkdir()
    done = jiqun("new-edition", "ningxia-2026", forms / "ningxia-2027", "--base-year", "2026")
    assert done.status == 0
    blank = ("print", "--blank", "ningxia-2027", "--to", word, "--forms", forms)
    assert jiqun(*blank).status == 0
    assert jiqun("read", word, "--to", back, "--forms", forms).status == 0
    assert json.loads(back.read_text(encoding="utf-8"))["form"] == "ningxia-2027"
    back.unlink()
    done = jiqun("read", word, "--to", back)
    assert (done.status, back.exists()) == (2, False)
    assert "--form ningxia-2026" in done.err and "ningxia-2027" in done.err
    assert jiqun("check", word).status == 2
    done = jiqun("read", word, "--to", back, "--form", "ningxia-2026")
    assert done.status == 0 and "ningxia-2027" in done.out


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """The shipped edition copied for the next year, as the command copies it."""
    folder = tmp_path_factory.mktemp("forms") / "ningxia-2027"
    assert main(["new-edition", "ningxia-2026", str(folder), "--base-year", "2026"]) == 0
    return load_edition(folder)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILLED)
@pytest.mark.parametrize("marked", [True, False])
def test_copied_edition_keeps_all_answers_through_word(jiqun, copied, tmp_path, name, marked):
    written = write_answers(moved(copied, name))
    file, word, back = (tmp_path / name for name in ("a.json", "a.docx", "b.json"))
    file.write_text(json.dumps(written, ensure_ascii=False), "utf-8")
    forms = ("--forms", copied.folder.parent)
    assert jiqun("print", file, "--to", word, *forms).status == 0
    if not marked:
        word.write_bytes(without_marks(word.read_bytes()))
    assert jiqun("read", word, "--to", back, *forms).status == 0
    read = json.loads(back.read_text("utf-8"))
    assert (read["form"], read["answers"]) == (written["form"], written["answers"])
