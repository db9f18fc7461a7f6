"""`jiqun check`: exit status, JSON lines, and what people read."""

from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "中宁枸杞.json"
FOREIGN = Path(__file__).parents[1] / "samples" / "海原肉牛-外来.docx"
KEYS = [
    "code",
    "level",
    "field",
    "option",
    "row",
    "period",
    "message",
    "formula",
    "repair",
    "source",
    "ways",
]


def test_example_has_no_error_and_status_0(jiqun):
    done = jiqun("check", EXAMPLE, "--json")
    assert done.status == 0
    (line,) = done.lines()
    assert line["file"] == str(EXAMPLE)
    assert not [f for f in line["findings"] if f["level"] == "error"]
    assert line["values"]["leading_output_growth"] == {"2024": "20.85", "2025": "28.57"}
    assert line["values"]["leading_output_cagr"] == "20.32"
    assert line["assessment"]


def test_wrong_figure_is_told_with_formula_and_repair_and_an_error_gives_status_1(jiqun, changed):
    growth = {"2023": "12.10", "2024": "20.86", "2025": "31.00"}
    done = jiqun("check", changed(leading_output_growth=growth, sme_count={}), "--json")
    assert done.status == 1
    found = [f for f in done.lines()[0]["findings"] if f["code"] == "leading_growth_differs"]
    assert [list(f) for f in found] == [KEYS]
    assert found[0]["period"] == "2025"
    assert found[0]["repair"]["value"] == "28.57"
    assert found[0]["formula"].startswith("(121.81×81.46%)÷(94.72×81.48%)−1")


def test_figures_that_disagree_are_told_with_what_would_change_in_which_cell(jiqun, changed):
    count = {"2023": "156", "2024": "172", "2025": "90"}
    file = changed(enterprise_count=count)
    finding = next(
        f
        for f in jiqun("check", file, "--json").lines()[0]["findings"]
        if f["code"] == "sme_count_exceeds"
    )
    assert finding["repair"] is None
    assert [(w["field"], w["period"], w["before"], w["value"]) for w in finding["ways"]] == [
        ("sme_count", "2025", "169", "90"),
        ("enterprise_count", "2025", "90", "169"),
    ]
    assert "若改2025年“集群企业数量”：90 家 → 169 家" in jiqun("check", file).out


def test_unusable_file_does_not_stop_the_others_and_gives_status_2(jiqun, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text('{"form": "ningxia-2026", "form": 1}', encoding="utf-8")
    done = jiqun("check", broken, tmp_path / "absent.json", EXAMPLE, "--json")
    assert done.status == 2
    first, second, third = done.lines()
    assert set(first) == set(second) == {"file", "error"}
    assert "form" in first["error"]
    assert "没有找到文件" in second["error"]
    assert "findings" in third


def test_word_file_is_checked_with_its_reading(jiqun):
    done = jiqun("check", FOREIGN, "--json")
    assert done.status == 1
    (line,) = done.lines()
    codes = {f["code"] for f in line["findings"] if f["level"] == "error"}
    assert codes == {"required", "co2_formula_missing"}
    not_made = [s["code"] for s in line["skipped"] if s["field"] is None]
    assert len(set(not_made)) == len(not_made)
    assert {"evidence_missing", "list_missing", "list_count_differs"} <= set(not_made)
    assert line["reading"]["readers"]["operator"] == "label"


def test_word_file_says_in_words_which_checks_were_not_made(jiqun):
    out = jiqun("check", FOREIGN).out
    assert "未执行的校验（" in out
    assert (
        out.count("文件不带佐证材料（Word 申报表只有表内的内容），未执行“缺少佐证材料”校验。") == 1
    )


def test_word_file_is_not_blamed_on_the_way_through_json(jiqun, tmp_path):
    path = tmp_path / "申报表.json"
    assert jiqun("read", FOREIGN, "--to", path).status == 0
    straight, through = (jiqun("check", p, "--json").lines()[0] for p in (FOREIGN, path))
    assert through["findings"] == straight["findings"]
    assert through["skipped"] == straight["skipped"]


def test_submission_asks_for_the_declaration(jiqun):
    done = jiqun("check", EXAMPLE, "--json", "--for", "submission")
    assert done.status == 1
    codes = {f["code"] for f in done.lines()[0]["findings"]}
    assert "declaration_missing" in codes


def test_standard_chooses_the_self_assessment(jiqun):
    national = jiqun("check", EXAMPLE, "--json").lines()[0]["assessment"]
    yunnan = jiqun("check", EXAMPLE, "--json", "--standard", "yunnan-2022").lines()[0]
    assert yunnan["assessment"] != national


def test_standard_that_is_to_be_explained_asks_for_it(jiqun, changed):
    low = changed(sme_output_share={"2023": "72.00", "2024": "71.00", "2025": "69.99"})
    asked = ("check", low, "--json", "--explained-standard", "national-2022")
    codes = {f["code"]: f["level"] for f in jiqun(*asked).lines()[0]["findings"]}
    assert codes["standard_not_met"] == "confirm"
    codes = {f["code"] for f in jiqun(*asked[:3]).lines()[0]["findings"]}
    assert "standard_not_met" not in codes


def test_unknown_standard_is_named_with_those_there_are(jiqun):
    done = jiqun("check", EXAMPLE, "--standard", "mars-1999")
    assert done.status == 2
    assert "mars-1999" in done.out
    assert "national-2022" in done.out


def test_unknown_form_is_a_finding_not_a_crash(jiqun, changed):
    path = changed()
    text = path.read_text(encoding="utf-8").replace("ningxia-2026", "ningxia-1999", 1)
    path.write_text(text, encoding="utf-8")
    done = jiqun("check", path, "--json")
    assert done.status == 1
    assert "unknown_form" in {f["code"] for f in done.lines()[0]["findings"]}


def test_people_read_parts_levels_repairs_and_sources(jiqun, changed):
    done = jiqun("check", changed(area_km2=None, leading_output_cagr="31.00"))
    assert done.status == 1
    assert done.out.index("一、基本情况") < done.out.index("“集群占地面积”没有填写")
    assert "✕ 强制性" in done.out
    assert "改为：20.32" in done.out
    assert "依据：" in done.out
    assert "合计：○ 未填 1 项，✕ 强制性 1 条" in done.out


def test_command_written_wrongly_is_told_in_chinese(jiqun):
    done = jiqun("check")
    assert done.status == 2
    assert "缺少参数：文件。" in done.err
    assert "the following" not in done.err


def test_what_was_typed_is_no_markup(jiqun, changed):
    file = changed(cluster_name="[/b][bold]枸杞:100:", area_km2="12[/i]")
    done = jiqun("check", file)
    assert done.status == 1
    assert "[/b][bold]枸杞:100:" in done.out and "12[/i]" in done.out
