"""Interruptions while somebody types: the server stops, the login ends, the page is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from at_the_desk import LOST, answer, begin, demonstration, leave, sees, sees_saved, write
from clerk import SAVED
from playwright.sync_api import Browser, Dialog, expect
from site_process import Site
from visiting import PASSWORD, Visit, Visits

TEXT = "围绕枸杞种植、加工、检测、物流补齐链条，引进精深加工企业6家"
REST = "，建成鲜果速冻线2条。"
KEY = "chain_strengthening_summary"
TITLE = "登录中断时的申报"
# What ends a login on the server: it is gone, or nobody was there for too long.
ENDINGS = {
    "deleted": "Session.objects.all().delete()",
    "idle": """
for key in Session.objects.values_list("pk", flat=True):
    kept = SessionStore(key)
    kept["seen"] = kept.get("seen", 0) - 24 * 3600
    kept.save()
""",
}
_WITH = (
    "from django.contrib.sessions.models import Session\n"
    "from jiqun.site.write_locked_backends import SessionStore\n"
)


def test_server_stopped_and_started_while_typing_loses_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    site = Site(tmp_path, known={"JIQUN_DEMO_PASSWORD": PASSWORD})
    site.start("demo")
    visits = Visits(browser, site.address)
    try:
        page = visits.open("zhongning-park")
        place = demonstration(page) + "part/2/"
        page.goto(place)
        write(page, KEY, TEXT[:10])
        site.end()
        page.keyboard.type(TEXT[10:])
        expect(page.locator("#saving")).to_have_text(LOST)
        page.keyboard.type(REST)
        expect(answer(page, KEY)).to_have_value(TEXT + REST)
        expect(page.locator("#saving")).to_have_text(LOST)

        site.start("demo")
        expect(page.locator("#saving")).to_have_text(SAVED)  # by itself, without a key pressed
        expect(answer(page, KEY)).to_have_value(TEXT + REST)
        other = visits.open("zhongning", place)
        expect(answer(other, KEY)).to_have_value(TEXT + REST)
    finally:
        site.kill_all()
        visits.end()


@pytest.mark.parametrize("ending", ENDINGS)
def test_login_ended_while_typing_asks_for_the_password_and_saves_the_same_text(
    visit: Visit, site: Site, ending: str
) -> None:
    page = visit("zhongning-park")
    page.goto(demonstration(page) + "part/2/")
    done = site.run("shell", "--verbosity", "0", "-c", _WITH + ENDINGS[ending])
    assert done.returncode == 0, done.stderr
    text = f"{TEXT}（{ending}）"
    write(page, KEY, text)
    leave(page)

    dialog = page.locator("#login")
    expect(dialog).to_be_visible()
    expect(page.locator("#saving")).to_have_text("需要重新登录（内容不丢）")
    expect(page.locator("#login-name")).to_have_value("zhongning-park")
    expect(answer(page, KEY)).to_have_value(text)
    page.keyboard.type("不是这个密码")  # the caret stands in the password
    page.keyboard.press("Enter")
    expect(dialog.locator(".trouble")).to_be_visible()
    page.locator("#login-password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    sees_saved(page)
    sees(page, KEY, text)


def test_leaving_with_unsaved_text_warns_and_staying_saves_it(
    visit: Visit, open_call: Callable[[str], None]
) -> None:
    open_call(TITLE)
    page = visit("zhongning")
    page.goto(begin(page, TITLE) + "part/2/")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.context.set_offline(True)
    write(page, KEY, TEXT)
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(answer(page, KEY)).to_have_value(TEXT)
    page.context.set_offline(False)
    sees_saved(page)

    sees(page, KEY, TEXT)  # and with all saved the page is left without a word
    assert asked == ["beforeunload"]
