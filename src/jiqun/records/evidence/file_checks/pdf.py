"""A look at a PDF file: whole, readable without a password, and what its reader should know."""

from __future__ import annotations

import re

from jiqun.records.evidence.file_checks import UnusableFileError
from jiqun.records.evidence.file_checks.foreign import refuse_appended, refuse_page

_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")
_VERSION = re.compile(rb"%PDF-[12]\.[0-9]")
_END = b"%%EOF"
_SNIFFED = 1024  # bytes at the start that programs look at to tell what a file is
_REMARKS = (
    (re.compile(rb"/(?:JavaScript|JS)\b"), "脚本"),
    (re.compile(rb"/(?:Launch|SubmitForm|ImportData)\b"), "会自动执行的动作"),
    (re.compile(rb"/EmbeddedFile\b"), "附件"),
    (re.compile(rb"/XFA\b"), "动态表单"),
)


def look(data: bytes) -> str:
    """A remark on what the file holds beside its pages; empty if nothing."""
    if not _VERSION.match(data):
        raise UnusableFileError("文件损坏，开头不是 PDF 的版本。请重新导出 PDF 后再上传。")
    end = data.rfind(_END)
    if end < 0 or b"startxref" not in data:
        raise UnusableFileError("文件不完整，没有 PDF 的结尾。请重新导出 PDF 后再上传。")
    refuse_page(data[:_SNIFFED])
    refuse_appended(data, end + len(_END))
    if _ENCRYPTED.search(data):
        raise UnusableFileError("文件设置了密码或加密。请取消密码后再上传。")
    contents = [what for sign, what in _REMARKS if sign.search(data)]
    remark = f"文件内含{'、'.join(contents)}，请下载后谨慎打开。" if contents else ""
    if data.count(_END) > 1:
        remark += "文件保存后又改动过（例如加了签章）。"
    return remark
