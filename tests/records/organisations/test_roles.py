"""The closed list of roles: whole, with labels, and apart both ways."""

from __future__ import annotations

from itertools import product

import pytest

from jiqun.records.organisations.roles import (
    ADMIN,
    GROUPS,
    ROLES,
    Level,
    Role,
    apart,
    in_group,
    roles_called,
)


def test_every_role_is_defined_with_a_label_of_its_own_and_a_level() -> None:
    assert set(ROLES) == set(Role)
    assert len({role.label for role in Role}) == len(Role)
    assert all(ROLES[role].levels and ROLES[role].group in GROUPS for role in Role)
    assert all(level.label for level in Level)


def test_who_may_not_be_the_other_is_asked_from_both_sides() -> None:
    for one, other in product(Role, Role):
        assert (apart(one, [other]) is None) == (apart(other, [one]) is None), (one, other)


def test_roles_of_one_desk_go_together_and_separate_duties_do_not() -> None:
    together = [
        (Role.COUNTY_CLERK, Role.COUNTY_HEAD),
        (Role.CITY_OFFICER, Role.CITY_HEAD),
        (Role.REGION_OFFICER, Role.SECOND_OFFICER),
        (Role.ORGANISER, Role.REGION_HEAD),
    ]
    apart_ones = [
        (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN),
        (Role.SECURITY_ADMIN, Role.REGION_OFFICER),
        (Role.EXPERT, Role.OPERATOR),
        (Role.EXPERT, Role.CITY_HEAD),
    ]
    assert [apart(one, [other]) for one, other in together] == [None] * len(together)
    assert [apart(one, [other]) for one, other in apart_ones] == [other for _, other in apart_ones]
    assert apart(Role.EXPERT, [Role.EXPERT, Role.DATA_USER]) is None


def test_no_two_administrators_are_one_person() -> None:
    admins = in_group(ADMIN)
    assert len(admins) == 3
    for one, other in product(admins, admins):
        assert (apart(one, [other]) is None) == (one == other)


def test_roles_are_named_by_themselves_or_by_their_group() -> None:
    assert roles_called(["city", "county_head"]) == {
        Role.CITY_OFFICER,
        Role.CITY_HEAD,
        Role.COUNTY_HEAD,
    }
    with pytest.raises(KeyError, match="chief"):
        roles_called(["chief"])
