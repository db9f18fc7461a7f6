"""The on-screen paper: every answer leads to its cell, the meter tells how full the pages are."""

from __future__ import annotations

import re

from desk_fixtures import Desk

LONG = "本集群围绕主导产业持续延链补链强链，带动上下游企业协同发展。" * 60


def page(whole: Desk, path: str = "paper/") -> str:
    return whole.get(path).content.decode()


def links(text: str) -> list[str]:
    return re.findall(r'<a [^>]*?href="([^"]*)"', text)


def test_answer_on_paper_leads_to_its_cell(whole: Desk) -> None:
    whole.fill(total_output__2024="46.85")
    text = page(whole)
    assert f"{whole.base}part/2/#a-total_output.2024" in links(text)
    assert "data-answer" not in text


def test_box_and_target_and_cover_lead_to_their_cells(whole: Desk) -> None:
    found = links(page(whole))
    for way in (
        "part/2/#a-chain_strengthening_work.chain_map",
        "part/8/#a-plan_targets.co2.baseline",
        "part/1/#a-cluster_name",
    ):
        assert whole.base + way in found


def test_empty_answer_is_a_link_with_a_name(whole: Desk) -> None:
    assert 'aria-label="填写：' in page(whole)


def test_paper_needs_no_style_in_its_markup(whole: Desk) -> None:
    assert " style=" not in page(whole)
    style = whole.get("paper/style.css")
    assert style["Content-Type"].startswith("text/css") and b".paper .z24" in style.content


def test_meter_tells_size_and_room_of_each_part(whole: Desk) -> None:
    text = page(whole)
    assert text.count("<meter") >= 7 and "余 " in text


def test_crowded_part_says_what_to_shorten_and_offers_no_download(whole: Desk) -> None:
    whole.fill(chain_strengthening_summary=LONG, quality_brand_summary=LONG)
    text = page(whole)
    assert "放不下一页" in text and "请缩短" in text
    assert f'href="{whole.base}part/2/#a-chain_strengthening_summary"' in text
    assert f'href="{whole.base}download/pdf/"' not in text


def test_preview_shows_the_pdf_in_a_frame(whole: Desk) -> None:
    text = page(whole, "paper/?view=pdf")
    assert f'src="{whole.base}download/pdf/?inline=1"' in text
    assert 'class="paper"' not in text
