"""Each how-to page is followed to the letter, and what it promises is there in the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from at_the_desk import demonstration, sees, sees_saved, write
from how_to_page import HOW_TO, Walk, follow, steps
from laid_site import LaidSite
from playwright.sync_api import Browser, Page, expect
from site_process import Site
from visiting import PATIENCE, Visits

PAGES = {
    "add-a-check.md",
    "add-a-document.md",
    "add-a-form.md",
    "add-a-job.md",
    "add-a-kind.md",
    "add-a-page.md",
    "add-a-role.md",
    "add-a-stage-with-a-button.md",
    "add-an-edition.md",
    "revise-an-edition.md",
}
"""Every one has a test below."""

ANSWERS = {"notice": "卫工信发〔2026〕8号", "found": "3", "settled": "2", "measures": "整改中。"}

Open = Callable[[str, str], Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens a page of a site as the clerk of 中宁县; at the end no page may have complained."""
    expect.set_options(timeout=PATIENCE)
    visits = Visits(browser, "")

    def open_at(site: str, path: str) -> Page:
        visits.address = site
        return visits.open("zhongning", path)

    yield open_at
    visits.end()


def test_every_page_is_followed() -> None:
    assert {page.name for page in HOW_TO.glob("*.md")} == PAGES


def test_block_that_nothing_announces_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing says"):
        list(steps("A text.\n\n```yaml\na: 1\n```\n"))


@pytest.mark.parametrize("text", ["gone\n", "twice\n"])
def test_text_that_is_not_there_once_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text("once\ntwice\ntwice\n")
    page = f"In `a.txt`, after this:\n\n```text\n{text}```\n\nadd:\n\n```text\nnew\n```\n"
    walk = Walk(tmp_path, list(steps(page)), {}, Site(tmp_path))
    with pytest.raises(AssertionError, match="times"):
        walk.go_on()


@pytest.mark.slow
def test_kind_of_the_page_is_tested_asked_for_and_kept(
    tmp_path: Path, laid_site: LaidSite, open_page: Open
) -> None:
    with follow("add-a-kind.md", tmp_path, laid_site(tmp_path / "site")) as walk:
        walk.go_on()
        page = open_page(walk.site.address, f"{walk.said.strip()}part/1/")
        write(page, "postcode", "75510")
        sees_saved(page)
        expect(page.locator("main")).to_contain_text("邮政编码是六位数字，如“755100”。")
        sees(page, "postcode", "75510")
        write(page, "postcode", "７５５ １００")
        sees_saved(page)
        sees(page, "postcode", "755100")
        expect(page.locator("main")).not_to_contain_text("邮政编码是六位数字")
        walk.go_on()


@pytest.mark.slow
def test_form_of_the_page_is_filled_in_printed_and_read_back(
    tmp_path: Path, laid_site: LaidSite, open_page: Open
) -> None:
    with follow("add-a-form.md", tmp_path, laid_site(tmp_path / "site")) as walk:
        walk.go_on()
        address = walk.said.strip()
        page = open_page(walk.site.address, "/")
        page.locator(f'a.btn[href="{address}part/1/"]').click()
        page.wait_for_url(f"**{address}part/1/")
        for key, text in ANSWERS.items():
            write(page, key, "9" if key == "settled" else text)
        sees_saved(page)
        expect(page.locator("#findings")).to_contain_text("填了 9 项，多于应整改的 3 项。")
        write(page, "settled", ANSWERS["settled"])
        sees_saved(page)
        expect(page.locator("#findings")).to_contain_text("没有需要处理的地方")
        page.goto(f"{address}paper/")
        with page.expect_download() as coming:
            page.get_by_role("button", name="下载 Word", exact=True).click()
        coming.value.save_as(walk.folder / "build" / "整改回执.docx")
        walk.go_on()
        read = json.loads((walk.folder / "build" / "整改回执.json").read_text("utf-8"))
        assert read["form"] == "zhongwei-2026"
        assert {key: str(value) for key, value in read["answers"].items()} == ANSWERS


@pytest.mark.slow
def test_check_of_the_page_speaks_in_cases_commands_and_at_the_desk(
    tmp_path: Path, laid_site: LaidSite, open_page: Open
) -> None:
    with follow("add-a-check.md", tmp_path, laid_site(tmp_path / "site")) as walk:
        walk.go_on()
        page = open_page(walk.site.address, "/")
        page.goto(f"{demonstration(page)}part/1/")
        write(page, "area_km2", "0.17")
        sees_saved(page)
        expect(page.locator("#findings")).to_contain_text("每平方公里超过 1000 家。")
        write(page, "area_km2", "49.46")
        sees_saved(page)
        expect(page.locator("#findings")).to_contain_text("已解决")


@pytest.mark.slow
def test_document_of_the_page_is_printed_and_downloaded(
    tmp_path: Path, laid_site: LaidSite, open_page: Open
) -> None:
    with follow("add-a-document.md", tmp_path, laid_site(tmp_path / "site")) as walk:
        walk.go_on()
        page = open_page(walk.site.address, "/")
        page.goto(f"{demonstration(page)}paper/")
        with page.expect_download() as coming:
            page.get_by_role("link", name="下载纯文本").click()
        assert coming.value.suggested_filename.endswith(".txt")
        downloaded = Path(coming.value.path()).read_text("utf-8")
        assert "马建国" in downloaded


@pytest.mark.slow
def test_edition_of_the_page_is_locked_and_filled_in(tmp_path: Path, open_page: Open) -> None:
    with follow("add-an-edition.md", tmp_path) as walk:
        walk.go_on()
        page = open_page(walk.site.address, "/")
        desk = demonstration(page)
        page.goto(f"{desk}part/1/")
        expect(page.locator("main")).to_contain_text("集群规划面积（平方公里）")
        page.goto(f"{desk}part/2/")
        expect(page.locator('[id="a-total_output:2026"]')).to_be_visible()
        write(page, "total_output:2026", "46.85")
        sees_saved(page)
        sees(page, "total_output:2026", "46.85")
        walk.go_on()
        page.goto(f"{walk.said.strip()}part/1/")
        expect(page.locator("h1")).to_be_visible()
        assert (walk.folder / "forms" / "ningxia-2027" / "LOCK.shape").is_file()


@pytest.mark.slow
def test_revision_of_the_page_is_signed(tmp_path: Path) -> None:
    with follow("revise-an-edition.md", tmp_path) as walk:
        walk.go_on()
        assert "2026.1：" in walk.said
        assert (walk.folder / "forms" / "ningxia-2026" / "LOCK.1").is_file()


@pytest.mark.slow
def test_page_of_the_page_is_in_the_left_column_of_the_desk(
    tmp_path: Path, laid_site: LaidSite, open_page: Open
) -> None:
    with follow("add-a-page.md", tmp_path, laid_site(tmp_path / "site")) as walk:
        walk.go_on()
        page = open_page(walk.site.address, "/")
        page.goto(f"{demonstration(page)}checks/")
        page.get_by_role("link", name="目录", exact=True).click()
        page.wait_for_url("**/contents/")
        expect(page.locator("main")).to_contain_text("集群占地面积")
        page.locator("main").get_by_role("link", name="基本情况").click()
        page.wait_for_url("**/part/1/")


@pytest.mark.slow
@pytest.mark.parametrize("page", ["add-a-job.md", "add-a-role.md", "add-a-stage-with-a-button.md"])
def test_page_whose_own_tests_prove_it_is_followed_to_its_end(tmp_path: Path, page: str) -> None:
    with follow(page, tmp_path) as walk:
        walk.go_on()
        assert not walk.todo and "passed" in walk.said
