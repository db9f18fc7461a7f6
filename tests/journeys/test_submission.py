"""The county lets go of its paper and gets it back by answer: frozen, sealed, submitted, returned,
corrected, submitted again; what everybody sees of it meanwhile."""

from __future__ import annotations

from datetime import timedelta

from at_the_desk import answer, bring_scan, move, sees_saved, write
from django.utils import timezone
from playwright.sync_api import Page, expect
from visiting import Visit

COUNTY, CITY, REGION, OTHER = "helan", "yinchuan-jingban", "ningxia", "lingwu"
NICHE = {"leading_industry": "葡萄酒", "niche": "葡萄酒酿造", "niche_code": "1515"}


def test_county_submits_is_returned_corrects_and_submits_again(visit: Visit) -> None:
    county = visit(COUNTY)
    desk = county.locator(".card-head a.btn").get_attribute("href")
    assert desk
    desk = "/".join(desk.split("/")[:3]) + "/"

    move(county, desk, "freeze", **NICHE)
    expect(county.locator(".stage").first).to_have_text("待盖章")
    expect(county.locator(".move", has_text="提交")).to_contain_text("还没有上传盖章后的扫描件")
    county.goto(f"{desk}part/1/")
    expect(answer(county, "cluster_name")).not_to_be_editable()
    county.goto(f"{desk.rstrip('/')}-v1/part/1/")
    expect(county.locator(".stage").last).to_have_text("定稿第1版")

    bring_scan(county, desk)
    move(county, desk, "submit", declaration_date="2026-11-30")
    expect(county.locator(".stage").first).to_have_text("审核中（市级）")
    county.get_by_role("link", name="已提交，看回执").click()
    expect(county.locator(".receipt")).to_contain_text("葡萄酒酿造（1515）")

    city = visit(CITY, f"{desk}procedure/")
    sees_what_is_unread(city)
    receives_copies(city, desk)
    statement = begin_statement(city)
    assert county.request.get(statement).status == 404
    city.goto(f"{desk}procedure/")
    ask(city, "operator", "与营业执照不一致", "按营业执照填写全称")
    ask(city, "total_output", "比统计局数小", "核对统计年报")
    due = timezone.localtime() + timedelta(days=2)
    move(city, desk, "send_back", deadline=due.strftime("%Y-%m-%dT%H:%M"))
    expect(city.locator(".stage").first).to_have_text("退回修改（市级）")

    county.goto(f"{desk}part/1/")
    expect(county.locator(".notice.confirm")).to_contain_text(
        "与营业执照不一致。按营业执照填写全称"
    )
    expect(answer(county, "cluster_name")).not_to_be_editable()
    write(county, "operator", "贺兰县葡萄酒产业发展服务中心（有限公司）")
    sees_saved(county)
    county.goto(f"{desk}procedure/")
    expect(county.locator(".move", has_text="定稿").first).to_contain_text("2 条修改要求没有回复")
    for reply in ("已按营业执照改", "核对无误，与统计年报一致"):
        unanswered = county.locator('form:has(input[name=reply][value=""])').first
        unanswered.locator("input[name=reply]").fill(reply)
        unanswered.get_by_role("button", name="记下").click()
        expect(county.locator(".notice.done")).to_have_text("已记下修改情况。")

    move(county, desk, "freeze")
    bring_scan(county, desk)
    move(county, desk, "resubmit", declaration_date="2026-12-01")
    city.goto(f"{desk}procedure/")
    city.get_by_role("link", name="看改动").click()
    asked = city.get_by_role("region", name="要求修改的改动")
    expect(asked.locator("tbody tr")).to_have_count(1)
    expect(asked).to_contain_text("贺兰县葡萄酒产业发展服务中心（有限公司）")
    expect(city.get_by_text("没有要求的（0）")).to_be_visible()

    # The county has nothing to press any more but to withdraw; others do not see it at all.
    county.goto(f"{desk}procedure/")
    expect(county.locator(".move h2")).to_have_text(["撤回"])
    assert visit(REGION).goto(f"{desk}procedure/").status == 200  # type: ignore[union-attr]
    other = visit(OTHER)
    for place in ("procedure/", "procedure/receipt/", "procedure/compare/1/"):
        assert other.request.get(f"{desk}{place}").status == 404
    assert other.request.get(f"{desk.rstrip('/')}-v1/part/1/").status == 404


def sees_what_is_unread(page: Page) -> None:
    """What is unread is counted in the bar of every page, until 提醒 was open."""
    expect(page.locator(".bar [data-unread]")).to_contain_text("条未读")
    page.goto("/notices/")
    expect(page.locator("[data-read-notices], [data-unread]")).to_have_count(0)
    page.reload()
    expect(page.locator("[data-unread]")).to_have_count(0)


def receives_copies(page: Page, desk: str) -> None:
    """The copies and the disc are received, with the codes the county was given for it."""
    codes = page.request.get(f"{desk}procedure/codes/").text()
    page.goto(f"{desk}procedure/")
    received = page.locator("#deliveries")
    received.locator("summary").click()
    received.get_by_label("或者粘贴它的内容").fill(codes)
    received.get_by_role("button", name="签收").click()
    expect(page.locator("#deliveries table")).to_contain_text("个文件全部相符")


def begin_statement(city: Page) -> str:
    """The city begins the on-site statement inside the application; its address."""
    statement = city.get_by_role("region", name="现场核查符合性说明")
    statement.get_by_role("button", name="开始填写").click()
    city.wait_for_url("**/s/**/part/**")
    expect(city.get_by_role("navigation", name="所在位置")).to_contain_text("贺兰县工业和信息化局")
    write(city, "visit_from", "2026-11-28")
    sees_saved(city)
    return city.url


def ask(page: Page, target: str, wrong: str, wanted: str) -> None:
    """Write down a request for correction."""
    page.select_option("#target", target)
    page.fill("#wrong", wrong)
    page.fill("#wanted", wanted)
    page.get_by_role("button", name="记下这条要求").click()
    expect(page.locator(".notice.done")).to_contain_text("已记下修改要求")
