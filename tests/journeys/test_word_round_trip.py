"""Word out, changed in the file, and in again: three sides by answer, some accepted, some not."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from at_the_desk import answer, begin, sees_saved, write
from playwright.sync_api import Locator, Page, expect
from visiting import Visit

TITLE = "Word往返的申报"
BEFORE = {"county_contact": "马建国", "operator": "枸杞园区管委会", "area_km2": "49.46"}
IN_WORD = {"county_contact": "马晓梅", "area_km2": "52.00"}
MEANWHILE = {"operator": "枸杞产业园区管理委员会", "area_km2": "50.10"}


def test_word_changed_in_the_file_comes_in_by_answer_as_the_person_accepts(
    visit: Visit, open_call: Callable[[str], None], tmp_path: Path
) -> None:
    open_call(TITLE)
    page = visit("zhongning")
    address = begin(page, TITLE)
    fill(page, address, BEFORE)
    page.goto(address + "paper/")
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载 Word", exact=True).click()
    word = tmp_path / "申报表.docx"
    change(Path(coming.value.path()), word, IN_WORD)
    fill(page, address, MEANWHILE)

    page.goto(address + "word/")
    page.set_input_files("#file", word)
    page.get_by_role("button", name="上传并对照").click()
    expect(page.locator("h1")).to_have_text("对照 Word")
    sides = "马建国", "马建国", "马晓梅"
    shows(row(page, "county_contact"), sides, "只有文件改过", ticked=True)
    shows(row(page, "area_km2"), ("49.46", "50.10", "52.00"), "两边都改过", ticked=False)
    sides = "枸杞园区管委会", "枸杞产业园区管理委员会", "枸杞园区管委会"
    shows(row(page, "operator"), sides, "只有这里改过", ticked=False)
    expect(page.locator("[data-key]")).to_have_count(3)
    # Nothing counts before it is accepted.
    holds(visit("zhongning", address + "part/1/"), BEFORE | MEANWHILE)

    page.get_by_role("button", name="采用选中的 1 项").click()
    expect(page.locator("#result-title")).to_have_text("已采用 1 项")
    page.goto(address + "part/1/")
    holds(page, BEFORE | MEANWHILE | {"county_contact": "马晓梅"})
    page.goto(address + "history/")
    taken = page.locator("tr", has_text="马晓梅")
    expect(taken).to_contain_text("马建国")
    expect(taken).to_contain_text("Word 文件")


def fill(page: Page, address: str, answers: dict[str, str]) -> None:
    """Type answers of the first part and see them saved."""
    page.goto(address + "part/1/")
    for key, text in answers.items():
        write(page, key, text)
    sees_saved(page)


def holds(page: Page, answers: dict[str, str]) -> None:
    """See that the first part holds these answers."""
    for key, text in answers.items():
        expect(answer(page, key)).to_have_value(text)


def row(page: Page, key: str) -> Locator:
    """The row of an answer in the comparison."""
    return page.locator(f'tr[data-key="{key}"]')


def shows(found: Locator, sides: tuple[str, str, str], nature: str, *, ticked: bool) -> None:
    """See the three sides of an answer: as printed, here now, in the file."""
    expect(found.locator("td").nth(1)).to_have_text(sides[0])
    expect(found.locator("td").nth(2)).to_have_text(sides[1])
    expect(found.locator("td").nth(3)).to_have_text(sides[2])
    expect(found.locator("th")).to_contain_text(nature)
    expect(found.locator("input")).to_be_checked(checked=ticked)


def change(source: Path, target: Path, texts: dict[str, str]) -> None:
    """Write the file again with other texts in these answers' places, as somebody's Word would."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for part in before.infolist():
            data = before.read(part)
            if part.filename == "word/document.xml":
                page = data.decode()
                for tag, text in texts.items():
                    page = retyped(page, tag, text)
                data = page.encode()
            after.writestr(part, data, zipfile.ZIP_DEFLATED)


def retyped(document: str, tag: str, text: str) -> str:
    """The document with another text in the content control of an answer."""
    place = re.compile(
        rf'(<w:tag w:val="{tag}"/>(?:(?!</w:sdt>).)*?<w:t xml:space="preserve">)[^<]*(</w:t>)'
    )
    changed, count = place.subn(rf"\g<1>{text}\g<2>", document)
    assert count == 1, tag
    return changed
