"""Verifying: each kind of tampering is found, and an intact journal is not accused."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.journal.binding import anchor_to_keep, bind
from jiqun.records.journal.chain import START, digest_of, digest_of_anchor
from jiqun.records.journal.models import Anchor, Chain, Event
from jiqun.records.journal.verifying import MOST_TROUBLES, verify

pytestmark = pytest.mark.django_db
Intruder = Callable[..., None]


@pytest.fixture
def journal(db: None) -> None:
    with writing():
        for number in range(1, 7):
            record(f"event_{number}", "filing:1", SYSTEM, details={"number": number})
    with writing():
        record("event_1", "filing:2", SYSTEM)


def test_intact_journal_has_no_troubles(journal: None) -> None:
    assert verify() == []


def test_empty_journal_has_no_troubles() -> None:
    assert verify() == []


@pytest.mark.parametrize(
    "column", ["person_name", "office_name", "source", "kind", "topic", "details", "digest"]
)
def test_edited_event_is_found_whichever_column(
    journal: None, intruder: Intruder, column: str
) -> None:
    intruder(f"UPDATE journal_event SET {column} = 'x' WHERE number = 3")
    assert any("filing:1 第 3 条" in trouble and "改动过" in trouble for trouble in verify())


@pytest.mark.parametrize("column", ["person_id", "at"])
def test_edited_event_is_found_in_numbers_and_times(
    journal: None, intruder: Intruder, column: str
) -> None:
    value = 9 if column == "person_id" else "2020-01-01 00:00:00+00:00"
    intruder(f"UPDATE journal_event SET {column} = %s WHERE number = 3", value)
    assert any("第 3 条" in trouble for trouble in verify())


def test_event_moved_to_another_subject_is_found_at_both(journal: None, intruder: Intruder) -> None:
    intruder("UPDATE journal_event SET subject = 'filing:2', number = 2 WHERE number = 3")
    troubles = verify()
    assert any("filing:1 缺少第 3 条" in trouble for trouble in troubles)
    assert any("filing:2 第 2 条" in trouble and "改动过" in trouble for trouble in troubles)


def test_edited_event_with_a_fitting_digest_is_found_by_the_next(
    journal: None, intruder: Intruder
) -> None:
    event = Event.objects.get(number=3)
    event.details = '{"number":33}'
    intruder(
        "UPDATE journal_event SET details = %s, digest = %s WHERE number = 3",
        event.details,
        digest_of(event),
    )
    assert any("第 4 条" in trouble and "接不上" in trouble for trouble in verify())


def test_edited_event_bound_to_the_next_is_found_by_the_digest_of_that(
    journal: None, intruder: Intruder
) -> None:
    event = Event.objects.get(number=3)
    event.details = '{"number":33}'
    digest = digest_of(event)
    intruder(
        "UPDATE journal_event SET details = %s, digest = %s WHERE number = 3", event.details, digest
    )
    intruder("UPDATE journal_event SET previous = %s WHERE number = 4", digest)
    assert any("第 4 条" in trouble and "改动过" in trouble for trouble in verify())


def test_deleted_event_is_found(journal: None, intruder: Intruder) -> None:
    intruder("DELETE FROM journal_event WHERE number = 3")
    troubles = verify()
    assert "filing:1 缺少第 3 条：记录被删除。" in troubles
    assert any("第 4 条" in trouble and "接不上" in trouble for trouble in troubles)


def test_event_deleted_with_the_others_moved_up_is_found(journal: None, intruder: Intruder) -> None:
    intruder("DELETE FROM journal_event WHERE number = 3")
    for number in (4, 5, 6):
        intruder("UPDATE journal_event SET number = %s WHERE number = %s", number - 1, number)
    assert any("第 3 条" in trouble for trouble in verify())


def test_inserted_event_is_found(journal: None, intruder: Intruder) -> None:
    for number in (6, 5, 4):
        intruder("UPDATE journal_event SET number = %s WHERE number = %s", number + 1, number)
    _copy_of_event(3, to=4)
    assert any("第 4 条" in trouble for trouble in verify())


def test_event_added_at_the_end_is_found(journal: None, intruder: Intruder) -> None:
    _copy_of_event(6, to=7)
    assert any("末尾插入了记录" in trouble for trouble in verify())


def test_event_without_a_number_is_found(journal: None, intruder: Intruder) -> None:
    _copy_of_event(6, to=None)
    assert any("末尾插入了记录" in trouble for trouble in verify())


def test_events_changed_about_are_found(journal: None, intruder: Intruder) -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        intruder("UPDATE journal_event SET number = %s WHERE number = %s", new, old)
    assert any("第 3 条" in trouble for trouble in verify())


def test_events_shown_in_another_order_are_found(journal: None, intruder: Intruder) -> None:
    third, fourth = (Event.objects.get(number=number).id for number in (3, 4))
    for old, new in ((third, 99), (fourth, third), (99, fourth)):
        intruder("UPDATE journal_event SET id = %s WHERE id = %s", new, old)
    assert any("第 4 条" in trouble and "调换过次序" in trouble for trouble in verify())


def test_end_cut_off_is_found(journal: None, intruder: Intruder) -> None:
    intruder("DELETE FROM journal_event WHERE number > 4")
    assert verify() == ["filing:1 登记有 6 条，末条却是filing:1 第 4 条：末尾的记录被删除。"]


def test_everything_cut_off_is_found(journal: None, intruder: Intruder) -> None:
    intruder("DELETE FROM journal_event")
    assert [trouble.partition("，")[0] for trouble in verify()] == [
        "filing:1 登记有 6 条",
        "filing:2 登记有 1 条",
    ]


def test_missing_end_is_found(journal: None) -> None:
    Chain.objects.filter(subject="filing:1").delete()
    assert any("filing:1 日志有 6 条" in trouble and "不见了" in trouble for trouble in verify())


def test_end_cut_off_with_its_row_set_back_is_found_by_the_anchor(
    journal: None, intruder: Intruder
) -> None:
    bind()
    intruder("DELETE FROM journal_event WHERE number > 4")
    fourth = Event.objects.get(number=4)
    Chain.objects.filter(subject="filing:1").update(count=4, digest=fourth.digest)
    assert any("至少有 6 条" in trouble for trouble in verify())


def test_chain_that_vanished_is_found_by_the_anchor(journal: None, intruder: Intruder) -> None:
    bind()
    intruder("DELETE FROM journal_event WHERE subject = 'filing:2'")
    Chain.objects.filter(subject="filing:2").delete()
    assert any("filing:2 至少有 1 条" in trouble for trouble in verify())


def test_chain_built_anew_is_found_by_the_anchor(journal: None, intruder: Intruder) -> None:
    bind()
    _build_anew(intruder)
    assert any("filing:1 第 6 条" in t and "伪造过" in t for t in verify())


def test_everything_built_anew_is_found_by_what_was_kept(journal: None, intruder: Intruder) -> None:
    kept = anchor_to_keep()
    _build_anew(intruder)
    ends = {chain.subject: str(chain) for chain in Chain.objects.all()}
    anchor = Anchor.objects.get()
    anchor.ends = json.dumps(ends)
    intruder(
        "UPDATE journal_anchor SET ends = %s, digest = %s", anchor.ends, digest_of_anchor(anchor)
    )
    assert verify() == []
    assert any("伪造过" in trouble for trouble in verify(kept=kept))


def test_database_set_back_is_found_by_what_was_kept(journal: None, intruder: Intruder) -> None:
    bind()
    with writing():
        record("later", "filing:1", SYSTEM)
    kept = anchor_to_keep()
    intruder("DELETE FROM journal_event WHERE number > 6")
    sixth = Event.objects.get(number=6)
    Chain.objects.filter(subject="filing:1").update(count=6, digest=sixth.digest)
    intruder("DELETE FROM journal_anchor WHERE id > 1")
    assert verify() == []
    assert any("换回过旧的一份" in trouble for trouble in verify(kept=kept))


@pytest.mark.parametrize("change", ["ends = '{}'", "ends = 'x'", "previous = 'x'", "digest = 'x'"])
def test_edited_anchor_is_found(journal: None, intruder: Intruder, change: str) -> None:
    bind()
    intruder(f"UPDATE journal_anchor SET {change}")
    assert any("锚第 1 条" in trouble for trouble in verify())


def test_deleted_anchor_is_found_by_the_next(journal: None, intruder: Intruder) -> None:
    bind()
    with writing():
        record("later", "filing:1", SYSTEM)
    bind()
    intruder("DELETE FROM journal_anchor WHERE id = 1")
    assert "锚缺少第 1 条：记录被删除。" in verify()


def test_journal_that_grew_since_is_not_accused(journal: None) -> None:
    kept = anchor_to_keep()
    with writing():
        record("later", "filing:1", SYSTEM)
    assert verify(kept=kept) == []
    assert anchor_to_keep() != kept
    assert verify(kept=kept) == []


def test_many_troubles_are_cut_short(db: None, intruder: Intruder) -> None:
    with writing():
        for _ in range(MOST_TROUBLES + 10):
            record("said", "filing:1", SYSTEM)
    intruder("UPDATE journal_event SET kind = 'x'")
    troubles = verify()
    assert len(troubles) == MOST_TROUBLES + 1
    assert troubles[-1] == f"问题共有 {MOST_TROUBLES + 10} 处，以上是前 50 处。"


def _build_anew(intruder: Intruder) -> None:
    previous = START
    for event in Event.objects.filter(subject="filing:1"):
        event.person_name, event.previous = "别人", previous
        previous = digest_of(event)
        intruder(
            "UPDATE journal_event SET person_name = %s, previous = %s, digest = %s WHERE id = %s",
            event.person_name,
            event.previous,
            previous,
            event.id,
        )
    Chain.objects.filter(subject="filing:1").update(digest=previous)


def _copy_of_event(number: int, to: int | None) -> None:
    event = Event.objects.get(subject="filing:1", number=number)
    event.id, event.number = event.id + 1000, to
    event.save(force_insert=True)
