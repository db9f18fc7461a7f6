"""What people are told while a Word file waits to be read."""

from __future__ import annotations

from jiqun.records.filings.queries import Wait

_QUEUED = "文件已收到，正在排队读取。"
_READING = "正在读取，通常只要一两秒。"
_OTHERS = "前面还有别的文件在读取，已等了 {seconds} 多秒。轮到时会自动读取，不必重新上传。"
_LATE = (
    "读取还没有{done}，已等了 {seconds} 多秒。可能是服务器的后台处理没有运行，请联系管理员。"
    "文件已经收好，后台恢复后会自动读取，不必重新上传。"
)


def waiting_words(wait: Wait) -> str:
    """How the reading stands, and what to do where it takes too long."""
    if not wait.late:
        return _READING if wait.begun else _QUEUED
    words = _OTHERS if wait.others else _LATE
    # In steps of ten: words that changed with every look would be read out every time.
    return words.format(done="完成" if wait.begun else "开始", seconds=wait.seconds // 10 * 10)
