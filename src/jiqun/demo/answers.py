"""Answers of the two applications of the demonstration that are not filled in to the end.

Invented figures. The first holds a few mistakes of the kind people make, for the checks to find.
"""

from __future__ import annotations

HALF_FILLED: dict[str, object] = {
    "cluster_name": "海原县肉牛产业集群",
    "city": "中卫市",
    "county": "海原县",
    "county_authority": "海原县工业和信息化局",
    "operator": "海原县肉牛产业发展服务中心",
    "application_date": "2026-03-20",
    "county_contact": "田玉兰",
    "county_phone": "0955-4012345",
    "operator_contact": "马学军",
    "operator_phone": "0955-4016789",
    "area_km2": "36.80",
    "industry_sector": "primary",
    "restricted_industry": "no",
    "major_incident": "no",
    "serious_violation": "no",
    "energy_benchmark_met": "na",
    "water_benchmark_met": "na",
    "city_level_recognised": "yes",
    "total_output:2023": "41.20",
    "total_output:2024": "46.85",
    "total_output:2025": "53.10",
    "sme_output_share:2023": "82.30",
    "sme_output_share:2024": "83.15",
    "sme_output_share:2025": "84.02",
    "leading_output_share:2023": "76.40",
    "leading_output_share:2024": "77.90",
    "leading_output_share:2025": "78.25",
    "leading_output_growth:2023": "9.80",
    "leading_output_growth:2024": "15.95",
    "leading_output_growth:2025": "16.80",
    "enterprise_count:2023": "98",
    "enterprise_count:2024": "107",
    "enterprise_count:2025": "118",
    "sme_count:2023": "96",
    "sme_count:2024": "105",
    "sme_count:2025": "121",
    "specialised_sme_count:2023": "4",
    "specialised_sme_count:2024": "6",
    "specialised_sme_count:2025": "约九家",
    "fdi_cumulative_growth:2023": "无",
    "fdi_cumulative_growth:2024": "无",
    "fdi_cumulative_growth:2025": "无",
    "chain_strengthening_summary": (
        "围绕饲草种植、繁育养殖、屠宰加工、冷链物流和皮革利用补齐链条，引进精深加工企业3家，"
        "建成冷鲜肉分割线2条，本地加工转化率由31%提高到46%。"
    ),
    "chain_strengthening_work": ["chain_map", "supply_sales_integration"],
    "rd_intensity:2023": "1.42",
    "rd_intensity:2024": "1.66",
    "rd_intensity:2025": "1.93",
    "sme_employees": "5230",
}

NEARLY_EMPTY: dict[str, object] = {
    "cluster_name": "中卫市沙坡头区云计算产业集群",
    "city": "中卫市",
    "county": "沙坡头区",
    "county_authority": "沙坡头区工业和信息化局",
}
