"""Time that runs out: one county is given longer and another is not, a correction does not come in
time, and what was submitted is withdrawn; what everybody concerned sees of it, and how it goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from at_the_desk import answer, bring_scan, leave, move, sees, sees_saved, write
from django.utils import timezone
from laid_site import LaidSite
from playwright.sync_api import Browser, Page, expect
from site_process import Site
from visiting import PATIENCE, Visit, Visits

GIVEN, LATE, TYPING = "helan", "lingwu", "xingqing"
CITY, REGION, OPERATOR = "yinchuan-jingban", "ningxia", "helan-park"
NICHE = {"leading_industry": "葡萄酒", "niche": "葡萄酒酿造", "niche_code": "1515"}
WHY = "县城停电一天，网络中断"
TYPED = "银川市兴庆区绿色食品产业服务中心"
NAME = "贺兰县葡萄酒产业发展服务中心（有限公司）"
# Days pass: what was to be by some time is to be by a time so much earlier, all of it alike.
_PASS = """
from datetime import timedelta
from django.db.models import F
from jiqun.records.applications.clock import move_what_is_due
from jiqun.records.applications.due_reminders import remind_of_what_is_due
from jiqun.records.applications.models import Application, Call, Extension, Return
for table, moments in (
    (Call, "opens_at county_close city_close"),
    (Extension, "county_close"),
    (Application, "extended_to due_at"),
    (Return, "sent_at due_at"),
):
    table.objects.update(**{{one: F(one) - timedelta(hours={hours}) for one in moments.split()}})
# What the worker does once a minute.
move_what_is_due()
remind_of_what_is_due()
"""

# The working days of the coming years, which nobody may have published yet, entered as by hand.
_YEARS = """
from datetime import date
from django.utils import timezone
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.working_days.actions import DayOfWork, enter_year
from jiqun.records.working_days.queries import works_by_weekday, year_is_known
year = timezone.localdate().year
for one in (year, year + 1):
    if not year_is_known(one):
        fixed = [date(one, m, d) for m, d in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))]
        resting = [DayOfWork(day, False) for day in fixed if works_by_weekday(day)]
        enter_year(one, resting, SYSTEM)
"""


@pytest.fixture
def own_site(laid_site: LaidSite, tmp_path: Path) -> Iterator[Site]:
    """A site of its own: its time passes for all who are there."""
    running = laid_site(tmp_path / "site")
    run(running, _YEARS)
    running.start("serve")
    yield running
    running.kill_all()


@pytest.fixture
def visit(own_site: Site, browser: Browser) -> Iterator[Visit]:
    """Visits to that site."""
    expect.set_options(timeout=PATIENCE)
    visits = Visits(browser, own_site.address)
    yield visits.open
    visits.end()


def test_extension_lapse_and_withdrawal(visit: Visit, own_site: Site) -> None:
    given, late, typing = visit(GIVEN), visit(LATE), visit(TYPING)
    desk, late_desk, typing_desk = own(given), own(late), own(typing)
    for page, its in ((given, desk), (late, late_desk)):
        move(page, its, "freeze", **NICHE)
        bring_scan(page, its)
    typing.goto(f"{typing_desk}part/1/")
    region, city, operator = visit(REGION), visit(CITY), visit(OPERATOR)
    until = county_close(region) + timedelta(days=3)
    extends(region, "贺兰县", until)
    for page in (given, city, operator):
        sees_the_extension(page, desk, until)

    passes(own_site, hours=46 * 24)  # the close of the call is over, what was given is not
    too_late_is_told(late, late_desk)
    typed_is_not_lost(typing)
    extends(region, "兴庆区", timezone.localtime() + timedelta(days=2))
    goes_on(typing)
    move(given, desk, "submit", declaration_date="2026-11-30")
    expect(given.locator(".stage").first).to_have_text("审核中（市级）")

    sends_back(city, desk, timedelta(hours=20))
    given.goto(f"{desk}part/1/")
    write(given, "operator", NAME)
    sees_saved(given)
    passes(own_site, hours=24)
    for page in (given, operator, city, region):
        sees_the_lapse(page, desk)
    sends_back(city, desk, timedelta(hours=20))
    corrects(given, desk)
    expect(given.locator(".stage").first).to_have_text("审核中（市级）")
    expect(given.locator(".notice.confirm")).to_have_count(0)

    sends_back(city, desk, timedelta(hours=20))
    move(given, desk, "withdraw", reason="集群要重新规划")
    for page in (given, operator, city, region):
        sees_the_withdrawal(page, desk)
    begins_again(given, desk)
    holds(own_site)


def own(page: Page) -> str:
    """From a county's home page, the address of its application."""
    way = page.locator(".card-head a.btn").get_attribute("href")
    assert way
    return "/".join(way.split("/")[:3]) + "/"


def passes(site: Site, hours: int) -> None:
    run(site, _PASS.format(hours=hours))


def holds(site: Site) -> None:
    """Among the rows all holds that always does."""
    done = site.run("check-invariants")
    assert done.returncode == 0, done.stdout


def run(site: Site, code: str) -> None:
    done = site.run("shell", "--verbosity", "0", "-c", code)
    assert done.returncode == 0, done.stderr


def said(moment: datetime) -> str:
    """A moment as pages say it at full length."""
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"


