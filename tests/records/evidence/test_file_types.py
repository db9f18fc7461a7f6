"""Which files are taken as evidence, and what is said of the others."""

from __future__ import annotations

from contextlib import suppress

import pytest
from tests.records.evidence.sample_files import PDF, docx, jpeg, ofd, ole, package, png, xlsx

from jiqun.engine.reading.gate.kept_package import check_package
from jiqun.records.evidence.file_checks import UnusableFileError, packages
from jiqun.records.evidence.file_types import TYPES, check_file

LARGEST = 1024 * 1024
_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
_DTD = b'<!DOCTYPE x [<!ENTITY a "b">]>'

GOOD = {
    "证明.pdf": (PDF, "application/pdf"),
    "证明.PDF": (PDF, "application/pdf"),
    "公文.ofd": (ofd(), "application/ofd"),
    "照片.jpg": (jpeg(), "image/jpeg"),
    "照片.jpeg": (jpeg(tail=b"\0" * 40), "image/jpeg"),
    "双摄.jpg": (jpeg(tail=jpeg()), "image/jpeg"),
    "截图.png": (png(), "image/png"),
    "说明.docx": (docx(("word/media/image1.png", png())), TYPES["docx"].media_type),
    "台账.xlsx": (xlsx(("xl/worksheets/sheet1.xml", b"<s/>")), TYPES["xlsx"].media_type),
    "旧.doc": (ole("WordDocument", "1Table"), "application/msword"),
    "旧.xls": (ole("Workbook"), "application/vnd.ms-excel"),
    "更旧.xls": (ole("Book"), "application/vnd.ms-excel"),
}

