"""Verifying: each kind of tampering is found, and an intact journal is not accused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.journal.chain import digest_of
from jiqun.records.journal.models import Event, Head
from jiqun.records.journal.queries import anchor
from jiqun.records.journal.verifying import MOST_TROUBLES, verify

pytestmark = pytest.mark.django_db
Intruder = Callable[..., None]


@pytest.fixture
def journal(db: None) -> None:
    with writing():
        for number in range(1, 7):
            record(f"event_{number}", "filing:1", SYSTEM, details={"number": number})


def test_intact_journal_has_no_troubles(journal: None) -> None:
    assert verify() == []


def test_empty_journal_has_no_troubles() -> None:
    assert verify() == []


@pytest.mark.parametrize(
    "column",
    ["person_name", "office_name", "source", "kind", "subject", "topic", "details", "digest"],
)
def test_edited_event_is_found_whichever_column(
    journal: None, intruder: Intruder, column: str
) -> None:
    intruder(f"UPDATE journal_event SET {column} = 'x' WHERE id = 3")
    assert any("第 3 条" in trouble and "改动过" in trouble for trouble in verify())


@pytest.mark.parametrize("column", ["person_id", "at"])
def test_edited_event_is_found_in_numbers_and_times(
    journal: None, intruder: Intruder, column: str
) -> None:
    value = 9 if column == "person_id" else "2020-01-01 00:00:00+00:00"
    intruder(f"UPDATE journal_event SET {column} = %s WHERE id = 3", value)
    assert any("第 3 条" in trouble for trouble in verify())


def test_edited_event_with_a_fitting_digest_is_found_by_the_next(
    journal: None, intruder: Intruder
) -> None:
    event = Event.objects.get(id=3)
    event.details = '{"number":33}'
    intruder(
        "UPDATE journal_event SET details = %s, digest = %s WHERE id = 3",
        event.details,
        digest_of(event),
    )
    assert any("第 4 条" in trouble and "接不上" in trouble for trouble in verify())


def test_edited_event_bound_to_the_next_is_found_by_the_digest_of_that(
    journal: None, intruder: Intruder
) -> None:
    event = Event.objects.get(id=3)
    event.details = '{"number":33}'
    digest = digest_of(event)
    intruder(
        "UPDATE journal_event SET details = %s, digest = %s WHERE id = 3", event.details, digest
    )
    intruder("UPDATE journal_event SET previous = %s WHERE id = 4", digest)
    assert any("第 4 条" in trouble and "改动过" in trouble for trouble in verify())


def test_deleted_event_is_found(journal: None, intruder: Intruder) -> None:
    intruder("DELETE FROM journal_event WHERE id = 3")
    troubles = verify()
    assert "缺少第 3 条：记录被删除。" in troubles
    assert any("第 4 条" in trouble and "接不上" in trouble for trouble in troubles)


def test_event_deleted_with_the_others_moved_up_is_found(journal: None, intruder: Intruder) -> None:
    intruder("DELETE FROM journal_event WHERE id = 3")
    for number in (4, 5, 6):
        intruder("UPDATE journal_event SET id = %s WHERE id = %s", number - 1, number)
    assert any("第 3 条" in trouble for trouble in verify())


def test_inserted_event_is_found(journal: None, intruder: Intruder) -> None:
    for number in (6, 5, 4):
        intruder("UPDATE journal_event SET id = %s WHERE id = %s", number + 1, number)
    _copy_of_event(3, to=4)
    assert any("第 4 条" in trouble for trouble in verify())


def test_event_added_at_the_end_is_found(journal: None, intruder: Intruder) -> None:
    _copy_of_event(6, to=7)
    assert any("末尾插入了记录" in trouble for trouble in verify())


def test_events_changed_about_are_found(journal: None, intruder: Intruder) -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        intruder("UPDATE journal_event SET id = %s WHERE id = %s", new, old)
    assert any("第 3 条" in trouble for trouble in verify())


def test_end_cut_off_is_found(journal: None, intruder: Intruder) -> None:
    intruder("DELETE FROM journal_event WHERE id > 4")
    assert verify() == ["登记有 6 条，末条却是第 4 条：末尾的记录被删除。"]


def test_everything_cut_off_is_found(journal: None, intruder: Intruder) -> None:
    intruder("DELETE FROM journal_event")
    assert verify() == ["登记有 6 条，末条却是第 0 条：末尾的记录被删除。"]


def test_missing_head_is_found(journal: None) -> None:
    Head.objects.all().delete()
    assert any("不见了" in trouble for trouble in verify())


def test_end_cut_off_with_the_head_set_back_is_found_by_what_was_kept(
    journal: None, intruder: Intruder
) -> None:
    kept = anchor()
    intruder("DELETE FROM journal_event WHERE id > 4")
    Head.objects.update(count=4, digest=Event.objects.get(id=4).digest)
    assert verify() == []
    assert any("换回过旧的一份" in trouble for trouble in verify(kept=kept))


def test_chain_built_anew_is_found_by_what_was_kept(journal: None, intruder: Intruder) -> None:
    kept = anchor()
    previous = "0" * 64
    for event in Event.objects.all():
        event.person_name, event.previous = "别人", previous
        previous = digest_of(event)
        intruder(
            "UPDATE journal_event SET person_name = %s, previous = %s, digest = %s WHERE id = %s",
            event.person_name,
            event.previous,
            previous,
            event.id,
        )
    Head.objects.update(digest=previous)
    assert verify() == []
    assert any("重新编造过" in trouble for trouble in verify(kept=kept))


def test_journal_that_grew_since_is_not_accused(journal: None) -> None:
    kept = anchor()
    with writing():
        record("later", "filing:1", SYSTEM)
    assert verify(kept=kept) == []


def test_many_troubles_are_cut_short(db: None, intruder: Intruder) -> None:
    with writing():
        for _ in range(MOST_TROUBLES + 10):
            record("said", "filing:1", SYSTEM)
    intruder("UPDATE journal_event SET kind = 'x'")
    troubles = verify()
    assert len(troubles) == MOST_TROUBLES + 1
    assert troubles[-1] == f"问题共有 {MOST_TROUBLES + 10} 处，以上是前 50 处。"


def _copy_of_event(number: int, to: int) -> None:
    event = Event.objects.get(id=number)
    event.id = to
    event.save(force_insert=True)
