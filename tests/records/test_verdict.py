"""Verdicts: what a rule answers."""

from jiqun.records.verdict import ALLOWED, refused


def test_verdict_that_allows_is_true_without_reason() -> None:
    assert ALLOWED
    assert ALLOWED.reason == ""


def test_verdict_that_refuses_is_false_and_says_why() -> None:
    verdict = refused("申报已提交，不能修改。")
    assert not verdict
    assert verdict.reason == "申报已提交，不能修改。"
