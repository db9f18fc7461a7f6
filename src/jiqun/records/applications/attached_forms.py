"""The further forms of an application: which there are, who fills each in, and who sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from jiqun.engine import Address, Answer
from jiqun.records.applications.models import Application, AttachedFiling
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.queries import application_held
from jiqun.records.applications.rules import can_see, roles_in, shown_place
from jiqun.records.filings.actions import create_filing
from jiqun.records.filings.editions import edition_named
from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import is_id
from jiqun.records.filings.sources import name_source
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.queries import office_of
from jiqun.records.organisations.roles import CITY, REGION, Role, in_group
from jiqun.records.procedure import Place
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused
from jiqun.records.versions.models import FrozenVersion
from jiqun.records.versions.queries import (
    answers_of_version,
    said_in,
    version_in_force,
    versions_of,
)


@dataclass(frozen=True, slots=True)
class AttachedForm:
    """A form that belongs to an application: the roles that fill it in, the places of the
    application in which they do, the roles that see it, and in words who fills it in."""

    form: str
    label: str
    filled_by: frozenset[str]
    filled_at: frozenset[Place]
    seen_by: frozenset[str]
    by: str


_PART_NINE = ("city_opinion", "city_authority", "city_date")
OF_VERSION, OF_DIGEST = "of_version", "of_digest"
"""What a version of a further form says of the version of the application that it speaks of."""

STATEMENT, OPINION, FORMAL_CHECK = "onsite_statement", "recommendation", "formal_check"
SEALED = frozenset({STATEMENT, OPINION})
"""Those that are frozen and sealed by the city, for the version that they speak of."""

_WITH_THE_CITY = frozenset(map(Place.of, ("under_review/city", "to_reconfirm/region")))

ATTACHED: Mapping[str, AttachedForm] = {
    STATEMENT: AttachedForm(
        STATEMENT,
        "现场核查符合性说明",
        in_group(CITY),
        _WITH_THE_CITY,
        in_group(CITY, REGION),
        "市级",
    ),
    OPINION: AttachedForm(
        OPINION, "推荐意见", in_group(CITY), _WITH_THE_CITY, in_group(CITY, REGION), "市级"
    ),
    FORMAL_CHECK: AttachedForm(
        FORMAL_CHECK,
        "形式审查表",
        frozenset({Role.REGION_OFFICER.value, Role.SECOND_OFFICER.value}),
        frozenset({Place.of("under_review/region")}),
        in_group(REGION),
        "自治区经办和复核人",
    ),
}
"""By the ids of the forms. The county does not see what the city writes about it here."""


def words_of_the_city(
    person: Person, application: Application, version: FrozenVersion
) -> Mapping[Address, Answer]:
    """What part nine of a version's paper prints of the city, for a person who sees the opinion:
    the answers of the opinion that was frozen for it; none where there is none."""
    found = application.attached.filter(filing__form=OPINION).select_related("filing").first()
    if found is None or not can_see_attached(person, application, ATTACHED[OPINION]):
        return {}
    named = (one for one in reversed(versions_of(found.filing)) if not one.voided_at)
    opinion = next((one for one in named if said_in(one).get(OF_DIGEST) == version.digest), None)
    if opinion is None:
        return {}
    cells = answers_of_version(opinion).cells
    return {at: cells[at] for at in map(Address, _PART_NINE) if at in cells}


def can_see_attached(person: Person, application: Application, form: AttachedForm) -> Verdict:
    """Whether a further form of an application is for a person to see."""
    if can_see(person, application) and roles_in(person, application) & form.seen_by:
        return ALLOWED
    return refused("这份表不由您的单位查看。")


def can_fill_attached(person: Person, application: Application, form: AttachedForm) -> Verdict:
    """Whether a person fills in a further form of an application now."""
    seen = can_see_attached(person, application, form)
    if not seen:
        return seen
    roles = roles_in(person, application)
    if not roles & form.filled_by:
        return refused(f"{form.label}由{form.by}填写，您可以查看，不能修改。")
    if application.place not in form.filled_at:
        now = PROCEDURE.label_of(shown_place(roles, application))
        return refused(f"申报正在“{now}”阶段，{form.label}不能修改。")
    return _still_open(application, form)


def _still_open(application: Application, form: AttachedForm) -> Verdict:
    """What was frozen for the version that lies there is not changed; a newer version of the
    application opens it again."""
    frozen = version_naming(application, form.form)
    if frozen is None:
        return ALLOWED
    return refused(f"{form.label}已经定稿（第{frozen.number}版），不能修改。要改，请先取消定稿。")


def version_attached(application: Application, form_id: str) -> FrozenVersion | None:
    """The version in force of a further form of an application, whichever version of the
    application it speaks of."""
    found = application.attached.filter(filing__form=form_id).select_related("filing").first()
    return version_in_force(found.filing) if found else None


def version_naming(application: Application, form_id: str) -> FrozenVersion | None:
    """The same, where it names the digest of the version that was submitted last."""
    version, submitted = version_attached(application, form_id), application.submitted
    if version is None or submitted is None:
        return None
    return version if said_in(version).get(OF_DIGEST) == submitted.digest else None


def forms_attached(person: Person, application: Application) -> list[tuple[AttachedForm, str]]:
    """The further forms that a person sees, each with the id of its filing, empty where it was not
    begun; those that were not and that they do not fill in now are left out."""
    begun = {
        one.filing.form: one.filing.public_id
        for one in application.attached.select_related("filing")
    }
    offered = {*edition_named(application.filing.edition).forms}
    return [
        (form, begun.get(form.form, ""))
        for form in ATTACHED.values()
        if form.form in offered
        and can_see_attached(person, application, form)
        and (form.form in begun or can_fill_attached(person, application, form))
    ]


def attached_form(application: Application, form: str) -> Filing | None:
    """The filing of a further form of an application, where it was begun."""
    found = application.attached.select_related("filing").filter(filing__form=form).first()
    return found.filing if found else None


def attached_seen(person: Person, application: Application) -> list[tuple[AttachedForm, Filing]]:
    """The further forms that were begun, of those a person sees, with their filings."""
    rows = application.attached.select_related("filing__owner")
    begun = {one.filing.form: one.filing for one in rows}
    return [
        (form, begun[form.form])
        for form in ATTACHED.values()
        if form.form in begun and can_see_attached(person, application, form)
    ]


def begin_attached(public_id: str, form_id: str, by: Person, source: str = "web") -> Filing:
    """Begin a further form of an application, or go on with the one there is. Raises NotFound and
    NotAllowedError."""
    form = ATTACHED.get(form_id)
    with writing():
        held = application_held(by, public_id)
        if form is None:
            raise NotFound
        earlier = held.attached.filter(filing__form=form_id).select_related("filing").first()
        if earlier is not None and can_see_attached(by, held, form):
            return earlier.filing
        verdict, office = can_fill_attached(by, held, form), office_of(by)
        if not verdict or office is None:
            raise NotAllowedError(verdict)
        filing = create_filing(held.filing.edition, office, by, form_id, source)
        name_source(filing, "application", held.filing, by, source=source)
        AttachedFiling.objects.create(application=held, filing=filing)
        details = {"form": form_id, "filing": filing.pk}
        record("form_attached", held.subject, by, details=details, source=source)
    return filing


def attached_for(person: Person, filing_id: str) -> tuple[AttachedFiling, AttachedForm]:
    """A further form of an application by the id of its filing, for a person who may see it;
    raises NotFound for one of others and for none alike."""
    rows = AttachedFiling.objects.select_related(
        "filing__owner", "application__call", "application__county__parent", "application__filing"
    )
    found = rows.filter(filing__public_id=filing_id).first() if is_id(filing_id) else None
    form = ATTACHED.get(found.filing.form) if found else None
    if found is None or form is None or not can_see_attached(person, found.application, form):
        raise NotFound
    return found, form


@contextmanager
def editing_attached(filing_id: str, by: Person) -> Iterator[AttachedFiling]:
    """The same for changes, in a transaction in which nobody moves the application meanwhile.
    Raises NotFound and NotAllowedError."""
    with writing(beside_others=True):
        found, form = attached_for(by, filing_id)
        application = application_held(by, found.application.public_id)
        verdict = can_fill_attached(by, application, form)
        if not verdict:
            raise NotAllowedError(verdict)
        found.filing = Filing.objects.select_for_update(no_key=True).get(pk=found.filing_id)
        yield found
