"""推荐汇总: what a city recommends for a call as its page shows it, and what is missing before it
is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from jiqun.records.applications.calls import call_of
from jiqun.records.applications.deadlines import city_closes_at, said_moment
from jiqun.records.applications.models import Application, Call
from jiqun.records.applications.moves import RECOMMEND, SEND
from jiqun.records.applications.moving import may_move
from jiqun.records.applications.rules import roles_in, stage_shown
from jiqun.records.applications.stages import RECOMMENDED, REGION_LEVEL
from jiqun.records.organisations.models import Office, Person
from jiqun.records.recommendations.drafting import SUMMARY, TYPED, drafts, row_of
from jiqun.records.recommendations.models import Batch, BatchScan
from jiqun.records.recommendations.papers import APPROVAL, PAPERS, BatchPaper, papers_now
from jiqun.records.recommendations.queries import (
    city_of,
    gathered,
    rank_of,
    to_send,
    wanted_ranks,
)
from jiqun.records.verdict import NotFound
from jiqun.records.versions.content import digest_of


@dataclass(frozen=True, slots=True)
class GatheredRow:
    """An application of a city: its row of the summary, its stage, whether it was sent, is
    recommended, or may be recommended now, and if not why."""

    id: str
    number: str
    row: Mapping[str, str]
    stage: str
    sent: bool
    recommended: bool
    trouble: str


@dataclass(frozen=True, slots=True)
class ScanShown:
    """A scan of a paper of a batch: whether it shows the paper as it is now."""

    id: str
    paper: str
    name: str
    holds: bool

    @property
    def label(self) -> str:
        """What the paper is called."""
        return PAPERS[self.paper]


@dataclass(frozen=True, slots=True)
class SentBatch:
    """A batch that was sent."""

    id: str
    city: str
    number: int
    sent_at: datetime | None
    sent_by: str
    digest: str
    scans: tuple[ScanShown, ...]


@dataclass(frozen=True, slots=True)
class Gathering:
    """The page of a city for a call: its rows, until when, how many it may recommend and does; what
    stands in the letter and the summary, typed or drafted; the scans; what is missing before it is
    sent; the batches that were. `mark` is the state of ranks that a change answers to."""

    city: str
    rows: tuple[GatheredRow, ...]
    closes: str
    quota: int | None
    recommended: int
    fields: tuple[tuple[str, str, str], ...]
    scans: tuple[ScanShown, ...]
    asked: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    sent: tuple[SentBatch, ...]
    supplement: bool
    mark: str
    sends: bool


def gathering(person: Person, call_id: str) -> Gathering:
    """What a person's city recommends for a call. Raises NotFound for others and for no call."""
    call, city = call_and_city(person, call_id)
    rows, batch = gathered(call, city), open_batch(call, city)
    typed = batch.typed if batch else {}
    sending = [one for one in rows if one.stage == RECOMMENDED]
    papers = papers_now(call, city, sending, typed)
    given = {**drafts(call, city, sending), **typed}
    labels = {f.id: f.label for p in papers.values() for f in p.answers.form.fields.values()}
    closes = next((said_moment(at) for one in sending if (at := city_closes_at(one))), "")
    return Gathering(
        city.name,
        tuple(_row(person, one) for one in rows),
        closes,
        call.quota,
        sum(one.stage == RECOMMENDED or one.level == REGION_LEVEL for one in rows),
        tuple((name, labels[name], given.get(name, "")) for ns in TYPED.values() for name in ns),
        tuple(_scans(batch, papers) if batch else ()),
        tuple((name, PAPERS[name]) for name in papers_asked(call)),
        tuple(missing_of(call, city, batch)),
        tuple(_sent(one) for one in sent_batches(call).filter(city=city)),
        sent_batches(call).filter(city=city).exists(),
        mark_of(rows),
        any(roles_in(person, one) & SEND.rows[0].who for one in sending),
    )


def batches_sent(person: Person, call_id: str) -> list[SentBatch]:
    """The batches of all cities that were sent for a call."""
    return [_sent(one) for one in sent_batches(call_of(call_id))]


