"""Sly lists, evidence and texts: padded, left out, ink that says nothing."""

from __future__ import annotations

from random import Random

from ways import Data, Told, number, way

# Lists -------------------------------------------------------------------------------------------


@way
def one_patent_again_and_again(data: Data, draw: Random) -> Told | None:
    rows = data["lists"]["patents"]
    if not rows:
        return None
    rows += [dict(rows[0]) for _ in range(draw.randint(1, 9))]
    data["answers"]["valid_patents"] = str(len(rows))
    return {("repeated_row", "valid_patents")}


@way
def patent_again_with_another_dash(data: Data, draw: Random) -> Told | None:
    rows = data["lists"]["patents"]
    if not rows:
        return None
    number = rows[0]["number"]
    rows.append({**rows[0], "number": f" {number[:4]} {number[4:]}", "name": "另一名称"})
    data["answers"]["valid_patents"] = str(len(rows))
    return {("repeated_row", "valid_patents")}


@way
def standard_again_with_another_dash(data: Data, draw: Random) -> Told | None:
    rows = data["lists"]["standards"]
    if not rows:
        return None
    rows.append({**rows[0], "number": rows[0]["number"].replace("-", "—")})
    return _of_list("repeated_row", "standards", data)


@way
def platform_twice(data: Data, draw: Random) -> Told | None:
    rows = [row for row in data["lists"]["platforms"] if row["level"] == "省级"]
    if not rows:
        return None
    data["lists"]["platforms"].append(dict(rows[0]))
    answers = data["answers"]
    answers["provincial_platforms_count"] = str(len(rows) + 1)
    answers["provincial_platforms_names"] += f"、{rows[0]['name']}"
    return {("repeated_row", "provincial_platforms_count")}


@way
def empty_rows(data: Data, draw: Random) -> Told | None:
    rows = data["lists"]["patents"]
    rows += [{"kind": "发明专利"} for _ in range(draw.randint(1, 12))]
    data["answers"]["valid_patents"] = str(len(rows))
    if not any(one["for"] == "valid_patents" for one in data["evidence"]):
        data["evidence"].append({"for": "valid_patents", "file": "a.pdf", "kind": "authority"})
    return {("row_incomplete", "valid_patents"), ("list_count_differs", "valid_patents")}


@way
def patent_granted_after_the_base_year(data: Data, draw: Random) -> Told | None:
    rows = data["lists"]["patents"]
    if not rows:
        return None
    draw.choice(rows)["granted"] = "2026-08-14"
    return {("row_after_base_year", "valid_patents")}


@way
def one_more_than_the_list_has(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    field = draw.choice(("valid_patents", "green_factories", "overseas_branches"))
    answers[field] = str(number(answers[field]) + draw.randint(1, 9))
    codes = ("list_count_differs", "list_missing", "evidence_missing")
    return {(code, field) for code in codes}


def _of_list(code: str, list_id: str, data: Data) -> Told:
    return {(code, field) for field in data["answers"] if field.startswith(list_id)}


# Evidence ----------------------------------------------------------------------------------------


@way
def count_without_evidence(data: Data, draw: Random) -> Told | None:
    plain = [one for one in data["evidence"] if "." not in one["for"]]
    if not plain:
        return None
    gone = draw.choice(plain)["for"]
    data["evidence"] = [one for one in data["evidence"] if one["for"] != gone]
    return {("evidence_missing", gone)}


@way
def tick_without_evidence(data: Data, draw: Random) -> Told | None:
    gone = draw.choice([one["for"] for one in data["evidence"] if "." in one["for"]])
    data["evidence"] = [one for one in data["evidence"] if one["for"] != gone]
    return {("evidence_missing", gone.partition(".")[0])}


@way
def evidence_without_a_file(data: Data, draw: Random) -> Told | None:
    one = draw.choice(data["evidence"])
    one["file"] = " "
    return {("evidence_missing", one["for"].partition(".")[0])}


# Texts -------------------------------------------------------------------------------------------

SUMMARY = "chain_strengthening_summary"
NO_ANSWERS = ("/", "。", "——", "略", "待定", "待补", "测试", "见附件", "详见附件", "啊啊啊啊啊啊")


@way
def ink_that_says_nothing(data: Data, draw: Random) -> Told | None:
    field = draw.choice((SUMMARY, "green_summary", "plan_profile", "plan_safeguards"))
    data["answers"][field] = draw.choice(NO_ANSWERS)
    return {("no_answer", field), ("placeholder_text", field)}


@way
def letters_that_say_nothing(data: Data, draw: Random) -> Told | None:
    data["answers"][SUMMARY] = draw.choice(("asdf", "abc def", "N", "qwerty"))
    return {("no_answer", SUMMARY)}


@way
def the_label_for_an_answer(data: Data, draw: Random) -> Told | None:
    data["answers"]["plan_approach"] = "总体思路"
    return {("no_answer", "plan_approach")}


@way
def a_plan_of_nothing(data: Data, draw: Random) -> Told | None:
    field = draw.choice(("plan_problems", "plan_goals_2027", "plan_key_tasks"))
    data["answers"][field] = draw.choice(("无", "暂无", "不涉及"))
    return {("thin_text", field), ("no_answer", field)}


@way
def nothing_beside_ticks(data: Data, draw: Random) -> Told | None:
    field = draw.choice((SUMMARY, "quality_brand_summary", "green_summary", "governance_summary"))
    data["answers"][field] = "无"
    return {("none_with_work", field)}


@way
def hardly_a_word(data: Data, draw: Random) -> Told | None:
    data["answers"]["cooperation_summary"] = "参加展会。"
    return {("thin_text", "cooperation_summary")}


@way
def one_text_for_two_answers(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    text = max((answers["plan_profile"], answers["plan_achievements"]), key=len)
    changed = text.replace("，", "、", 1) if draw.random() < 0.5 else text
    answers["plan_profile"], answers["plan_achievements"] = text, changed
    return {("repeated_text", "plan_achievements"), ("repeated_text", "plan_profile")}


@way
def words_of_the_blank_form(data: Data, draw: Random) -> Told | None:
    data["answers"]["operator"] = draw.choice(("XX县产业园区管委会", "××管委会", "____管委会"))
    return {("placeholder_text", "operator")}
