"""The login ends while somebody types whose login needs a second factor: both steps on the page."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from at_the_desk import answer, leave, sees, sees_saved, write
from playwright.sync_api import Page, expect
from site_process import Site
from visiting import PASSWORD, Visit, sign_in

TEXT = "带动中小企业上云用数，建成枸杞产业大数据平台。"
# A person of their own: an account with a second factor would stand in other journeys' way.
_HIRE = """
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.actions import create_person
from jiqun.records.organisations.queries import office_of, person_named
from jiqun.records.organisations.roles import Role
office = office_of(person_named("zhongning-park"))
create_person({name!r}, "哈秀兰", office, (Role.OPERATOR,), SYSTEM, {password!r})
"""
# The code that enrolled is spent; the phone shows the next one half a minute later.
_NEXT = "from django.core.cache import cache; cache.clear()"
_END = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"


@pytest.mark.parametrize("begun_elsewhere", [False, True])
def test_login_with_second_factor_ended_while_typing_goes_on_with_password_and_code(
    visit: Visit, site: Site, begun_elsewhere: bool
) -> None:
    name = f"haxiulan-{begun_elsewhere}".lower()
    text = f"{TEXT}（{name}）"
    run(site, _HIRE.format(name=name, password=PASSWORD))
    page = visit()
    sign_in(page, name)
    secret = enrol(page, site)
    way = page.request.get("/").text().partition('href="/a/')[2].partition("/")[0]
    page.goto(f"/a/{way}/part/4/")
    key = page.locator("#desk textarea").first.get_attribute("id").removeprefix("a-")
    run(site, _END)
    write(page, key, text)
    leave(page)

    dialog = page.locator("#login")
    expect(dialog).to_be_visible()
    if begun_elsewhere:
        begin_elsewhere(page, name)
    expect(page.locator("#login-password")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    code = page.locator("#login-code")
    expect(code).to_be_focused()
    expect(page.locator("#login-password")).to_be_hidden()
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(dialog.locator(".trouble")).to_contain_text("验证码不对")
    expect(answer(page, key)).to_have_value(text)

    if begun_elsewhere:
        # Whoever takes too long begins anew, and still nothing of the text is lost.
        run(site, _END)
        page.keyboard.press("Enter")
        expect(dialog.locator(".trouble")).to_contain_text("请再输入一次密码")
        expect(page.locator("#login-password")).to_be_focused()
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(code).to_be_focused()

    # Put off and taken up again, the password is not asked for twice.
    dialog.get_by_role("button", name="稍后").click()
    expect(dialog).to_be_hidden()
    page.locator("#log-in-again").click()
    expect(code).to_be_focused()
    code.fill(code_of(secret))
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    sees_saved(page)
    sees(page, key, text)


def begin_elsewhere(page: Page, name: str) -> None:
    """Give the password in another window of the same browser, and go away before the code."""
    other = page.context.new_page()
    other.goto("/account/login/")
    other.locator('[autocomplete="username"]').fill(name)
    other.locator('[autocomplete="current-password"]').fill(PASSWORD)
    other.get_by_role("button", name="登录").click()
    expect(other.locator("h1")).to_have_text("输入验证码")
    other.close()
    page.bring_to_front()


def enrol(page: Page, site: Site) -> str:
    """Add a phone to the account; its secret."""
    page.goto("/account/factor/add/")
    secret = page.locator("code").inner_text()
    page.locator("#id_code").fill(code_of(secret))
    page.get_by_role("button", name="开启", exact=True).click()
    page.wait_for_url("**/codes/**")
    run(site, _NEXT)
    return secret


def code_of(secret: str) -> str:
    """What the phone shows now; not in its last seconds, when it may be another by the time it is
    typed."""
    time.sleep(max(0.0, 5 - (30 - time.time() % 30)))
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def run(site: Site, code: str) -> None:
    done = site.run("shell", "--verbosity", "0", "-c", code)
    assert done.returncode == 0, done.stderr
