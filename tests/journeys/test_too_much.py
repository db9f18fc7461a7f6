"""What is too much for the server: the refusal arrives, and the page does not try for ever."""

from __future__ import annotations

import pytest
from at_the_desk import answer, demonstration, leave, sees, write
from playwright.sync_api import expect
from site_process import wait_until
from visiting import Visit

KEY, OTHER = "chain_strengthening_summary", "chain_collaboration_summary"
_SEND = """async ([address, size, file]) => {
  const token = document.querySelector('#desk').dataset.token;
  const form = new FormData();
  form.append('file', new File([new Uint8Array(size)], '大.pdf'));
  const body = file ? form : JSON.stringify({changes: [], x: 'x'.repeat(size)});
  const headers = {Accept: 'application/json', 'X-CSRFToken': token};
  if (!file) headers['Content-Type'] = 'application/json';
  const answer = await fetch(address, {method: 'POST', body, headers});
  return [answer.status, (await answer.json()).error];
}"""


@pytest.mark.parametrize(
    ("path", "megabytes", "file", "words"),
    [
        ("answer/", 6, False, "一次提交的内容太多"),
        ("answer/", 40, False, "一次提交的内容太多"),
        ("evidence/add/", 25, True, "超过每个 20 MB 的上限"),
        ("evidence/add/", 60, True, "超过每个 20 MB 的上限"),
        ("word/", 25, True, "文件超过 20 MB"),
    ],
)
def test_refusal_of_what_is_too_large_arrives_in_the_browser(
    visit: Visit, path: str, megabytes: int, file: bool, words: str
) -> None:
    page = visit("zhongning-park")
    place = demonstration(page)
    page.goto(place + "part/2/")
    told = page.evaluate(_SEND, [place + path, megabytes * 1024 * 1024, file])
    assert (told[0], words in told[1]) == (413, True), told


def test_answer_that_is_too_large_is_said_once_and_keeps_none_of_the_others_back(
    visit: Visit,
) -> None:
    page = visit("zhongning-park")
    page.goto(demonstration(page) + "part/2/")
    sent: list[int] = []
    page.on("request", lambda one: sent.append(1) if one.url.endswith("/answer/") else None)
    answer(page, KEY).evaluate("area => { area.value = '字'.repeat(1_500_000); }")
    answer(page, KEY).press("End")
    page.keyboard.type("。")
    sign = page.locator("#saving")
    expect(sign).to_contain_text("这一处填写的内容太多，没有保存")
    assert sent == []
    write(page, OTHER, "枸杞种植和精深加工。")
    leave(page)
    wait_until(lambda: sent and sign.get_attribute("data-state") != "saving")
    expect(sign).to_contain_text("这一处填写的内容太多，没有保存")
    write(page, KEY, "补齐精深加工环节。")
    leave(page)
    expect(sign).to_contain_text("已保存")
    sees(page, KEY, "补齐精深加工环节。")
    sees(page, OTHER, "枸杞种植和精深加工。")
