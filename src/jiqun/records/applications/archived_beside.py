"""What lies in an archive 归档包 beside the form itself, for whoever sees it: the further forms
with their papers and evidence, and the talk 讨论 as a text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from django.utils import timezone

from jiqun.engine import Address, labels_of, write_answers
from jiqun.records.applications.attached_forms import attached_seen
from jiqun.records.applications.deadlines import said_moment
from jiqun.records.applications.models import Application
from jiqun.records.applications.talking import can_read_talk
from jiqun.records.evidence.answers_with_evidence import answers_with_evidence
from jiqun.records.evidence.queries import pieces_of
from jiqun.records.filings.editions import form_of
from jiqun.records.organisations.models import Person
from jiqun.records.talks.queries import Talk, talks_of
from jiqun.records.versions.version_files import VersionFile, evidence_files, file_of_bytes

TALKS_NAME = "讨论.txt"


def files_beside(
    application: Application, by: Person, papers: Mapping[str, bytes]
) -> Iterator[VersionFile]:
    """The files, with the papers (PDF) of further forms by the ids of these."""
    for form, filing in attached_seen(by, application):
        folder = f"{form.label}/"
        text = json.dumps(
            write_answers(answers_with_evidence(filing)), ensure_ascii=False, indent=1
        )
        at = filing.changed_at
        yield file_of_bytes(f"{folder}{form.label}.json", f"{text}\n".encode(), at)
        if form.form in papers:
            yield file_of_bytes(f"{folder}{form.label}.pdf", papers[form.form], at)
        yield from evidence_files(filing, {one.public_id for one in pieces_of(filing)}, folder)
    yield from _talks(application, by)


def _talks(application: Application, by: Person) -> Iterator[VersionFile]:
    talks = talks_of(application.filing) if can_read_talk(by, application) else []
    if not talks:
        return
    label = labels_of(form_of(application.filing)).full
    talks.sort(key=lambda talk: talk.entries[0].at)
    said = [_said(number, talk, label) for number, talk in enumerate(talks, 1)]
    moments = [talk.entries[-1].at for talk in talks]
    moments += [talk.settled_at for talk in talks if talk.settled_at]
    yield file_of_bytes(TALKS_NAME, "\n".join(said).encode(), max(moments))


def _said(number: int, talk: Talk, label: Callable[[Address], str]) -> str:
    """A thread as people read it: where it hangs, how it stands, and what was said."""
    place = label(talk.at) if talk.at else "整份申报"
    row = f"（{talk.row}）" if talk.row else ""
    settled = talk.settled_at and timezone.localtime(talk.settled_at)
    state = f"{talk.settled_by}于{said_moment(settled)}了结" if settled else "未了结"
    lines = [f"{number}. {place}{row}，{state}"]
    lines += [f"   {said_moment(e.at)} {e.office} {e.person}：{e.text}" for e in talk.entries]
    return "\n".join(lines) + "\n"
