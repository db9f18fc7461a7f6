"""What tests of the organisations may ask for: a region with two cities, and those who manage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from jiqun.records.organisations.models import Office, Person


@dataclass(frozen=True)
class Tree:
    """银川 with 贺兰, and 中卫 with 中宁 and its operator; people by user name."""

    region: Office
    administration: Office
    city: Office
    county: Office
    operator: Office
    other_city: Office
    other_county: Office
    institution: Office
    people: dict[str, Person]

    def __getitem__(self, username: str) -> Person:
        return Person.objects.get(pk=self.people[username].pk)


@pytest.fixture
def tree(office: Callable[..., Office], person: Callable[..., Person]) -> Tree:
    region = office("自治区工信厅", "region", None, "640000")
    administration = office("申报系统管理室", "administration")
    city = office("中卫市工信局", "city", region, "640500")
    county = office("中宁县工信局", "county", city, "640521")
    operator = office("枸杞运营中心", "operator", county)
    other_city = office("银川市工信局", "city", region, "640100")
    other_county = office("贺兰县工信局", "county", other_city, "640122")
    institution = office("宁夏大学", "institution")
    hired = [
        ("system", administration, "system_admin"),
        ("security", administration, "security_admin"),
        ("audit", administration, "audit_admin"),
        ("region", region, "region_head"),
        ("officer", region, "region_officer"),
        ("city", city, "city_head"),
        ("city-officer", city, "city_officer"),
        ("county", county, "county_head"),
        ("clerk", county, "county_clerk"),
        ("operator", operator, "operator"),
        ("other-city", other_city, "city_head"),
        ("other-county", other_county, "county_head"),
        ("expert", institution, "expert"),
    ]
    people = {name: person(name, place, role) for name, place, role in hired}
    return Tree(
        region,
        administration,
        city,
        county,
        operator,
        other_city,
        other_county,
        institution,
        people,
    )
