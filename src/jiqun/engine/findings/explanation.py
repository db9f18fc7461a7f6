"""The gate of explanations 情况说明: whether what was written lets a confirm-level finding pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from jiqun.engine.findings.finding import Finding
from jiqun.engine.kinds import comparison_key, count_characters

LEAST_CHARACTERS = 10
_LEAST_OWN = 5
_LEAST_DIFFERENT = 4

# What is left out before asking whether anything is said: words of assurance, and what joins them.
_STOCK = re.compile(
    "经?(?:再次|反复|认真|逐项|多次)?(?:核实|核对|核查|复核|核准|确认|检查|审核|校对)(?:后|过|了|过后)?"
    "|(?:情况|数据|数字|数值|内容|信息|材料|资料|结果|填报|填写|上报|申报|说明|计算|统计|指标|该项|此项|本项)"
    "|(?:完全|全部|确实|确属|均|都|皆|且|并|已经?|为|是|的|以上|上述|所|该|此|本|特此|我们|我单位|单位|企业"
    "|财务|报表|年报|账目|台账|凭证|原始|集群|县|局|由|与|和|及|符合|一致|实际|真实|属实|准确|可靠|有效|无误|无错误|没有错误|没有问题|无问题"
    "|无异常|没有异常|正常|正确|如实|合理|没错|错误|问题|保证|承诺|同意|请予?认可|请审核|知悉|知道|了解)"
    "|ok|yes"
)
_MARKS = re.compile(r"[\W_]")


def apply_explanations(
    findings: Sequence[Finding], explanations: Mapping[str, str]
) -> tuple[list[Finding], list[Finding]]:
    """The findings that stay (with why their explanation is not enough), and those that pass."""
    texts = {key.rstrip(":"): text for key, text in explanations.items()}
    if not texts:
        return list(findings), []
    explained = {f.key: text for f in findings if (text := _text_for(f, texts)) is not None}
    times = Counter(_key(text) for text in explained.values())
    staying: list[Finding] = []
    passing: list[Finding] = []
    for finding in findings:
        text = explained.get(finding.key)
        if text is None:
            staying.append(finding)
            continue
        fault = _fault(text, times)
        if fault:
            message = f"{finding.message}已写的情况说明还不够：{fault}"
            staying.append(replace(finding, message=message))
        else:
            passing.append(finding)
    return staying, passing


def _text_for(finding: Finding, texts: Mapping[str, str]) -> str | None:
    """What was written for a finding that words can settle, under its key or its former one."""
    if finding.level != "confirm":
        return None
    text = texts.get(finding.key)
    return texts.get(finding.former_key) if text is None else text


def _key(text: str) -> str:
    """The text without marks, for comparison."""
    return _MARKS.sub("", comparison_key(text))


def _fault(text: str, times: Mapping[str, int]) -> str:
    """Why a text explains nothing; empty where it will do."""
    count = count_characters(text)
    if count < LEAST_CHARACTERS:
        return f"只有{count}字，至少要{LEAST_CHARACTERS}字，请写明具体原因。"
    key = _key(text)
    own = _STOCK.sub("", key)
    if count_characters(own) < _LEAST_OWN or len(set(own)) < _LEAST_DIFFERENT:
        return "只说了属实、无误一类的话，请写明具体原因。"
    if times[key] > 1:
        return "与另一处的情况说明完全相同，请分别写明各自的原因。"
    return ""
