"""Invariants of filings, their answers, and the evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.models import Count, F, Max
from django.db.models.functions import Coalesce

from jiqun.engine import Address, Form, UnknownAddress, is_kept, parse_address
from jiqun.records.evidence.models import Piece, Use
from jiqun.records.evidence.stored_files import store
from jiqun.records.filings.editions import form_of, rules_of
from jiqun.records.filings.models import AnswerRow, Filing, FilingSource
from jiqun.records.filings.progress import PROGRESS, judge
from jiqun.records.invariants.invariant import Invariant
from jiqun.records.journal.event_kinds import ANSWER_CHANGED
from jiqun.records.journal.models import Event


def _behind_its_answers() -> Iterator[str]:
    newest = Coalesce(Max("rows__changed_in"), 0)
    for filing in Filing.objects.annotate(newest=newest).filter(newest__gt=F("revision")):
        yield filing.subject


def _no_json() -> Iterator[str]:
    for row in AnswerRow.objects.exclude(value="").iterator():
        try:
            json.loads(row.value)
        except ValueError:
            yield f"filing:{row.filing_id} {row.key}"


def _strange_addresses() -> Iterator[str]:
    for row in AnswerRow.objects.select_related("filing").iterator():
        form = form_of(row.filing)
        at = _place(form, row.key)
        if at is None or not is_kept(form, at):
            yield f"{row.filing.subject} {row.key}"


def _place(form: Form, address: str) -> Address | None:
    """The place of an address in a form; None where it has none."""
    try:
        at = parse_address(form, address)
    except UnknownAddress:
        return None
    known = bool(at.code or at.list) or at.field in form.fields
    return at if known else None


def _changes_and_events() -> Iterator[str]:
    """Each change of an answer has its event, and each event its change."""
    events = Event.objects.filter(kind=ANSWER_CHANGED).order_by()
    told = {
        (subject, topic): n
        for subject, topic, n in events.values_list("subject", "topic").annotate(n=Count("id"))
    }
    for filing, key, revision in AnswerRow.objects.values_list("filing_id", "key", "revision"):
        if told.pop((f"filing:{filing}", key), 0) != revision:
            yield f"filing:{filing} {key}"
    yield from (f"{subject} {topic}" for subject, topic in told)


def _progress_differs() -> Iterator[str]:
    for filing in Filing.objects.all():
        if not filing.judged_by or filing.judged_by != rules_of(filing.edition):
            continue
        kept = filing.progress
        judge(filing)
        if filing.progress != kept:
            names = [n for n in PROGRESS if getattr(kept, n) != getattr(filing.progress, n)]
            yield f"{filing.subject}（{'、'.join(names)}）"


def _not_a_source() -> Iterator[str]:
    for one in FilingSource.objects.filter(of__is_source=False):
        yield f"filing:{one.of_id}"


def _files_away() -> Iterator[str]:
    for piece in Piece.objects.all():
        try:
            with store.opened(piece.stored) as file:
                if file.seek(0, 2) == piece.size:
                    continue
        except FileNotFoundError:
            pass
        yield f"filing:{piece.filing_id}“{piece.name}”"


def _strange_uses() -> Iterator[str]:
    for use in Use.objects.select_related("piece__filing"):
        if _place(form_of(use.piece.filing), use.target) is None:
            yield f"{use.piece.filing.subject} {use.target}"


def _pieces_untold() -> Iterator[str]:
    told = set(Event.objects.filter(kind="evidence_added").values_list("subject", "topic"))
    for piece in Piece.objects.all():
        if (f"filing:{piece.filing_id}", piece.public_id) not in told:
            yield f"filing:{piece.filing_id}“{piece.name}”"


INVARIANTS = (
    Invariant("filing_is_as_new", "表的修订号不小于任何一项的", _behind_its_answers),
    Invariant("answers_are_json", "每一项的内容都能读出", _no_json),
    Invariant("answers_have_places", "每一项都在它的表里有位置", _strange_addresses),
    Invariant("changes_have_events", "每次改动都有一条日志，每条日志都有改动", _changes_and_events),
    Invariant("progress_is_right", "进展与内容一致", _progress_differs),
    Invariant("sources_know_it", "被引用的表记着自己被引用", _not_a_source),
    Invariant("evidence_lies_there", "佐证材料的文件都在，大小相符", _files_away),
    Invariant("uses_have_places", "佐证材料证明的都是表里的项", _strange_uses),
    Invariant("evidence_has_events", "每份佐证材料都有上传的日志", _pieces_untold),
)
