"""The papers of a batch with what is wrong with them: as they are now, or as they were sent."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiqun.engine import (
    Answers,
    Outcome,
    Paper,
    PaperMark,
    check,
    lay_out,
    read_answers,
    write_answers,
)
from jiqun.records.applications.models import Application, Call
from jiqun.records.filings.editions import form_named
from jiqun.records.organisations.models import Office
from jiqun.records.recommendations.drafting import FORMS, LETTER, SUMMARY, paper_answers
from jiqun.records.recommendations.models import Batch
from jiqun.records.versions.content import digest_of

METHOD = "jiqun-batch-1"
APPROVAL = "approval"
PAPERS: Mapping[str, str] = {LETTER: "推荐函", SUMMARY: "推荐汇总表", APPROVAL: "市政府审核意见"}
"""What is scanned for a batch; the last only where the call asks for it."""
_DRAFT = "草稿"
_DIGITS = 32


@dataclass(frozen=True, slots=True)
class BatchPaper:
    """A paper of a batch: its answers, what follows from them, and the digest its scan is bound
    to."""

    name: str
    answers: Answers
    outcome: Outcome
    digest: str

    @property
    def wrong(self) -> list[str]:
        """What is missing or wrong, in words."""
        return [one.message for one in self.outcome.findings if one.level == "error"]

    def laid_out(self) -> Paper:
        """To be printed: a draft as long as something is missing."""
        short = " ".join(self.digest[at : at + 8] for at in range(0, _DIGITS, 8))
        above = _DRAFT if self.wrong else ""
        return lay_out(self.answers, self.outcome.values, PaperMark(above, (f"摘要 {short}",)))


def papers_now(
    call: Call, city: Office, recommended: Sequence[Application], typed: Mapping[str, str]
) -> dict[str, BatchPaper]:
    """The papers as they are now."""
    answers = paper_answers(call, city, recommended, typed)
    return {name: _paper(name, one) for name, one in answers.items()}


def papers_sent(batch: Batch) -> dict[str, BatchPaper]:
    """The papers of a batch as they were sent."""
    content = json.loads(batch.content)
    return {
        name: _paper(name, read_answers(form_named(batch.call.edition, form), content[name]))
        for name, form in FORMS.items()
    }


def content_of_batch(papers: Mapping[str, BatchPaper], sent: Sequence[Application]) -> str:
    """What is kept of a batch, as canonical JSON text."""
    content = {
        "method": METHOD,
        "applications": [
            {"number": one.number, "digest": one.submitted.digest if one.submitted else ""}
            for one in sent
        ],
        **{name: write_answers(paper.answers) for name, paper in papers.items()},
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _paper(name: str, answers: Answers) -> BatchPaper:
    text = json.dumps(write_answers(answers), ensure_ascii=False, sort_keys=True)
    return BatchPaper(name, answers, check(answers), digest_of(text))
