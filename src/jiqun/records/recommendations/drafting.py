"""The letter 推荐函 and the summary 推荐汇总表 of a batch, drafted from the frozen versions of what
is recommended; what the city typed stands in place of the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from jiqun.engine import Address, Answers, cell, read_answers
from jiqun.records.applications.attached_forms import OPINION, STATEMENT, version_naming
from jiqun.records.applications.models import Application, Call
from jiqun.records.filings.editions import form_named
from jiqun.records.organisations.models import Office
from jiqun.records.recommendations.queries import niche_written, rank_of, ranking_of
from jiqun.records.versions.models import FrozenVersion
from jiqun.records.versions.queries import (
    answers_of_version,
    outcome_of_version,
    said_in,
)

LETTER, SUMMARY = "letter", "summary"
FORMS: Mapping[str, str] = {
    LETTER: "recommendation_letter",
    SUMMARY: "recommendation_summary",
}
"""The forms of the two papers, by what they are."""

TYPED: Mapping[str, tuple[str, ...]] = {
    LETTER: (
        *("letter_issuer", "letter_number", "letter_title", "letter_to", "letter_body"),
        *("letter_attachments", "letter_date", "letter_contact", "letter_phone"),
    ),
    SUMMARY: ("filler", "filler_phone", "filled_on"),
}
"""The fields of each that the city may write itself."""

_WORDS: Mapping[str, str] = {"meets": "符合", "fails": "不符合", "not_verified": "待核"}
_UNDER_FIRST = "　　　"  # the width of 附件：, so that the items stand below one another


def drafts(call: Call, city: Office, recommended: Sequence[Application]) -> dict[str, str]:
    """What stands in the fields that the city may write itself, until it does."""
    named = [_text(one, "cluster_name") for one in recommended]
    listed = "；".join(f"{number}.{name}" for number, name in enumerate(named, 1))
    national = [
        name
        for name, one in zip(named, recommended, strict=True)
        if _answer(version_naming(one, OPINION), Address("also_national")) == "yes"
    ]
    also = f"其中{'、'.join(national)}同时推荐申报国家级。" if national else ""
    number, year = len(recommended), _year(call)
    body = [
        f"按照《{call.title}》要求，我单位组织县（市、区）中小企业主管部门开展申报，对申报材料进行了"
        f"审核{_visits(recommended)}，并核实了公示和信用情况。",
        f"经审核，现推荐{number}个集群，按推荐顺序为：{listed}。{also}",
        "特此致函。",
    ]
    attached = [
        "1.中小企业特色产业集群推荐汇总表",
        f"2.中小企业特色产业集群申报表{number}份",
        f"3.现场核查符合性说明{number}份",
    ]
    return {
        "letter_issuer": city.name,
        "letter_title": f"关于推荐{year}年度自治区中小企业特色产业集群的函",
        "letter_to": "自治区工业和信息化厅",
        "letter_body": "\n".join(body) if recommended else "",
        "letter_attachments": f"\n{_UNDER_FIRST}".join(attached) if recommended else "",
    }


def paper_answers(
    call: Call, city: Office, recommended: Sequence[Application], typed: Mapping[str, str]
) -> dict[str, Answers]:
    """The two papers as answers to their forms."""
    given = {**drafts(call, city, recommended), **typed}
    data: dict[str, dict[str, object]] = {
        paper: {name: given[name] for name in names if given.get(name)}
        for paper, names in TYPED.items()
    }
    data[SUMMARY] |= {
        "year": _year(call),
        "summary_city": city.name,
        "recommended_count": str(len(recommended)),
        "clusters": [{k: v for k, v in row_of(one).items() if v} for one in recommended],
    }
    return {
        paper: read_answers(form_named(call.edition, form), {"answers": data[paper]})
        for paper, form in FORMS.items()
    }


def row_of(application: Application) -> dict[str, str]:
    """The row of an application in the summary, by the ids of its columns."""
    said = said_in(application.submitted) if application.submitted else {}
    ranking = ranking_of(application)
    text = partial(_text, application)
    of_year = partial(_text, application, year=_base_year(application))
    return {
        "rank": str(rank_of(application) or ""),
        "county": text("county") or application.county.name,
        "cluster_name": text("cluster_name"),
        "leading_industry": said.get("leading_industry", ""),
        "niche": niche_written(application),
        "niche_code": said.get("niche_code", ""),
        "operator": text("operator"),
        "total_output": of_year("total_output"),
        "leading_output_share": of_year("leading_output_share"),
        "sme_output_share": of_year("sme_output_share"),
        "leading_output_cagr": text("leading_output_cagr"),
        "champions": _sum(of_year("little_giant_count"), of_year("single_champion_count")),
        "quality_smes": _sum(
            *map(of_year, ("specialised_sme_count", "innovative_sme_count", "high_tech_count"))
        ),
        "city_level": text("city_level_recognised"),
        "standard": _standard(application),
        "onsite": _conclusion(application),
        "contact": text("county_contact"),
        "phone": text("county_phone"),
        "remark": ranking.remark if ranking else "",
    }


def _standard(application: Application) -> str:
    """The self-assessment in numbers, by the call's standard."""
    if application.submitted is None:
        return ""
    found = [one.result for one in outcome_of_version(application.submitted).assessment]
    counted = (f"{words}{found.count(result)}项" for result, words in _WORDS.items())
    return "、".join(counted) if found else ""


def _conclusion(application: Application) -> str:
    version = version_naming(application, STATEMENT)
    return answers_of_version(version).shown_at(Address("conclusion")) if version else ""


def _visits(recommended: Sequence[Application]) -> str:
    """From when to when the clusters were visited, as far as the statements say."""
    days: list[date] = []
    for one in recommended:
        version = version_naming(one, STATEMENT)
        for name in ("visit_from", "visit_to"):
            day = _answer(version, Address(name))
            days += [day] if isinstance(day, date) else []
    if not days:
        return "和现场核查"
    first, last = (f"{day.year}年{day.month}月{day.day}日" for day in (min(days), max(days)))
    span = first if first == last else f"{first}至{last}"
    return f"，于{span}进行了现场核查"


def _answer(version: FrozenVersion | None, at: Address) -> object:
    answer = answers_of_version(version).cells.get(at) if version else None
    return answer.value if answer else None


def _text(application: Application, name: str, year: str = "") -> str:
    if application.submitted is None:
        return ""
    return answers_of_version(application.submitted).shown_at(cell(name, year or None))


def _sum(*texts: str) -> str:
    """Counts added up; 无 is none, and where nothing is known nothing is said."""
    counts = [Decimal(text) if text.isdecimal() else Decimal(0) for text in texts if text]
    return str(sum(counts)) if counts else ""


def _base_year(application: Application) -> str:
    return str(form_named(application.filing.edition).base_year)


def _year(call: Call) -> str:
    """The year of the call: in which what its base year brought is handed in."""
    return str(form_named(call.edition).base_year + 1)
