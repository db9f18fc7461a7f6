"""A city recommends two applications: in their order by the mouse and by the keyboard, with letter
and summary, and sends them in one batch, which the region reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from at_the_desk import SCANS, move
from laid_site import LaidSite
from playwright.sync_api import Browser, Page, expect
from site_process import Site
from visiting import PATIENCE, Visit, Visits, axe

ROOT = Path(__file__).parents[2]
_SUBMITTED = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from jiqun.records.applications.models import Application
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.organisations.queries import person_named
from jiqun.records.verdict import ALLOWED
from tests.records.applications.sealed_forms import opined, stated, submit
CONDITIONS["ready_to_freeze"] = lambda attempt: ALLOWED
city = person_named("wuzhong")
for head, niche in (("litong", "乳制品"), ("qingtongxia", "装备制造")):
    own = Application.objects.select_related("filing", "call", "county").get(
        county__memberships__person__username=head
    )
    own = submit(own, person_named(head), niche)
    stated(own, city)
    opined(own, city)
"""


@pytest.fixture(scope="module")
def site(laid_site: LaidSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own: others open further calls, and the latest is the one that is shown."""
    running = laid_site(tmp_path_factory.mktemp("site"))
    running.start("serve")
    yield running
    running.kill_all()


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Visit]:
    """Visits to that site."""
    expect.set_options(timeout=PATIENCE)
    visits = Visits(browser, site.address)
    yield visits.open
    visits.end()


@pytest.fixture
def lying(site: Site) -> None:
    """Two counties of 吴忠 have submitted; the city has seen them and sealed what it says."""
    done = site.run("shell", "--verbosity", "0", "-c", _SUBMITTED)
    assert done.returncode == 0, done.stderr


def ranks(page: Page) -> list[str]:
    return [one.input_value() for one in page.locator("[data-rank]").all()]


def drag_up(page: Page) -> None:
    """Drag the second row above the first."""
    rows = page.locator("tr[data-row]")
    rows.nth(1).scroll_into_view_if_needed()
    grip, first = rows.nth(1).locator("[data-grip]").bounding_box(), rows.nth(0).bounding_box()
    assert grip and first
    page.mouse.move(grip["x"] + 4, grip["y"] + 4)
    page.mouse.down()
    page.mouse.move(grip["x"] + 4, first["y"] + 4, steps=6)
    page.mouse.up()


def done(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".notice.done")).to_be_visible()


def test_city_orders_seals_and_sends_in_one_batch(visit: Visit, lying: None, site: Site) -> None:
    city = visit("wuzhong")
    city.locator("main").get_by_role("link", name="推荐汇总").click()
    expect(city.locator("main")).to_contain_text("还没有推荐的申报")
    assert axe(city) == []
    for number in (1, 2):
        city.get_by_role("textbox", name="推荐排序").nth(number - 1).fill(str(number))
    done(city, "保存排序")
    before = [one.inner_text() for one in city.locator("tr[data-row] .hint").all()]
    drag_up(city)
    assert ranks(city) == ["1", "2"]
    done(city, "保存排序")
    after = [one.inner_text() for one in city.locator("tr[data-row] .hint").all()]
    assert before != after and sorted(before) == sorted(after)

    page = city.url
    ways = [one.get_attribute("href") for one in city.locator("tr[data-row] a").all()]
    for way in ways:
        move(city, f"{site.address}{way}".removesuffix("procedure/"), "recommend")
    city.goto(page)
    for label, text in (
        ("文号", "吴工信函〔2026〕6号"),
        ("成文日期", "2026-04-20"),
        ("联系人", "马玉梅"),
        ("联系电话", "0953-2012345"),
        ("填表人", "马玉梅"),
        ("填表人联系电话", "0953-2012345"),
        ("填表日期", "2026-04-20"),
    ):
        city.get_by_label(label, exact=True).fill(text)
    done(city, "保存")
    picture = next(iter(sorted(SCANS.glob("*.png"))))
    for paper in ("推荐函", "推荐汇总表"):
        city.get_by_label("盖章扫描件", exact=True).select_option(paper)
        city.get_by_label("扫描件文件").set_input_files(str(picture))
        done(city, "上传扫描件")
    assert axe(city) == []
    done(city, "报送自治区")
    expect(city.locator("main")).to_contain_text("第1批")

    region = visit("ningxia")
    region.locator("main").get_by_role("link", name="推荐汇总").click()
    expect(region.locator("main")).to_contain_text("吴忠市工业和信息化局 第1批")
    assert axe(region) == []