def call_and_city(person: Person, call_id: str) -> tuple[Call, Office]:
    """The call of an id and the city that a person gathers for. Raises NotFound."""
    city = city_of(person)
    if city is None:
        raise NotFound
    return call_of(call_id), city


def open_batch(call: Call, city: Office) -> Batch | None:
    """The batch of a city that is not sent yet."""
    return Batch.objects.filter(call=call, city=city, sent_at=None).first()


def missing_of(call: Call, city: Office, batch: Batch | None) -> list[str]:
    """What is missing before the city can send, in words; empty where nothing is."""
    sending = to_send(call, city)
    if not sending:
        return ["还没有推荐的申报。请先在各申报的“办理”页推荐。"]
    missing = _late(sending)
    taken = {rank_of(one) for one in gathered(call, city) if one.level == REGION_LEVEL}
    wanted = wanted_ranks(len(sending), {rank for rank in taken if rank})
    ranks = [rank_of(one) for one in sending]
    if ranks != wanted:
        missing.append(f"推荐排序应当是 {_listed(wanted)}，现在是 {_listed(ranks)}。")
    papers = papers_now(call, city, sending, batch.typed if batch else {})
    for paper in papers.values():
        missing += [f"{PAPERS[paper.name]}：{words}" for words in paper.wrong]
    scans = list(_scans(batch, papers)) if batch else []
    for name in papers_asked(call):
        own = [one for one in scans if one.paper == name]
        if not own:
            missing.append(f"还没有上传{PAPERS[name]}的扫描件。")
        elif not any(one.holds for one in own):
            missing.append(f"{PAPERS[name]}在扫描以后有改动，请重新打印、盖章、扫描上传。")
    return missing


def _late(sending: Sequence[Application]) -> list[str]:
    """Those whose time for the city is over: they hold up what is sent with them."""
    now = timezone.now()
    return [
        f"{one.county.name}的申报已过市级报送截止时间（{said_moment(at)}），不能报送。请先撤回它的推荐。"
        for one in sending
        if (at := city_closes_at(one)) is not None and at <= now
    ]


def papers_asked(call: Call) -> list[str]:
    """The papers whose scans a batch needs."""
    return [name for name in PAPERS if name != APPROVAL or call.asks_city_government]


def digest_for(name: str, papers: Mapping[str, BatchPaper]) -> str:
    """The digest to which the scan of a paper is bound."""
    return papers[SUMMARY if name == APPROVAL else name].digest


def mark_of(rows: Sequence[Application]) -> str:
    """A short word for the ranks, niches and remarks as they are."""
    said = [(one.pk, tuple(row_of(one)[name] for name in _ORDERED)) for one in rows]
    return digest_of(repr(sorted(said)))[:16]


_ORDERED = ("rank", "niche", "remark")


def sent_batches(call: Call) -> QuerySet[Batch]:
    """The batches of a call that were sent."""
    rows = Batch.objects.filter(call=call, sent_at__isnull=False)
    return rows.select_related("city", "call", "sent_by").prefetch_related("scans")


def _row(person: Person, application: Application) -> GatheredRow:
    sent = application.level == REGION_LEVEL
    recommended = application.stage == RECOMMENDED
    trouble = "" if sent or recommended else may_move(person, application, RECOMMEND).reason
    return GatheredRow(
        application.public_id,
        application.number,
        row_of(application),
        stage_shown(person, application),
        sent,
        recommended,
        trouble,
    )


def _scans(batch: Batch, papers: Mapping[str, BatchPaper]) -> list[ScanShown]:
    rows = BatchScan.objects.filter(batch=batch, removed_at=None)
    return [
        ScanShown(one.public_id, one.paper, one.name, one.digest == digest_for(one.paper, papers))
        for one in rows
    ]


def _sent(batch: Batch) -> SentBatch:
    scans = [one for one in batch.scans.all() if one.removed_at is None]
    return SentBatch(
        batch.public_id,
        batch.city.name,
        batch.number,
        batch.sent_at,
        batch.sent_by.full_name if batch.sent_by else "",
        batch.digest,
        tuple(ScanShown(one.public_id, one.paper, one.name, True) for one in scans),
    )


def _listed(ranks: Sequence[int | None]) -> str:
    return "、".join("空" if rank is None else str(rank) for rank in ranks)
