"""签收 on the page 办理: by city and region, with the codes of the disc as a file or as text."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.screens.applications.test_officer_pages import submitted  # noqa: F401

from jiqun.records.applications.models import Delivery

pytestmark = pytest.mark.django_db


def sign(desk: Any, name: str = "city", **form: object) -> str:
    said = {"copies": "3", "discs": "1", "received_on": timezone.localdate().isoformat(), **form}
    client = desk.client(name)
    answer = client.post(f"{desk.address}procedure/deliveries/", said, follow=True)
    return str(answer.content.decode())


def codes(desk: Any) -> str:
    answer = desk.client("clerk").get(f"{desk.address}procedure/codes/")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    return str(answer.content.decode())


def test_codes_of_a_disc_are_compared_as_file_and_as_text(submitted: Any) -> None:  # noqa: F811
    text = codes(submitted)
    assert text.endswith("  第1版/定稿.json\n")
    file = SimpleUploadedFile("校验码.txt", b"\xef\xbb\xbf" + text.encode())
    assert "1 个文件全部相符" in sign(submitted, codes_file=file)
    of_windows = SimpleUploadedFile("校验码.txt", text.encode("gb18030"))
    assert "1 个文件全部相符" in sign(submitted, "region", codes_file=of_windows)
    page = sign(submitted, codes=text.replace(text[:4], "0000"))
    assert "不符：第1版/定稿.json" in page and "没有比对" not in page
    assert "没有比对" in sign(submitted, remark="第二次")
    assert Delivery.objects.count() == 4


def test_nonsense_is_answered_in_words(submitted: Any) -> None:  # noqa: F811
    for form, words in (
        ({"copies": "三"}, "各不超过99"),
        ({"received_on": "昨天"}, "请填写收到的日期"),
        ({"codes_file": SimpleUploadedFile("x.txt", b"\xff\xff\xff")}, "选择的文件不是文本"),
    ):
        assert words in sign(submitted, **form)
    assert not Delivery.objects.exists()


def test_form_is_for_who_receives_and_the_list_for_all(submitted: Any) -> None:  # noqa: F811
    sign(submitted)
    for name, offered in (("clerk", False), ("operator", False), ("city", True), ("region", True)):
        page = submitted.page("procedure/", name)
        assert ('id="delivery-copies"' in page) == offered
        assert "zhongwei经办人" in page.partition('id="deliveries"')[2]
    assert "由地级市和自治区签收" in sign(submitted, "clerk")


def test_what_was_noted_wrongly_is_taken_back_on_the_page(submitted: Any) -> None:  # noqa: F811
    assert "撤销这次签收" in sign(submitted)
    assert "撤销这次签收" not in submitted.page("procedure/", "region")
    (noted,) = Delivery.objects.all()

    def take_back(name: str, **form: object) -> Any:
        path = f"{submitted.address}procedure/deliveries/back/"
        return submitted.client(name).post(path, form, follow=True)

    said = {"delivery": noted.pk, "reason": "登记有误"}
    assert "由登记的人或者本单位负责人撤销" in take_back("region", **said).content.decode()
    assert "请填写“撤销的理由”" in take_back("city", **(said | {"reason": ""})).content.decode()
    for strange in ("", "x", "0", "9" * 30):
        assert take_back("city", delivery=strange, reason="登记有误").status_code == 404
    shown = '<span class="sign note">已撤销</span> 登记有误<span class="hint">（zhongwei经办人，'
    assert shown in take_back("city", **said).content.decode()
    assert "撤销这次签收" not in submitted.page("procedure/", "city")
    assert shown in submitted.page("procedure/", "clerk")


def test_nothing_is_offered_before_it_is_submitted(desk: Any) -> None:
    assert 'id="deliveries"' not in desk.page("procedure/", "city")
    assert desk.client("clerk").get(f"{desk.address}procedure/codes/").status_code == 404
