"""A tick without its proof is seen on the matrix, and the gap is closed by bringing a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from at_the_desk import begin, sees_saved
from playwright.sync_api import expect
from visiting import Visit

from jiqun.demo.pdf_page import page as pdf_page

TITLE = "佐证用的申报"
TICK = "建立了中小企业合法权益保护机制"
PLACE = "governance_work.rights_protection"


def test_gap_on_the_matrix_is_found_and_closed_by_an_upload(
    visit: Visit, open_call: Callable[[str], None], tmp_path: Path
) -> None:
    open_call(TITLE)
    page = visit("zhongning")
    address = begin(page, TITLE)
    page.goto(address + "part/7/")
    page.get_by_text(TICK).click()
    sees_saved(page)

    page.locator(".side-list.pages a", has_text="佐证材料").click()
    expect(page.locator("#evidence-sum")).to_contain_text("缺少佐证材料（1 项）")
    page.get_by_role("link", name="仅看缺少佐证材料的").click()
    row = page.locator(f'tr[id="r-{PLACE}"]')
    expect(row).to_contain_text(TICK)
    expect(row).to_contain_text("缺佐证")
    row.get_by_role("link", name=f"为“{TICK}”上传佐证").click()

    proof = tmp_path / "维权机制的通知.pdf"
    proof.write_bytes(pdf_page(["关于建立中小企业合法权益保护机制的通知"]))
    expect(page.get_by_role("checkbox", name=TICK).first).to_be_checked()
    page.set_input_files("#files", proof)
    page.get_by_label("主管部门证明").first.check()
    page.get_by_role("button", name="上传", exact=True).click()

    expect(page.locator("#evidence-sum")).to_contain_text("佐证材料齐全")
    expect(row.locator(".chip")).to_have_text("维权机制的通知.pdf")
    expect(page.locator(".files")).to_contain_text(proof.name)
    with page.expect_download() as coming:
        page.locator(".files").get_by_role("link", name=proof.name, exact=True).click()
    assert Path(coming.value.path()).read_bytes() == proof.read_bytes()

    page.goto(address + "part/7/")
    chip = page.locator(f'[data-proofs="a-{PLACE}"] .chip')
    expect(chip).to_contain_text(proof.name)
