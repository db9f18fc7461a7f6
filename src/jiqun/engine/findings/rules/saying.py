"""Whether a text says anything: not only marks, words for later, its own label, a word for 无."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jiqun.engine.definition import Address, Check, Form
from jiqun.engine.findings.finding import Repair
from jiqun.engine.findings.message import cut
from jiqun.engine.findings.rule_context import Hit, RuleContext, Written
from jiqun.engine.findings.rules.texts import compiled
from jiqun.engine.kinds import NONE, comparison_key, count_characters

_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
_NUMBERING = re.compile(r"^(?:[（(]?[0-9一二三四五六七八九十]+[)）、.．])+")
_MARKS = re.compile(r"[\W_]+")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003fffd]")


def none_in_other_words(check: Check, context: RuleContext) -> Iterator[Hit]:
    """Another word for 无 in place of it."""
    pattern = compiled(check.settings["words"])
    for written in context.texts_of(check):
        if written.text != NONE and pattern.fullmatch(bare(written.text)):
            allowed = written.asked.none_allowed or written.asked.kind.plan
            advice = f"请改填“{NONE}”。" if allowed else f"请填写；这一项不能填“{NONE}”。"
            yield Hit(
                written.at,
                written.words(excerpt=cut(written.text), advice=advice),
                repair=Repair(written.at, NONE) if allowed else None,
            )


def no_answer(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A text of marks alone, of a word that puts the answer off, of its own label, or of one
    character again and again."""
    pattern = compiled(check.settings["words"])
    for written in _given_texts(check, context):
        fault = _fault(written.text, context.form, written.at, pattern)
        if fault:
            otherwise = f"；确无相关情况的填“{NONE}”" if written.asked.none_allowed else ""
            words = {"fault": fault, "advice": f"请写明实际情况{otherwise}。"}
            yield Hit(written.at, written.words(excerpt=cut(written.text), **words))


def no_chinese(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A text without a Chinese character."""
    for written in _given_texts(check, context):
        if not has_chinese(written.text):
            yield Hit(written.at, written.words(excerpt=cut(written.text)))


def short_text(check: Check, context: RuleContext) -> Iterator[Hit]:
    """A text, other than 无, of fewer characters than can say something."""
    least = int(context.number(check.settings["least"]))
    for written in _given_texts(check, context):
        count = count_characters(written.text)
        if count < least:
            yield Hit(written.at, written.words(count=str(count)))


def _given_texts(check: Check, context: RuleContext) -> Iterator[Written]:
    """The texts other than 无, but for figures in rows of one's own of the plan."""
    for written in context.texts_of(check):
        own = written.asked.kind.plan and context.form.indicator(written.at) is None
        if written.text != NONE and not own:
            yield written


@lru_cache(maxsize=1024)  # while somebody types, all texts but one are the same as before
def _fault(text: str, form: Form, at: Address, pattern: re.Pattern[str]) -> str:
    """Why a text answers nothing; empty where it may be an answer."""
    said = bare(text)
    if not said:
        return "只有标点符号"
    if pattern.fullmatch(said):
        return "没有写出内容"
    if is_one_again_and_again(text):
        return "只是同一个字反复出现"
    head = bare(_NUMBERING.sub("", text.strip()))
    labels = _labels(form, at)
    named = head and any(not head.replace(label, "") for label in labels)
    return "只是填报项的名称" if named else ""


@lru_cache(maxsize=1024)
def bare(text: str) -> str:
    """The text without spaces and marks, for comparison."""
    return _MARKS.sub("", comparison_key(text))


def has_chinese(text: str) -> bool:
    """Whether a Chinese character stands in a text."""
    return _HAN.search(text) is not None


def is_one_again_and_again(text: str) -> bool:
    """Whether a text is one character, no digit, again and again, whatever marks stand between."""
    said = bare(text)
    return len(said) > 1 and len(set(said)) == 1 and not said.isdigit()


def _labels(form: Form, at: Address) -> frozenset[str]:
    """What the form calls a field, or a row of the plan: with its parts, and without what stands in
    brackets."""
    field, indicator = form.fields[at.field], form.indicator(at)
    asked = field.column(at.part) or field
    words = [asked.label, *asked.label.split("·"), form.section_by_id[field.section].heading]
    if indicator is not None:
        words = [indicator.label, field.directions[indicator.direction]]
        words.append(words[1] + words[0])
    words += [_BRACKETS.sub("", label) for label in words]
    words += [_NUMBERING.sub("", label.strip()) for label in words]
    return frozenset(filter(None, map(bare, words)))
