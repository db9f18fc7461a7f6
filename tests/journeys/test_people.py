"""People and offices without a shell: from a sheet of the region to the first answer of a county,
and what waits for a clerk who leaves."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from at_the_desk import begin, demonstration, leave, sees, sees_saved, write
from playwright.sync_api import Page, expect
from site_process import Site
from visiting import PASSWORD, Visit, axe, sign_in

TITLE = "新县第一次申报"
HEAD = "单位,上级单位,层级,行政区划代码,姓名,用户名,角色,手机"
CITY = "银北工业园管委会,宁夏回族自治区工业和信息化厅,地级市,,石建军,yinbei,市级经办、市级负责人,"
COUNTY = "银北县工业和信息化局,银北工业园管委会,县,,柳青,yinbeixian,县级负责人,13995001234"
SECRET = re.compile("[a-z2-9]{4}(?:-[a-z2-9]{4}){3}")
# A person of their own, in whose way no other journey stands.
_HIRE = """
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.actions import create_person
from jiqun.records.organisations.queries import office_of, person_named
from jiqun.records.organisations.roles import Role
office = office_of(person_named("zhongning-park"))
create_person({name!r}, "哈海燕", office, (Role.OPERATOR,), SYSTEM, {password!r})
"""
OWN = "第一次登录设的密码-2026"


def test_region_makes_a_county_from_a_sheet_and_its_head_a_clerk_who_fills_in(
    visit: Visit, open_call: Callable[[str], None], tmp_path: Path
) -> None:
    open_call(TITLE)
    sheet = tmp_path / "单位和人员.csv"
    sheet.write_text("\n".join([HEAD, CITY, COUNTY, ""]), encoding="gb18030")
    region = visit("ningxia", "/people/")
    assert axe(region) == []
    region.get_by_role("link", name="用表格批量新建").click()
    region.set_input_files("#file", sheet)
    region.get_by_role("button", name="上传并预览").click()
    expect(region.locator("main")).to_contain_text("单位 2 个，人员 2 名")
    assert axe(region) == []
    region.get_by_role("button", name="全部新建").click()
    expect(region.locator("h1")).to_have_text("一次性密码")
    assert axe(region) == []
    secret = secret_of(region, "yinbeixian")

    head = visit()
    first_login(head, "yinbeixian", secret)
    head.get_by_role("link", name="单位与人员").click()
    head.get_by_role("link", name="银北县工业和信息化局").click()
    assert axe(head) == []
    head.get_by_label("姓名").fill("陈小雪")
    head.get_by_label("用户名").fill("yinbei-chen")
    head.get_by_label("县级填报员").check()
    head.get_by_role("button", name="新建人员").click()
    clerk = visit()
    first_login(clerk, "yinbei-chen", secret_of(head, "yinbei-chen"))

    head.goto("/")
    address = begin(head, TITLE)
    head.goto(address + "part/1/")
    write(head, "county_contact", "柳青")
    sees_saved(head)
    clerk.goto(address + "part/1/")
    sees(clerk, "county_contact", "柳青")
    write(clerk, "operator", "银北枸杞运营中心")
    sees_saved(clerk)
    sees(head, "operator", "银北枸杞运营中心")

    bring_word(clerk, address, tmp_path)
    leave_with_hand_over(head, clerk)
    # What waited for the clerk waits for the head now.
    head.goto(address + "word/")
    expect(head.locator("main")).to_contain_text("申报表.docx")


def test_reset_while_somebody_types_loses_nothing(visit: Visit, site: Site) -> None:
    name, text = "haiyan", "带动中小企业上云用数。（海燕）"
    run(site, _HIRE.format(name=name, password=PASSWORD))
    clerk = visit()
    sign_in(clerk, name)
    address = demonstration(clerk)
    clerk.goto(f"{address}part/4/")
    key = (clerk.locator("#desk textarea").first.get_attribute("id") or "").removeprefix("a-")
    head = visit("zhongning", "/people/")
    head.get_by_role("link", name="哈海燕").click()
    head.get_by_text("重新发放一次性密码").click()
    form = head.locator("form", has=head.get_by_role("button", name="发放一次性密码"))
    form.get_by_label("理由").fill("密码泄露")
    form.get_by_role("button", name="发放一次性密码").click()
    secret = secret_of(head, name)

    write(clerk, key, text)
    leave(clerk)
    dialog = clerk.locator("#login")
    expect(dialog).to_be_visible()
    clerk.locator("#login-password").fill(secret)
    clerk.keyboard.press("Enter")
    expect(dialog.locator(".trouble")).to_contain_text("要先设置自己的密码")
    other = clerk.context.new_page()
    other.goto("/")
    other.locator("#id_password1").fill(OWN)
    other.locator("#id_password2").fill(OWN)
    other.get_by_role("button", name="设置密码").click()
    other.wait_for_url("/")
    other.close()
    clerk.bring_to_front()
    dialog.locator("[type=submit]").click()
    expect(dialog).to_be_hidden()
    sees_saved(clerk)
    sees(clerk, key, text)


def run(site: Site, code: str) -> None:
    done = site.run("shell", "--verbosity", "0", "-c", code)
    assert done.returncode == 0, done.stderr


def first_login(page: Page, user: str, secret: str) -> None:
    """Log in with a one-time secret and set a password; the secret is good for nothing more."""
    page.goto("/account/login/")
    page.locator('[autocomplete="username"]').fill(user)
    page.locator('[autocomplete="current-password"]').fill(secret)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_have_text("设置自己的密码")
    assert axe(page) == []
    page.goto("/")
    expect(page.locator("h1")).to_have_text("设置自己的密码")
    page.locator("#id_password1").fill(OWN)
    page.locator("#id_password2").fill(OWN)
    page.get_by_role("button", name="设置密码").click()
    page.wait_for_url("/")
    page.get_by_role("button", name="退出").click()
    sign_in(page, user, OWN)


def secret_of(page: Page, user: str) -> str:
    """The secret on the strip of a person."""
    strip = page.locator(".strip-of-paper", has_text=re.compile(rf"\b{user}\b"))
    found = SECRET.search(strip.inner_text())
    assert found
    return found.group()


def bring_word(page: Page, address: str, folder: Path) -> None:
    """Bring the form as Word, changed here meanwhile, and leave the comparison waiting."""
    page.goto(address + "paper/")
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载 Word", exact=True).click()
    word = folder / "申报表.docx"
    coming.value.save_as(word)
    page.goto(address + "part/1/")
    write(page, "operator", "银北枸杞产业园")
    sees_saved(page)
    page.goto(address + "word/")
    page.set_input_files("#file", word)
    page.get_by_role("button", name="上传并对照").click()
    expect(page.locator("h1")).to_have_text("对照 Word")


def leave_with_hand_over(head: Page, clerk: Page) -> None:
    """The head hands over what waits for the clerk and lets them go; the clerk is out at once."""
    head.goto("/people/")
    head.get_by_role("link", name="陈小雪").click()
    expect(head.locator("main")).to_contain_text("申报表.docx")
    assert axe(head) == []
    form = head.locator("form", has=head.get_by_role("button", name="交接", exact=True))
    form.get_by_label("理由").fill("工作调动")
    form.get_by_role("button", name="交接").click()
    expect(head.locator("main")).to_contain_text("待办工作已交接。")
    expect(head.locator("main")).to_contain_text("没有待办工作。")
    head.get_by_text("离岗", exact=True).click()
    form = head.locator("form", has=head.get_by_role("button", name="办理离岗"))
    form.get_by_label("理由").fill("调往外地")
    form.get_by_role("button", name="办理离岗").click()
    expect(head.locator("main")).to_contain_text("账号已停用")
    clerk.goto("/")
    clerk.wait_for_url("**/account/login/**")
