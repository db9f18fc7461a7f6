"""Reading frozen versions: which there are, which counts, and what it has."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.engine import Address, Answers, Outcome, check, in_order
from jiqun.records.evidence.models import Piece
from jiqun.records.filings.current_answers import placed
from jiqun.records.filings.editions import form_named, rules_of
from jiqun.records.filings.lru_cache import LruCache
from jiqun.records.filings.models import Filing
from jiqun.records.filings.normalise import as_text
from jiqun.records.filings.source_answers import facts_of, sources_of
from jiqun.records.versions.content import answers_in, content_of, digest_of
from jiqun.records.versions.models import FrozenVersion

_MOST = 64  # versions that a process keeps what it knows of; some 0.65 MB each
_answers: LruCache[tuple[str, str], Answers] = LruCache(_MOST)
_digests: LruCache[str, Mapping[Address, str]] = LruCache(_MOST)
_said: LruCache[str, Mapping[str, str]] = LruCache(_MOST)
_outcomes: LruCache[tuple[str, ...], Outcome] = LruCache(_MOST)


def versions_of(filing: Filing) -> list[FrozenVersion]:
    """All versions of a filing, the first one leading."""
    return list(filing.frozen_versions.order_by("number"))


def version_in_force(filing: Filing) -> FrozenVersion | None:
    """The version that counts: the last one that was not voided."""
    return filing.frozen_versions.filter(voided_at=None).order_by("-number").first()


def version_numbered(filing: Filing, number: int) -> FrozenVersion | None:
    """The version of a number."""
    return filing.frozen_versions.filter(number=number).first()


def answers_of_version(version: FrozenVersion) -> Answers:
    """The answers of a version with their evidence, read once: it never changes."""
    name = (version.digest, rules_of(version.filing.edition))
    answers = _answers.get(name)
    if answers is None:
        answers = answers_in(content_of(version.content))
        _answers.put(name, answers)
    return answers


def outcome_of_version(version: FrozenVersion) -> Outcome:
    """What follows from a version, by the checks that are in force now; kept in this process for as
    long as the filings that it reads do not change."""
    sources = sources_of(version.filing)
    marks = tuple(of.mark for of in sources.values())
    filing = version.filing
    name = (version.digest, rules_of(filing.edition), filing.explained_standard, *marks)
    outcome = _outcomes.get(name)
    if outcome is None:
        outcome = check(answers_of_version(version), facts_of(filing, sources))
        _outcomes.put(name, outcome)
    return outcome


def said_in(version: FrozenVersion) -> Mapping[str, str]:
    """What was said beside the form when a version was frozen."""
    said = _said.get(version.digest)
    if said is None:
        said = content_of(version.content).said
        _said.put(version.digest, said)
    return said


def kept_in(version: FrozenVersion) -> Mapping[Address, object]:
    """The values as they were kept, by address."""
    content = content_of(version.content)
    return dict(placed(form_named(content.edition, content.form), content.answers.items()))


def value_digests(version_id: int) -> Mapping[Address, str]:
    """The answers that a version has, in the order of the form, each with the digest of its value:
    the same digest is the same value."""
    found = FrozenVersion.objects.filter(pk=version_id).values_list("digest", flat=True).first()
    digests = _digests.get(found or "")
    if digests is None:
        version = FrozenVersion.objects.get(pk=version_id)
        content = content_of(version.content)
        kept, form = kept_in(version), form_named(content.edition, content.form)
        given = [at for at, value in kept.items() if value is not None and not at.code]
        digests = {at: digest_of(as_text(kept[at])) for at in in_order(form, given)}
        _digests.put(version.digest, digests)
    return digests


def piece_in(version: FrozenVersion, public_id: str) -> Piece:
    """A piece of evidence of a version, by its id. Raises Piece.DoesNotExist."""
    found = next((piece for piece in pieces_in(version) if piece.public_id == public_id), None)
    if found is None:
        raise Piece.DoesNotExist
    return found


def pieces_in(version: FrozenVersion) -> list[Piece]:
    """The evidence of a version, also what was removed since."""
    ids = [str(file["id"]) for file in content_of(version.content).files]
    return list(version.filing.pieces.filter(public_id__in=ids).prefetch_related("uses"))
