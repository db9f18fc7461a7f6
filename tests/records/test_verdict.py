"""Verdicts: what a rule answers, and what is raised then."""

from django.core.exceptions import ObjectDoesNotExist

from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, refused


def test_verdict_that_allows_is_true_without_reason() -> None:
    assert ALLOWED
    assert ALLOWED.reason == ""


def test_verdict_that_refuses_is_false_and_says_why() -> None:
    verdict = refused("申报已提交，不能修改。")
    assert not verdict
    assert verdict.reason == "申报已提交，不能修改。"


def test_refusal_that_is_raised_says_why() -> None:
    verdict = refused("申报已提交，不能修改。")
    error = NotAllowedError(verdict)
    assert (error.verdict, str(error)) == (verdict, "申报已提交，不能修改。")


def test_what_is_not_found_is_so_for_django_too() -> None:
    assert issubclass(NotFound, ObjectDoesNotExist)