def county_close(region: Page) -> datetime:
    """The close of the call for counties, as its page has it."""
    region.goto("/calls/")
    region.get_by_role("link", name="修改").first.click()
    shown = region.locator('[name="county_close"]').input_value()
    return timezone.make_aware(datetime.fromisoformat(shown))


def extends(region: Page, county: str, until: datetime) -> None:
    region.goto("/board/")
    region.get_by_text("给一个单位延期").click()
    region.get_by_label("单位", exact=True).select_option(label=f"{county}工业和信息化局")
    region.get_by_label("延期后的截止时间").fill(f"{until:%Y-%m-%dT%H:%M}")
    region.get_by_label("理由").fill(WHY)
    region.get_by_role("button", name="延期", exact=True).click()
    expect(region.locator(".notice.done")).to_contain_text("已延期")
    row = region.locator(".board-table tr", has_text=county)
    expect(row).to_contain_text(f"延期到{until.month}月{until.day}日")


def sees_the_extension(page: Page, desk: str, until: datetime) -> None:
    page.goto(f"{desk}procedure/")
    expect(page.locator("main")).to_contain_text(f"已获准延期到 {said(until)}，理由：{WHY}")
    expect(page.locator("main")).to_contain_text("市级截止随之为")
    page.goto("/notices/")
    expect(page.locator("main")).to_contain_text("贺兰县工业和信息化局：获准延期到")


def too_late_is_told(page: Page, desk: str) -> None:
    """It was ready to be submitted: the page says why it is not any more and what to do, and what
    is pressed all the same, on a page that was open, is answered so too."""
    submits = page.locator('form:has(input[name=move][value="submit"])')
    submits.locator("[name=declaration_date]").fill("2026-11-30")
    submits.locator("button[type=submit]").click()
    expect(page.locator(".notice.error")).to_contain_text("截止，不能再修改和提交")
    expect(page.locator(".notice.error")).to_contain_text("请向自治区申请")
    expect(page.locator(".move", has_text="提交").first).to_contain_text("请向自治区申请")
    # Its version and its scan are there as before.
    expect(page.locator("#versions tbody tr")).to_have_count(1)
    expect(page.locator("#versions")).to_contain_text(".png")


def typed_is_not_lost(page: Page) -> None:
    """Who typed meanwhile is told that it is not saved and why; the text stays on the page."""
    write(page, "operator", TYPED)
    leave(page)
    expect(page.locator("#saving")).to_contain_text("没有保存，内容留在本页")
    expect(page.locator("#saving")).to_contain_text("请向自治区申请")
    expect(answer(page, "operator")).to_have_value(TYPED)


def goes_on(page: Page) -> None:
    """Given longer too, they write on in the same page, and all of it is saved."""
    write(page, "county_contact", "沈立新")
    sees_saved(page)
    sees(page, "operator", TYPED)
    sees(page, "county_contact", "沈立新")


def sends_back(city: Page, desk: str, given: timedelta) -> None:
    """One request, and the time to correct it."""
    city.goto(f"{desk}procedure/")
    city.select_option("#target", "operator")
    city.fill("#wrong", "与营业执照不一致")
    city.fill("#wanted", "按营业执照填写全称")
    city.get_by_role("button", name="记下这条要求").click()
    due = timezone.localtime() + given
    move(city, desk, "send_back", deadline=f"{due:%Y-%m-%dT%H:%M}")


def sees_the_lapse(page: Page, desk: str) -> None:
    page.goto(f"{desk}procedure/")
    expect(page.locator(".stage").first).to_have_text("审核中（市级）")
    expect(page.locator(".notice.confirm")).to_contain_text("修改逾期：第1次退回要在")
    expect(page.locator(".steps")).to_contain_text("修改逾期，按上次提交的内容继续")


def corrects(page: Page, desk: str) -> None:
    """Sent back again, the draft of before is still there, and goes out in time."""
    page.goto(f"{desk}part/1/")
    expect(answer(page, "operator")).to_have_value(NAME)
    page.goto(f"{desk}procedure/")
    page.locator("input[name=reply]").fill("已按营业执照改")
    page.get_by_role("button", name="记下", exact=True).click()
    move(page, desk, "freeze")
    bring_scan(page, desk)
    move(page, desk, "resubmit", declaration_date="2026-12-01")


def sees_the_withdrawal(page: Page, desk: str) -> None:
    page.goto(f"{desk}procedure/")
    expect(page.locator(".stage").first).to_have_text("已撤回")
    expect(page.locator(".steps")).to_contain_text("集群要重新规划")
    expect(page.locator(".move")).to_have_count(0)
    page.get_by_role("link", name="已提交，看回执").first.click()
    expect(page.locator(".receipt")).to_contain_text("葡萄酒酿造（1515）")
    page.goto(f"{desk.rstrip('/')}-v2/part/1/")
    expect(answer(page, "operator")).to_have_value(NAME)


def begins_again(page: Page, desk: str) -> None:
    """The county still has time, and begins another."""
    page.goto("/")
    page.get_by_text("为另一个集群再开始一份申报").click()
    page.get_by_role("button", name="再开始一份").click()
    page.wait_for_url("**/part/**")
    assert desk not in page.url
    page.goto(f"{page.url.partition('part/')[0]}part/1/")
    write(page, "cluster_name", "贺兰县酿酒葡萄产业集群")
    sees_saved(page)
    sees(page, "cluster_name", "贺兰县酿酒葡萄产业集群")
