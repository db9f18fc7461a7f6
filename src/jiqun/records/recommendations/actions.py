"""What a city does with what it recommends: put it in order, write letter and summary, send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from jiqun.engine import UnusableInput, bad_character
from jiqun.records.applications.models import Call
from jiqun.records.applications.moves import SEND
from jiqun.records.applications.moving import make_move
from jiqun.records.applications.stages import REGION_LEVEL
from jiqun.records.filings.editions import form_named
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.recommendations.drafting import FORMS, TYPED, drafts
from jiqun.records.recommendations.gathering import (
    call_and_city,
    mark_of,
    missing_of,
    open_batch,
)
from jiqun.records.recommendations.models import Batch, Ranking
from jiqun.records.recommendations.papers import content_of_batch, papers_now
from jiqun.records.recommendations.queries import (
    gathered,
    niche_written,
    rank_of,
    ranking_of,
    to_send,
)
from jiqun.records.versions.content import digest_of
from jiqun.records.versions.queries import said_in

LONGEST_NICHE, LONGEST_REMARK, LONGEST_TYPED, HIGHEST_RANK = 30, 100, 4000, 99
_STALE = "排序刚刚被改过，没有保存。请核对现在的排序后再改。"


@dataclass(frozen=True, slots=True)
class Placed:
    """What a city says of one of its applications, as it was typed: rank, niche and remark."""

    rank: str
    niche: str
    remark: str


def place(
    call_id: str, placed: Mapping[str, Placed], by: Person, seen: str = "", source: str = "web"
) -> int:
    """Write ranks, niches and remarks, by the ids of the applications; how many changed. `seen` is
    the state they answer to, empty for whichever. All of it is written, or nothing.
    Raises NotFound, and UnusableInput (Chinese) naming the county."""
    with writing():
        call, city = call_and_city(by, call_id)
        rows = gathered(call, city)
        if seen and seen != mark_of(rows):
            raise UnusableInput(_STALE)
        changed: dict[str, object] = {}
        for one in rows:
            said = placed.get(one.public_id)
            if said is None:
                continue
            before = (rank_of(one), niche_written(one), _remark(ranking_of(one)))
            after = _read(said, one.county.name)
            if after == before:
                continue
            if one.level == REGION_LEVEL:
                raise UnusableInput(
                    f"{one.county.name}的申报已经报送，不能再改它的排序。没有保存。"
                )
            own = said_in(one.submitted).get("niche", "") if one.submitted else ""
            values = {
                "rank": after[0],
                "niche": "" if after[1] == own else after[1],
                "remark": after[2],
            }
            Ranking.objects.update_or_create(application=one, defaults=values)
            changed[one.number] = [list(before), list(after)]
        _require_one_a_rank(call, city)
        if changed:
            batch = _batch(call, city)
            record("recommendations_ranked", batch.subject, by, details=changed, source=source)
    return len(changed)


def write_papers(call_id: str, typed: Mapping[str, str], by: Person, source: str = "web") -> int:
    """Write what the city says in the letter and the summary, by the ids of their fields; how many
    changed. What reads as it is drafted follows the data further on. Raises NotFound and
    UnusableInput (Chinese)."""
    with writing():
        call, city = call_and_city(by, call_id)
        batch, draft = _batch(call, city), drafts(call, city, to_send(call, city))
        before = dict(batch.typed)
        named = ((paper, name) for paper, names in TYPED.items() for name in names)
        for paper, name in ((paper, name) for paper, name in named if name in typed):
            text = typed[name].replace("\r\n", "\n").strip()
            bad = bad_character(text)
            if len(text) > LONGEST_TYPED or bad is not None:
                wrong = f"{bad['spot']}有{bad['name']}" if bad else "太长"
                label = form_named(call.edition, FORMS[paper]).fields[name].label
                raise UnusableInput(f"“{label}”{wrong}，没有保存。请改正后再保存。")
            if text and text != draft.get(name, ""):
                batch.typed[name] = text
            else:
                batch.typed.pop(name, None)
        names = sorted({*before, *batch.typed})
        changed = {
            name: [before.get(name, ""), batch.typed.get(name, "")]
            for name in names
            if before.get(name) != batch.typed.get(name)
        }
        if changed:
            batch.save(update_fields=["typed"])
            record("recommendation_written", batch.subject, by, details=changed, source=source)
    return len(changed)


def send_batch(call_id: str, by: Person, source: str = "web") -> Batch:
    """Send all that is recommended in one batch: all of it, or nothing. Raises NotFound,
    NotAllowedError, and UnusableInput (Chinese) that says what is missing."""
    with writing():
        call, city = call_and_city(by, call_id)
        batch, sending = _batch(call, city), to_send(call, city)
        missing = missing_of(call, city, batch)
        if missing:
            raise UnusableInput(f"不能报送。{missing[0]}")
        papers = papers_now(call, city, sending, batch.typed)
        batch.content = content_of_batch(papers, sending)
        batch.digest = digest_of(batch.content)
        batch.sent_at, batch.sent_by = timezone.now(), by
        batch.save(update_fields=["content", "digest", "sent_at", "sent_by"])
        Ranking.objects.filter(application__in=sending).update(batch=batch)
        for one in sending:
            make_move(one.public_id, SEND.id, by, source=source)
        details = {
            "number": batch.number,
            "digest": batch.digest,
            "applications": [one.number for one in sending],
        }
        record("batch_sent", batch.subject, by, details=details, source=source)
    return batch


def _read(said: Placed, county: str) -> tuple[int | None, str, str]:
    rank, niche, remark = said.rank.strip(), said.niche.strip(), said.remark.strip()
    if rank and not (rank.isdecimal() and rank.isascii() and 0 < int(rank[:4]) <= HIGHEST_RANK):
        raise UnusableInput(
            f"{county}的推荐排序“{rank[:20]}”不是 1 到 {HIGHEST_RANK} 的整数，没有保存。"
        )
    for label, text, most in (
        ("细分领域", niche, LONGEST_NICHE),
        ("备注", remark, LONGEST_REMARK),
    ):
        if len(text) > most or bad_character(text) is not None:
            raise UnusableInput(f"{county}的{label}超过 {most} 个字或有不能印出的字符，没有保存。")
    if not niche:
        raise UnusableInput(f"{county}的细分领域不能空缺，没有保存。")
    return int(rank) if rank else None, niche, remark


def _remark(ranking: Ranking | None) -> str:
    return ranking.remark if ranking else ""


def _require_one_a_rank(call: Call, city: Office) -> None:
    """No rank is given twice."""
    seen: dict[int, str] = {}
    for one in gathered(call, city):
        rank = rank_of(one)
        if rank is None:
            continue
        if rank in seen:
            raise UnusableInput(
                f"{seen[rank]}和{one.county.name}的推荐排序都是 {rank}，没有保存。"
                "请排成不重复的次序。"
            )
        seen[rank] = one.county.name


def _batch(call: Call, city: Office) -> Batch:
    """The batch that is not sent yet, begun where there is none."""
    found = open_batch(call, city)
    if found is not None:
        return found
    number = Batch.objects.filter(call=call, city=city).count() + 1
    return Batch.objects.create(call=call, city=city, number=number)


def batch_held(call: Call, city: Office) -> Batch:
    """The batch that is not sent yet, inside `writing`."""
    return _batch(call, city)
