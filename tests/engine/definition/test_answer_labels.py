"""The words for answers: short, without brackets, and each its own."""

from __future__ import annotations

import pytest

from jiqun.engine.definition import Edition
from jiqun.engine.definition.answer_labels import Labels


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("cluster_name", "集群名称"),
        ("total_output", "集群总产值"),
        ("sme_count", "集群中小企业数量"),
        ("county", "所属地区（县、市、区）"),
        ("plan_profile", "集群基本情况简介"),
        ("little_giant_count", "主导产业相关的国家级专精特新‘小巨人’企业数量"),
        ("operator_phone", "集群运营管理机构的联系方式"),
        ("water_reuse_above_average", "工业用水重复利用率是否高于行业平均水平"),
    ],
)
def test_label_is_short(edition: Edition, field: str, words: str) -> None:
    assert Labels(edition.main).label(field) == words


def test_every_field_has_words_of_its_own(edition: Edition) -> None:
    labels = Labels(edition.main).labels
    assert set(labels) == set(edition.main.fields)
    assert len(set(labels.values())) == len(labels)


def test_where_names_year_row_and_form(edition: Edition) -> None:
    labels = Labels(edition.main)
    assert labels.where("total_output", "2024") == "2024年“集群总产值”"
    assert labels.where("plan_targets", "2028", "co2") == "规划目标“二氧化碳排放量”的2028年目标值"
    assert labels.where("plan_targets", "baseline", "co2").endswith("的2025年基准值")
    assert labels.where("plan_targets", None, "governance") == "规划目标“治理和服务定性描述”"
    assert labels.where("plan_targets", None, "other_1", "出口额") == "规划目标“出口额”"
    assert labels.where(None, None) == "这份填报表"
