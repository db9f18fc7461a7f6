"""Sly figures: units, 无 as a switch, answers that contradict one another, plans."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from enterprises import YEARS
from ways import Data, Told, number, rounded, times_of, way

# Units -------------------------------------------------------------------------------------------


@way
def output_in_ten_thousands(data: Data, draw: Random) -> Told | None:
    total = data["answers"]["total_output"]
    for year in YEARS:
        total[year] = times_of(total[year], "10000")
    return {("unit_suspect", "total_output")}


@way
def output_of_one_year_in_ten_thousands(data: Data, draw: Random) -> Told | None:
    year = draw.choice(YEARS)
    total = data["answers"]["total_output"]
    total[year] = times_of(total[year], "10000")
    return {("unit_suspect", "total_output")}


@way
def share_as_a_fraction(data: Data, draw: Random) -> Told | None:
    fields = ["sme_output_share", "leading_output_share", "cloud_share"]
    fields += ["industrial_internet_share", "solid_waste_utilisation", "water_reuse"]
    field = draw.choice(fields)
    answers = data["answers"]
    value = answers[field]
    if isinstance(value, dict):
        answers[field] = {year: f"{number(value[year]) / 100:.2f}" for year in YEARS}
        value = answers[field]["2025"]
    else:
        value = answers[field] = f"{number(value) / 100:.2f}"
    return {("unit_suspect", field)} if 0 < Decimal(value) <= 1 else None


@way
def software_in_yuan(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    year = draw.choice(YEARS)
    spent = answers["software_spend"][year]
    whole = number(answers["total_output"][year]) * 10000
    if number(spent) * 10000 <= whole / 50:
        return None
    answers["software_spend"][year] = times_of(spent, "10000")
    return {("unit_suspect", "software_spend")}


@way
def area_in_mu(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    answers["area_km2"] = times_of(answers["area_km2"], "1500")
    told: Told = {("unit_suspect", "area_km2")}
    if answers["industry_sector"] == "primary":
        told = {("unusual_level", "area_km2")} if Decimal(answers["area_km2"]) > 100 else set()
    return told or None


@way
def carbon_in_kilograms(data: Data, draw: Random) -> Told | None:
    intensity = data["answers"]["co2_intensity"]
    for year in YEARS:
        intensity[year] = times_of(intensity[year], "1000")
    return {("unit_suspect", "co2_intensity")} if Decimal(intensity["2025"]) > 20 else None


@way
def growth_without_its_point(data: Data, draw: Random) -> Told | None:
    year = draw.choice(YEARS)
    growths = data["answers"]["rd_growth"]
    growths[year] = times_of(growths[year], "100")
    if -80 <= number(growths[year]) <= 100:
        return None
    return {("unusual_level", "rd_growth"), ("out_of_range", "rd_growth")}


# 无 as a switch ----------------------------------------------------------------------------------


@way
def no_growth_of_the_first_year_and_a_fine_average(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    if answers["leading_output_cagr"] == "无":
        return None
    answers["leading_output_growth"]["2023"] = "无"
    answers["leading_output_cagr"] = "39.87"
    return {("leading_cagr_differs", "leading_output_cagr")}


@way
def no_growth_at_all_and_a_fine_average(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    if answers["leading_output_cagr"] == "无":
        return None
    answers["leading_output_growth"] = dict.fromkeys(YEARS, "无")
    answers["leading_output_cagr"] = "44.87"
    return {("leading_cagr_differs", "leading_output_cagr")}


@way
def no_growth_of_a_year_that_can_be_computed(data: Data, draw: Random) -> Told | None:
    growths = data["answers"]["leading_output_growth"]
    year = draw.choice(("2024", "2025"))
    if growths[year] == "无":
        return None
    growths[year] = "无"
    return {("none_but_computable", "leading_output_growth")}


@way
def no_average_though_it_can_be_computed(data: Data, draw: Random) -> Told | None:
    if data["answers"]["leading_output_cagr"] == "无":
        return None
    data["answers"]["leading_output_cagr"] = "无"
    return {("none_but_computable", "leading_output_cagr")}


@way
def no_patents_a_head_though_there_are_patents(data: Data, draw: Random) -> Told | None:
    if not data["lists"]["patents"]:
        return None
    data["answers"]["patents_per_10k_employees"] = "无"
    return {("none_but_computable", "patents_per_10k_employees")}


@way
def nothing_where_there_must_be_something(data: Data, draw: Random) -> Told | None:
    fields = ["cluster_name", "county_authority", "operator", "county_contact", "county_phone"]
    fields += [
        "operator_contact",
        "operator_phone",
        "application_date",
        "sme_employees",
        "area_km2",
    ]
    fields += ["total_output", "sme_output_share", "enterprise_count", "sme_count"]
    field = draw.choice(fields)
    value = data["answers"][field]
    data["answers"][field] = {**value, "2024": "无"} if isinstance(value, dict) else "无"
    return {("none_not_allowed", field)}


# Contradictions ----------------------------------------------------------------------------------


@way
def all_small_and_a_lower_share(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    if answers["sme_count"]["2025"] != answers["enterprise_count"]["2025"]:
        return None
    answers["sme_output_share"]["2025"] = "71.30"
    return {("sme_share_contradicts", "sme_output_share"), ("sme_share_contradicts", "sme_count")}


@way
def full_share_though_not_all_are_small(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    year = draw.choice(YEARS)
    if answers["sme_output_share"][year] == "100.00":
        return None
    answers["sme_output_share"][year] = "100.00"
    if answers["sme_count"][year] == answers["enterprise_count"][year]:
        return None
    return {("sme_share_contradicts", "sme_output_share"), ("sme_share_contradicts", "sme_count")}


@way
def fewer_people_than_firms(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    people = int(answers["sme_count"]["2025"]) - 1
    answers["sme_employees"] = str(people)
    patents = number(answers["valid_patents"])
    if patents:
        answers["patents_per_10k_employees"] = f"{patents / people * 10000:.2f}"
    return {("unusual_level", "sme_employees")}


@way
def patents_grow_from_none(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    if data["lists"]["patents"]:
        return None
    answers["patent_growth"] = "18.50"
    return {("unusual_level", "patent_growth")}


@way
def less_carbon_than_the_intensity_gives(data: Data, draw: Random) -> Told | None:
    row = next(r for r in data["answers"]["plan_targets"] if r["indicator"] == "co2")
    for part in ("baseline", "2028"):
        row[part] = rounded(times_of(row[part], "0.2"))
    if number(row["baseline"]) < Decimal("0.1"):
        return None
    return {("plan_baseline_differs", "plan_targets")}


@way
def operator_that_only_builds(data: Data, draw: Random) -> Told | None:
    county = data["answers"]["county"]
    words = ("基础设施建设有限公司", "城市建设投资集团有限公司", "城投有限公司", "建筑工程有限公司")
    data["answers"]["operator"] = county + draw.choice(words)
    return {("operator_unsuitable", "operator")}


@way
def operator_is_the_authority(data: Data, draw: Random) -> Told | None:
    data["answers"]["operator"] = data["answers"]["county_authority"]
    return {("operator_unsuitable", "operator")}


@way
def name_with_digits(data: Data, draw: Random) -> Told | None:
    field = draw.choice(("county_contact", "operator_contact"))
    data["answers"][field] = draw.choice(("12345", "张3", "李2明"))
    return {("not_a_person", field)}


@way
def more_small_firms_than_firms(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    year = draw.choice(YEARS)
    answers["sme_count"][year] = str(int(answers["enterprise_count"][year]) + 1)
    return {("sme_count_exceeds", "sme_count")}


@way
def more_titles_than_firms(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    field = draw.choice(("specialised_sme_count", "high_tech_count", "innovative_sme_count"))
    answers[field]["2025"] = str(int(answers["enterprise_count"]["2025"]) + 3)
    return {("honour_count_exceeds", field)}


@way
def moved_average(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    if answers["leading_output_cagr"] == "无":
        return None
    answers["leading_output_cagr"] = str(Decimal(answers["leading_output_cagr"]) + 47)
    return {("leading_cagr_differs", "leading_output_cagr")}


@way
def platform_named_twice(data: Data, draw: Random) -> Told | None:
    answers = data["answers"]
    names = answers["provincial_platforms_names"].split("、")
    if len(names) < 2 or any("（" in name and "）" not in name for name in names):
        names = []
    listed = [r["name"] for r in data["lists"]["platforms"] if r["level"] == "省级"]
    if len(listed) < 2:
        return None
    answers["provincial_platforms_names"] = "、".join([listed[0], listed[0], *listed[2:]])
    return {("names_count_differs", "provincial_platforms_names")}


@way
def no_formula_for_carbon(data: Data, draw: Random) -> Told | None:
    data["answers"]["co2_intensity_formula"] = draw.choice(("无", "/", "略"))
    return {("co2_formula_missing", "co2_intensity"), ("no_answer", "co2_intensity_formula")}


# The plan ----------------------------------------------------------------------------------------


def _target(data: Data, indicator: str) -> dict[str, str]:
    rows: list[dict[str, str]] = data["answers"]["plan_targets"]
    return next(row for row in rows if row["indicator"] == indicator)


@way
def research_that_grows_too_slowly(data: Data, draw: Random) -> Told | None:
    row = _target(data, "rd_spend")
    if number(row["baseline"]) < 10:
        return None
    row.update(dict.fromkeys(("2026", "2027"), row["baseline"]))
    row["2028"] = rounded(times_of(row["baseline"], "1.3"))
    return {("plan_target_below", "plan_targets")}


@way
def output_that_grows_too_slowly(data: Data, draw: Random) -> Told | None:
    _target(data, "output_growth")["2028"] = "9.94"
    return {("plan_target_below", "plan_targets")}


@way
def fewer_good_firms_than_there_are(data: Data, draw: Random) -> Told | None:
    tiers = ("specialised_sme_count", "little_giant_count", "innovative_sme_count")
    most = max(number(data["answers"][tier]["2025"]) for tier in tiers)
    if most < 2:
        return None
    _target(data, "quality_sme_count")["baseline"] = str(most - 1)
    return {("plan_baseline_differs", "plan_targets")}


@way
def target_left_out(data: Data, draw: Random) -> Told | None:
    del _target(data, draw.choice(("co2", "rd_spend", "governance")))["2028"]
    return {("plan_indicator_missing", "plan_targets")}


# Explanations that explain nothing ---------------------------------------------------------------


@way
def explained_by_a_phrase(data: Data, draw: Random) -> Told | None:
    told = operator_is_the_authority(data, draw)
    words = ("XX", "情况属实", "核实无误", "按实际填报", "因工作需要", "经核实，核实无误。")
    data["explanations"] = {"operator_unsuitable:operator": draw.choice(words)}
    return told
