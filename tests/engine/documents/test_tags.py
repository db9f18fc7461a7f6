"""Names of the places of answers."""

import re

from jiqun.engine.documents.tags import bookmark_index, bookmark_name, tag_of_bookmark

LONG = "standards_international_joined_with_others.2023"


def test_bookmark_name_short_tag_reads_like_the_tag() -> None:
    assert bookmark_name("total_output.2024") == "f_total_output__2024"
    assert bookmark_name("cluster_name", 2) == "f_2_cluster_name"


def test_bookmark_name_long_or_odd_tag_is_a_valid_name() -> None:
    for tag in (LONG, LONG[:-1] + "4", "plan_targets.其他.baseline", "2x", "a__b", "甲"):
        for place in (1, 2, 999):
            assert re.fullmatch(r"f_[A-Za-z0-9_]{1,38}", bookmark_name(tag, place))


def test_bookmark_name_different_tags_have_different_names() -> None:
    tags = (LONG, LONG[:-1] + "4", "a.b", "a__b", "a_.b", "a._b", "甲", "乙")
    assert len({bookmark_name(tag) for tag in tags}) == len(tags)


def test_tag_of_bookmark_every_place_gives_the_tag() -> None:
    tags = (LONG, "cluster_name", "plan_targets.co2.baseline")
    index = bookmark_index(tags)
    for tag in tags:
        assert {tag_of_bookmark(bookmark_name(tag, n), index) for n in (1, 2, 12)} == {tag}


def test_tag_of_bookmark_foreign_name_gives_none() -> None:
    assert tag_of_bookmark("_GoBack", bookmark_index(["cluster_name"])) is None
    assert tag_of_bookmark("f_2_other", bookmark_index(["cluster_name"])) is None
