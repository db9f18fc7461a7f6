"""A clerk at the evidence page: files for every tick, many at once or from the tick itself."""

from __future__ import annotations

from pathlib import Path

from clerk import Clerk
from playwright.sync_api import expect

from jiqun.demo.pdf_page import page as pdf_page


def prove(clerk: Clerk, folder: Path) -> None:
    """Bring a file for everything the answers name evidence for.

    Files of one kind that prove options are brought at once and picked at their options; a piece
    for a whole answer is brought from its own ＋上传.
    """
    pieces = clerk.data["evidence"]
    at_once = [piece for piece in pieces if "." in piece["for"]]
    for kind in dict.fromkeys(piece["kind"] for piece in at_once):
        _bring_at_once(clerk, folder, kind, [one for one in at_once if one["kind"] == kind])
    for piece in pieces:
        if piece not in at_once:
            _bring_from_the_tick(clerk, folder, piece)
    clerk.open("evidence/")
    expect(clerk.page.locator("#evidence-sum")).to_contain_text("佐证材料齐全")


def _bring_at_once(clerk: Clerk, folder: Path, kind: str, pieces: list[dict[str, str]]) -> None:
    clerk.open("evidence/")
    _upload(clerk, folder, [piece["file"] for piece in pieces], kind)
    for piece in pieces:
        row = clerk.page.locator(f'tr[id="r-{piece["for"]}"]')
        row.locator("[data-ties]").click()
        dialog = clerk.page.locator("#ties")
        dialog.get_by_label(piece["file"]).check()
        dialog.get_by_role("button", name="保存").click()
        expect(row.locator(".chip")).to_have_text(piece["file"])


def _bring_from_the_tick(clerk: Clerk, folder: Path, piece: dict[str, str]) -> None:
    clerk.open("evidence/")
    row = clerk.page.locator(f'tr[id="r-{piece["for"]}"]')
    row.get_by_role("link", name="上传佐证").click()
    _upload(clerk, folder, [piece["file"]], piece["kind"])


def _upload(clerk: Clerk, folder: Path, names: list[str], kind: str) -> None:
    page = clerk.page
    paths = [folder / name for name in names]
    for path in paths:
        path.write_bytes(pdf_page(["佐证材料", path.name]))
    with page.expect_file_chooser() as choosing:
        page.locator("#files").click()
    choosing.value.set_files(paths)
    page.locator(f'input[name="kind"][value="{kind}"]').check()
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator(".files td", has_text=names[-1])).to_be_visible()