HOSTILE = [
    ("空.pdf", b"", "空文件"),
    ("大.pdf", PDF + b" " * LARGEST, "超过每个文件 1 MB"),
    ("乱.pdf", b"\x01\x02\x03\x04" * 9, "文件损坏或类型不符"),
    ("乱.docx", b"\x01\x02\x03\x04" * 9, "文件损坏或类型不符"),
    ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是可以上传的类型"),
    ("页.html", b"<html></html>", "不是可以上传的类型"),
    ("程序.exe", b"MZ" + b"\0" * 60, "不是可以上传的类型"),
    ("报告.docx.exe", b"MZ" + b"\0" * 60, "不是可以上传的类型"),
    ("无扩展名", PDF, "不是可以上传的类型"),
    ("包.zip", package(("a.txt", b"a")), "不是可以上传的类型"),
    ("宏.docm", docx(), "不是可以上传的类型"),
    ("程序.pdf", b"MZ" + b"\0" * 60, "看起来是程序"),
    ("网页.pdf", b"<html><body>", "看起来是网页"),
    ("图.png", b"<svg onload=alert(1)>", "看起来是网页"),
    ("文档.doc", b"{\\rtf1", "看起来是RTF"),
    ("照片.png", jpeg(), "看起来是JPEG"),
    ("照片.jpg", png(), "看起来是PNG"),
    ("动图.jpg", b"GIF89a/*", "看起来是GIF"),
    ("垃圾在前.pdf", b"x" * 1024 + PDF, "文件损坏或类型不符"),
    ("网页在前.pdf", b"<html>" + PDF, "看起来是网页"),
    ("密码.docx", ole("EncryptedPackage", "EncryptionInfo"), "取消密码"),
    ("密码.doc", ole("EncryptedPackage", "EncryptionInfo"), "设置了密码"),
    ("断.pdf", PDF[:-8], "不完整"),
    ("版本.pdf", PDF.replace(b"%PDF-1.4", b"%PDF-9.x"), "版本"),
    ("密码.pdf", PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R"), "取消密码"),
    ("密码二.pdf", PDF.replace(b"/Root 1 0 R", b"/Encrypt<</Filter/Standard>>"), "取消密码"),
    ("网页.pdf", PDF.replace(b"1 0 obj", b"%<script>alert(1)</script>\n1 0 obj"), "网页"),
    ("网页在后.pdf", PDF + b"<html><script>", "网页"),
    ("包在后.pdf", PDF + package(("a.txt", b"a")), "压缩包"),
    ("程序在后.pdf", PDF.rstrip() + b"MZ\x90\0", "程序"),
    ("断.jpg", jpeg()[:-6], "不完整"),
    ("大图.jpg", jpeg(9000, 9000), "像素"),
    ("零.jpg", jpeg(0, 5), "不完整"),
    ("注释.jpg", jpeg(comment=b"*/<script>alert(1)</script>"), "网页"),
    ("网页在后.jpg", jpeg(tail=b"<html>"), "网页"),
    ("包在后.jpg", jpeg(tail=package(("a.txt", b"a"))), "压缩包"),
    ("文书在后.jpg", jpeg(tail=PDF), "PDF"),
    ("断.png", png()[:-5], "不完整"),
    ("大图.png", png(30000, 30000), "像素"),
    ("动画.png", png(2, 2, (b"acTL", b"\0\0\x27\x10\0\0\0\0")), "动画"),
    ("文字.png", png(2, 2, (b"tEXt", b"Comment\0<script>alert(1)</script>")), "网页"),
    ("包在后.png", png() + package(("a.txt", b"a")), "压缩包"),
    ("头.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "不完整"),
    ("断.docx", docx()[:-30], "文件损坏"),
    ("改名.docx", xlsx(), "不属于这种文件"),
    ("改名.xlsx", docx(), "不属于这种文件"),
    ("改名.ofd", docx(), "不属于这种文件"),
    ("改名二.docx", ofd(), "不属于这种文件"),
    ("别的.ofd", ofd(b"<html/>"), "文件损坏"),
    ("声明.ofd", ofd(_DTD + b"<OFD />"), "文档类型定义"),
    ("宏.docx", docx(kind=_MACRO), "宏"),
    ("宏二.docx", docx(("word/vbaProject.bin", b"x")), "宏"),
    ("控件.docx", docx(("word/activeX/activeX1.bin", b"x")), "宏"),
    ("内嵌.docx", docx(("word/embeddings/oleObject1.bin", b"x")), "内嵌"),
    ("内嵌.xlsx", xlsx(("xl/embeddings/setup.exe", b"MZ")), "程序"),
    ("宏表.xlsx", xlsx(("xl/macrosheets/sheet1.xml", b"<x/>")), "宏"),
    ("路径.docx", docx(("../../etc/x", b"x")), "文件之外"),
    ("绝对.docx", docx(("/etc/x", b"x")), "不允许的字符"),
    ("盘符.docx", docx(("C:/x", b"x")), "不允许的字符"),
    ("重名.docx", docx(("WORD/document.xml", b"x")), "出现了两次"),
    ("前缀.docx", b"PK\x03\x04" + b"\0" * 40 + docx(), "文件损坏"),
    ("多.docx", docx(*((f"word/{n}.xml", b"") for n in range(2001))), "超过上限"),
    ("类型.doc", ole("__properties_version1.0"), "文件损坏"),
    ("类型.xls", ole("WordDocument"), "文件损坏"),
    ("宏.doc", ole("WordDocument", "_VBA_PROJECT"), "宏"),
    ("断.doc", ole("WordDocument")[:600], "文件损坏"),
]


@pytest.mark.parametrize(("name", "file"), GOOD.items(), ids=list(GOOD))
def test_file_of_a_taken_kind_is_recognised(name: str, file: tuple[bytes, str]) -> None:
    data, media_type = file
    checked = check_file(name, data, LARGEST)
    assert (checked.media_type, checked.remark) == (media_type, "")


@pytest.mark.parametrize(("name", "data", "why"), HOSTILE, ids=[h[0] for h in HOSTILE])
def test_hostile_file_is_refused_with_the_reason(name: str, data: bytes, why: str) -> None:
    with pytest.raises(UnusableFileError) as refused:
        check_file(name, data, LARGEST)
    message = refused.value.message
    assert why in message and name in message and message.endswith("。")
    assert "没有保存" in message


def test_packages_with_a_declared_bomb_or_a_password_are_refused() -> None:
    bomb = bytearray(docx(("word/media/a.png", b"\0" * 10)))
    at = bomb.rfind(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = (300 * 1024 * 1024).to_bytes(4, "little")
    with pytest.raises(UnusableFileError, match="两处说明不一致"):
        check_file("弹.docx", bytes(bomb), LARGEST)
    locked = bytearray(docx())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        locked[locked.find(mark) + place] |= 1
    with pytest.raises(UnusableFileError, match="密码"):
        check_file("锁.docx", bytes(locked), LARGEST)


@pytest.mark.parametrize(
    ("inside", "remark"),
    [
        (b"/S /JavaScript /JS (app.alert)", "脚本"),
        (b"/S /Launch", "会自动执行的动作"),
        (b"/Type /EmbeddedFile", "附件"),
        (b"/XFA 3 0 R", "动态表单"),
    ],
)
def test_pdf_with_more_than_pages_is_taken_with_a_remark(inside: bytes, remark: str) -> None:
    data = PDF.replace(b"/Catalog", b"/Catalog " + inside)
    assert remark in check_file("a.pdf", data, LARGEST).remark


def test_pdf_changed_after_saving_is_taken_with_a_remark() -> None:
    assert "改动过" in check_file("a.pdf", PDF + PDF[9:], LARGEST).remark


@pytest.mark.parametrize("name", GOOD)
def test_file_that_is_cut_or_spoilt_anywhere_is_taken_or_refused_in_words(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a process for each of some thousand files.
    monkeypatch.setattr(packages, "check_package_safely", check_package)
    data = GOOD[name][0]
    step = 1 + len(data) // 600
    spoilt = [data[:n] for n in range(0, len(data), step)]
    for n in range(0, len(data), step):
        spoilt += [data[:n] + bytes([wrong]) + data[n + 1 :] for wrong in (0, 0xFF, data[n] ^ 1)]
    for one in spoilt:
        with suppress(UnusableFileError):
            assert check_file(name, one, LARGEST).media_type
