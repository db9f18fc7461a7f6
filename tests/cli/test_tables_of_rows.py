"""The on-site statement from the command line: checked, printed, read back, linted, merged."""

import json
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "forms" / "ningxia-2026" / "onsite_statement"
NAME = "ningxia-2026/onsite_statement"


@pytest.fixture
def answers():
    text = (FOLDER / "cases" / "bases" / "中宁枸杞.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)["answers"]


@pytest.fixture
def statement(answers, tmp_path):
    """The statement as a JSON file, with some answers changed."""

    def write(**changed):
        path = tmp_path / "说明.json"
        data = {"form": NAME, "answers": {**answers, **changed}}
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def test_statement_is_checked_by_the_form_it_names(jiqun, statement):
    done = jiqun("check", statement(), "--json")
    assert (done.status, done.lines()[0]["findings"]) == (0, [])


def test_findings_in_rows_are_told_with_row_and_column(jiqun, statement, answers):
    inspectors = [{**answers["inspectors"][0], "no_interest": "no"}, *answers["inspectors"][1:]]
    done = jiqun("check", statement(inspectors=inspectors), "--json")
    assert done.status == 1
    (finding,) = done.lines()[0]["findings"]
    assert finding["code"] == "not_independent"
    place = {key: finding[key] for key in ("field", "option", "row", "period")}
    assert place == {"field": "inspectors", "option": None, "row": "1", "period": "no_interest"}
    assert "核查人员“马建军”没有声明" in jiqun("check", statement(inspectors=inspectors)).out


def test_row_that_is_none_is_told_and_the_rest_is_checked(jiqun, statement, answers):
    figures = {**answers["figures"], "total_outputs": {"verified": "1"}}
    found = jiqun("check", statement(figures=figures), "--json").lines()[0]["findings"]
    assert [(f["code"], f["row"]) for f in found] == [("unknown_field", "total_outputs")]


@pytest.mark.parametrize("ending", ["docx", "pdf", "html"])
def test_statement_is_printed_with_the_remark_that_its_paper_is_ours(
    jiqun, statement, tmp_path, ending
):
    target = tmp_path / f"说明.{ending}"
    done = jiqun("print", statement(), "--to", target)
    assert done.status == 0
    assert "未经核定" in done.out
    assert target.stat().st_size > 10_000


def test_word_file_comes_back_with_equal_answers(jiqun, statement, answers, tmp_path):
    word, back, report = (tmp_path / name for name in ("a.docx", "a.json", "report.json"))
    jiqun("print", statement(), "--to", word)
    assert jiqun("read", word, "--to", back, "--form", NAME, "--report", report).status == 0
    read = json.loads(back.read_text(encoding="utf-8"))
    assert read["form"] == NAME
    assert read["answers"]["inspectors"] == answers["inspectors"]
    assert read["answers"]["vetoes"] == answers["vetoes"]
    assert len(read["answers"]["figures"]) == 22
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["conflicts"], told["unclear"]) == ([], [])
    assert jiqun("check", back, "--json").lines()[0]["findings"] == []


def test_blank_statement_reads_as_nothing(jiqun, tmp_path):
    word, back = tmp_path / "空白.docx", tmp_path / "空白.json"
    assert jiqun("print", "--blank", NAME, "--to", word).status == 0
    assert jiqun("read", word, "--to", back, "--form", NAME).status == 0
    assert json.loads(back.read_text(encoding="utf-8"))["answers"] == {}


def test_edition_with_the_statement_is_sound_and_its_cases_come_out(jiqun):
    done = jiqun("lint", "ningxia-2026")
    assert done.status == 0, done.out


def test_rows_of_two_people_are_merged(jiqun, statement, answers, tmp_path):
    base = statement()
    sides = {}
    for name, unit in (("甲", "unit"), ("乙", "post")):
        rows = [{**answers["inspectors"][0], unit: f"{name}所改"}, *answers["inspectors"][1:]]
        data = {"form": NAME, "answers": {**answers, "inspectors": rows}}
        sides[name] = tmp_path / f"{name}.json"
        sides[name].write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    target = tmp_path / "合并.json"
    done = jiqun("merge", base, sides["甲"], sides["乙"], "--to", target)
    assert done.status == 0, done.err
    (first, *_) = json.loads(target.read_text(encoding="utf-8"))["answers"]["inspectors"]
    assert (first["unit"], first["post"]) == ("甲所改", "乙所改")


@pytest.fixture
def source(changed):
    """The option that names the application, with some of its answers changed."""

    def option(**answers):
        return "--source", f"application={changed('申报.json', **answers)}"

    return option


def test_statement_is_compared_with_the_application_that_is_named(jiqun, statement, source):
    assert jiqun("check", statement(), *source(), "--json").lines()[0]["findings"] == []
    output = {"2023": "89.02", "2024": "94.72", "2025": "120.00"}
    done = jiqun("check", statement(), *source(total_output=output), "--json")
    places = {(f["code"], f["row"]) for f in done.lines()[0]["findings"]}
    assert ("verified_differs", "total_output_base_year") in places
    assert done.lines()[0]["values"]["figures"]["total_output_base_year"]["reported"] == "120.00"


def test_paper_of_the_statement_shows_what_was_reported(jiqun, statement, source, tmp_path):
    page = tmp_path / "说明.html"
    assert jiqun("print", statement(), "--to", page, *source(cluster_name="某集群")).status == 0
    assert "某集群（中宁县" in page.read_text(encoding="utf-8")
    assert jiqun("print", statement(), "--to", page).status == 0
    assert "某集群" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("application", "--source 要写成 名称=文件"),
        ("ledger={file}", "不引用“ledger”。它引用的表：application。"),
        ("application={file}.json", "没有找到文件"),
        ("application={own}", "“application”应当是“ningxia-2026”的表，"),
    ],
)
def test_source_that_cannot_be_one_is_refused(jiqun, statement, changed, tmp_path, told, words):
    form = statement()
    told = told.format(file=changed("申报.json"), own=form)
    for command in (("check", form), ("print", form, "--to", tmp_path / "x.pdf")):
        done = jiqun(*command, "--source", told)
        assert done.status == 2
        assert words in done.out + done.err


def test_form_of_an_edition_nobody_knows_is_neither_printed_nor_compared(
    jiqun, statement, changed, tmp_path
):
    foreign = changed("明年.json")
    data = json.loads(foreign.read_text(encoding="utf-8"))
    foreign.write_text(json.dumps({**data, "form": "ningxia-2031"}), encoding="utf-8")
    for command in (
        ("print", foreign, "--to", tmp_path / "x.docx"),
        ("check", statement(), "--source", f"application={foreign}"),
        ("print", statement(), "--to", tmp_path / "x.docx", "--source", f"application={foreign}"),
    ):
        done = jiqun(*command)
        assert done.status == 2
        assert "写明是“ningxia-2031”的表，这里没有这个表" in done.out + done.err
    assert not (tmp_path / "x.docx").exists()
    codes = [f["code"] for f in jiqun("check", foreign, "--json").lines()[0]["findings"]]
    assert "unknown_form" in codes
