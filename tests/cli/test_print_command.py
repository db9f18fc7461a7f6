"""`jiqun print`: the three papers, the blank form, the report, and what does not fit."""

import json
from pathlib import Path

from pypdfium2 import PdfDocument

EXAMPLE = Path(__file__).parents[2] / "examples" / "中宁枸杞.json"


def test_each_format_is_written_by_its_ending(jiqun, tmp_path):
    for ending, begin in ((".docx", b"PK"), (".pdf", b"%PDF-"), (".html", b"<!doctype html>")):
        target = tmp_path / "deep" / f"form{ending}"
        done = jiqun("print", EXAMPLE, "--to", target)
        assert done.status == 0, done
        assert target.read_bytes()[: len(begin)].lower() == begin.lower()
    assert not list(tmp_path.rglob(".jiqun-*"))


def test_paper_is_a_draft_until_it_is_said_to_be_final(jiqun, tmp_path):
    target = tmp_path / "form.html"
    for arguments, draft in (((EXAMPLE,), True), ((EXAMPLE, "--final"), False)):
        assert jiqun("print", *arguments, "--to", target).status == 0
        assert (">草稿<" in target.read_text(encoding="utf-8")) == draft
    assert jiqun("print", "--blank", "ningxia-2026", "--to", target).status == 0
    assert "草稿" not in target.read_text(encoding="utf-8")


def test_paper_for_a_print_shop_has_blank_pages_and_is_a_pdf(jiqun, tmp_path):
    pages = []
    for more in ((), ("--duplex",)):
        target = tmp_path / "form.pdf"
        assert jiqun("print", EXAMPLE, "--to", target, "--final", *more).status == 0
        pages.append(len(PdfDocument(target)))
    assert pages == [12, 21]
    done = jiqun("print", EXAMPLE, "--to", tmp_path / "form.docx", "--duplex")
    assert done.status == 2 and "印刷版只能写成 .pdf" in done.err


def test_blank_form_is_printed_and_the_report_names_every_sheet(jiqun, tmp_path):
    report = tmp_path / "fit.json"
    target = tmp_path / "blank.docx"
    done = jiqun("print", "--blank", "ningxia-2026", "--to", target, "--report", report)
    assert done.status == 0
    sheets = json.loads(report.read_text(encoding="utf-8"))
    assert list(sheets)[:3] == ["cover", "instructions", "part_1"]
    assert all(sheet["fits"] for sheet in sheets.values())


def test_answers_that_cannot_fit_are_told_and_nothing_is_written(jiqun, changed, tmp_path):
    words = " ".join(["internationalisation" * 3] * 200)
    target = tmp_path / "form.pdf"
    done = jiqun("print", changed(cooperation_summary=words), "--to", target)
    assert done.status == 1
    assert "六、开放合作情况" in done.out
    assert not target.exists()


def test_unknown_ending_and_unknown_edition_are_told(jiqun, tmp_path):
    assert jiqun("print", EXAMPLE, "--to", tmp_path / "form.odt").status == 2
    done = jiqun("print", "--blank", "mars-1999", "--to", tmp_path / "form.docx")
    assert done.status == 2
    assert "ningxia-2026" in done.err


def test_place_that_cannot_be_written_is_told(jiqun, tmp_path):
    (tmp_path / "file").write_text("")
    done = jiqun("print", EXAMPLE, "--to", tmp_path / "file" / "form.docx")
    assert done.status == 2
    assert "不能写入" in done.err
