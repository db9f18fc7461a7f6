"""Names of the places of answers."""

import re

from jiqun.engine.definition import Address, cell
from jiqun.engine.documents.tags import answer_of_bookmark, bookmark_index, bookmark_name

LONG = cell("standards_international_joined_with_others", "2023")
LONG_TOO = LONG._replace(part="2024")
BASELINE_OF_CO2 = Address("plan_targets", row="co2", part="baseline")


def test_bookmark_name_short_address_reads_like_the_address() -> None:
    assert bookmark_name(cell("total_output", "2024")) == "f_total_output__2024"
    assert bookmark_name(Address("green_work", "chain_map")) == "f_green_work__chain_map"
    assert bookmark_name(BASELINE_OF_CO2) == "f_plan_targets__co2__baseline"
    assert bookmark_name(Address("cluster_name"), 2) == "f_2_cluster_name"


def test_bookmark_name_long_address_keeps_the_name_it_had_in_older_files() -> None:
    assert bookmark_name(LONG) == "f_standards_international_j_c93558d4"


def test_bookmark_name_long_or_odd_address_is_a_valid_name() -> None:
    odd = Address("plan_targets", row="其他", part="baseline")
    for at in (LONG, LONG_TOO, odd, *map(Address, ("2x", "a__b", "甲"))):
        for place in (1, 2, 999):
            assert re.fullmatch(r"f_[A-Za-z0-9_]{1,38}", bookmark_name(at, place))


def test_bookmark_name_different_addresses_have_different_names() -> None:
    names = (("a", "b"), ("a__b",), ("a_", "b"), ("a", "_b"), ("甲",), ("乙",))
    places = (LONG, LONG_TOO, *(Address(*words) for words in names))
    assert len({bookmark_name(at) for at in places}) == len(places)


def test_answer_of_bookmark_every_place_gives_the_answer() -> None:
    places = (LONG, Address("cluster_name"), BASELINE_OF_CO2)
    index = bookmark_index(places)
    for at in places:
        assert {answer_of_bookmark(bookmark_name(at, n), index) for n in (1, 2, 12)} == {at}


def test_answer_of_bookmark_foreign_name_gives_none() -> None:
    index = bookmark_index([Address("cluster_name")])
    assert answer_of_bookmark("_GoBack", index) is None
    assert answer_of_bookmark("f_2_other", index) is None
