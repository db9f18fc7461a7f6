"""The on-screen paper: every answer leads to its cell, the meter tells how full the pages are."""

from __future__ import annotations

import re

from desk_fixtures import Desk

LONG = "本集群围绕主导产业持续延链补链强链，带动上下游企业协同发展。" * 60


def page(own_desk: Desk, path: str = "paper/") -> str:
    return own_desk.get(path).content.decode()


def links(text: str) -> list[str]:
    return re.findall(r'<a [^>]*?href="([^"]*)"', text)


def test_answer_on_paper_leads_to_its_cell(own_desk: Desk) -> None:
    own_desk.fill(total_output__2024="46.85")
    text = page(own_desk)
    assert f"{own_desk.base}part/2/#a-total_output:2024" in links(text)
    assert "data-answer" not in text


def test_box_and_target_and_cover_lead_to_their_cells(own_desk: Desk) -> None:
    found = links(page(own_desk))
    for way in (
        "part/2/#a-chain_strengthening_work.chain_map",
        "part/8/#a-plan_targets:co2:baseline",
        "part/1/#a-cluster_name",
    ):
        assert own_desk.base + way in found


def test_empty_answer_is_a_link_with_a_name(own_desk: Desk) -> None:
    assert 'aria-label="填写：' in page(own_desk)


def test_paper_needs_no_style_in_its_markup(own_desk: Desk) -> None:
    assert " style=" not in page(own_desk)
    style = own_desk.get("paper/style.css")
    assert style["Content-Type"].startswith("text/css") and b".paper .z24" in style.content


def test_meter_tells_size_and_room_of_each_part(own_desk: Desk) -> None:
    text = page(own_desk)
    assert text.count("<meter") >= 7 and "余 " in text


def test_crowded_part_says_what_to_shorten_and_offers_no_download(own_desk: Desk) -> None:
    own_desk.fill(chain_strengthening_summary=LONG, quality_brand_summary=LONG)
    text = page(own_desk)
    assert "超出一页" in text and "请缩短" in text
    assert f'href="{own_desk.base}part/2/#a-chain_strengthening_summary"' in text
    assert f'href="{own_desk.base}download/pdf/"' not in text


def test_preview_shows_the_pdf_in_a_frame(own_desk: Desk) -> None:
    text = page(own_desk, "paper/?view=pdf")
    assert f'src="{own_desk.base}download/pdf/?inline=1"' in text
    assert 'class="paper"' not in text
