"""Downloads: Word, PDF, JSON and the blank form, under Chinese names, where the paper fits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

import pytest
from desk_fixtures import Desk
from django.http import HttpResponse

from jiqun.engine import PdfPool
from jiqun.engine.documents.pdf import pdf_writer
from jiqun.records.filings.models import PrintedCopy
from jiqun.screens.filling import paper_fit, typesetting

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONG = "本集群围绕主导产业持续延链补链强链，带动上下游企业协同发展。" * 60


def name_of(answer: HttpResponse) -> str:
    return unquote(answer["Content-Disposition"].partition("''")[2])


def test_word_is_named_after_the_cluster_and_its_copy_kept(own_desk: Desk) -> None:
    own_desk.fill(cluster_name="中宁县枸杞产业集群")
    answer = own_desk.post("download/word/")
    assert (answer.status_code, answer["Content-Type"]) == (200, WORD)
    assert name_of(answer) == "中宁县枸杞产业集群-申报表.docx"
    assert answer.content.startswith(b"PK")
    assert PrintedCopy.objects.filter(filing=own_desk.application.filing).count() == 1


def test_word_is_not_written_by_a_mere_link(own_desk: Desk) -> None:
    assert own_desk.get("download/word/").status_code == 405
    assert not PrintedCopy.objects.exists()


def test_pdf_of_the_same_answers_is_the_same(own_desk: Desk) -> None:
    own_desk.fill(cluster_name="中宁县枸杞产业集群")
    first, second = own_desk.get("download/pdf/"), own_desk.get("download/pdf/")
    assert first.content.startswith(b"%PDF-") and first.content == second.content
    assert first["Content-Disposition"].startswith("attachment")
    assert "frame-ancestors 'none'" in first["Content-Security-Policy"]
    assert first["X-Frame-Options"] == "DENY"


def test_paper_for_a_print_shop_is_another_file_of_the_same_answers(own_desk: Desk) -> None:
    answer = own_desk.get("download/duplex/")
    assert answer.content.startswith(b"%PDF-")
    assert answer.content != own_desk.get("download/pdf/").content
    assert answer.content == own_desk.get("download/duplex/").content
    assert name_of(answer).endswith("申报表-印刷版.pdf")
    assert "下载印刷版" in own_desk.get("paper/").content.decode()


def test_pdf_inline_may_stand_in_our_own_frame_alone(own_desk: Desk) -> None:
    answer = own_desk.get("download/pdf/?inline=1")
    assert answer["Content-Disposition"].startswith("inline")
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_pdf_is_drawn_by_another_process_while_the_next_request_goes_on(own_desk: Desk) -> None:
    steps: list[str] = []

    @contextmanager
    def out_of_line() -> Iterator[None]:
        steps.append("out")
        yield
        steps.append("back")

    before = pdf_writer._compiler.cache_info()
    told = {"jiqun.out_of_line": out_of_line}
    answer = own_desk.clerk.get(f"{own_desk.base}download/pdf/", **told)
    assert answer.content.startswith(b"%PDF-")
    assert steps == ["out", "back"]
    assert pdf_writer._compiler.cache_info() == before  # nothing was typeset in this one


def test_pdf_that_could_not_be_drawn_says_so_and_when_to_come_again(
    own_desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with PdfPool(workers=1, seconds=0.01) as slow:
        monkeypatch.setattr(typesetting, "_pool", slow)
        answer = own_desk.get("download/pdf/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Content-Disposition" not in answer
    assert "PDF 这一次没有生成" in answer.content.decode()
    assert "longer than 0.01 s" in caplog.text
    monkeypatch.undo()
    assert own_desk.get("download/pdf/").content.startswith(b"%PDF-")


def test_json_is_the_interchange_form(own_desk: Desk) -> None:
    own_desk.fill(cluster_name="中宁县枸杞产业集群", total_output__2024="46.85")
    data = json.loads(own_desk.get("download/json/").content)
    assert data["form"] == "ningxia-2026"
    assert data["answers"]["total_output"] == {"2024": "46.85"}


def test_blank_word_holds_no_answer(own_desk: Desk) -> None:
    blank = own_desk.get("download/blank/").content
    own_desk.fill(cluster_name="中宁县枸杞产业集群")
    assert own_desk.get("download/blank/").content == blank


def test_name_of_an_application_without_cluster_is_the_county(own_desk: Desk) -> None:
    assert name_of(own_desk.get("download/pdf/")) == "中宁县工信局-申报表.pdf"


def test_name_with_forbidden_characters_is_made_harmless(own_desk: Desk) -> None:
    own_desk.fill(cluster_name='甲/乙"\\丙')
    assert '"' not in name_of(own_desk.get("download/pdf/")) and "/" not in name_of(
        own_desk.get("download/pdf/")
    )


def test_unknown_kind_is_not_there(own_desk: Desk) -> None:
    assert own_desk.get("download/exe/").status_code == 404


def test_part_that_does_not_fit_is_named_with_what_to_shorten(own_desk: Desk) -> None:
    own_desk.fill(
        chain_strengthening_summary=LONG,
        quality_brand_summary=LONG,
        chain_collaboration_summary=LONG,
    )
    for answer in (own_desk.get("download/pdf/"), own_desk.post("download/word/")):
        text = answer.content.decode()
        assert answer.status_code == 409
        assert "超出一页" in text and "超出" in text and "#a-" in text
    assert not PrintedCopy.objects.exists()


def test_far_too_much_text_is_refused_before_it_is_set(own_desk: Desk) -> None:
    own_desk.fill(operator="长" * (paper_fit.MOST_CHARACTERS + 1))
    for path in ("download/pdf/", "paper/"):
        assert "内容太长" in own_desk.get(path).content.decode()
