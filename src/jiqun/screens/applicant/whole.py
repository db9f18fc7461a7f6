"""The application as a whole: how its pages are entered, and where its answers are filled in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jiqun.engine import Answers, Edition, Form, Outcome
from jiqun.records.applications.queries import Application
from jiqun.screens.applicant.desk import Desk, desk_at
from jiqun.screens.applicant.navigation import frame_of
from jiqun.screens.widgets import cell_id


@dataclass(frozen=True, slots=True)
class Whole:
    """An application at its desk, for the pages that are not about one part."""

    desk: Desk

    @property
    def application(self) -> Application:
        return self.desk.application

    @property
    def id(self) -> str:
        return self.application.public_id

    @property
    def edition(self) -> Edition:
        return self.desk.edition

    @property
    def form(self) -> Form:
        return self.desk.edition.form

    @property
    def answers(self) -> Answers:
        return self.desk.answers

    @property
    def outcome(self) -> Outcome:
        return self.desk.outcome

    @property
    def may_edit(self) -> bool:
        return bool(self.desk.verdict)

    @property
    def name(self) -> str:
        """What the cluster is called; as long as it has no name, whose application it is."""
        return self.answers.shown("cluster_name") or self.application.county.name

    def address_of(self, tag: str) -> str:
        """Where an answer is filled in; `tag` is its key, a cell of its row, or one tick of it."""
        field_id = tag.split(".", 2)[1] if tag.startswith("lists.") else tag.partition(".")[0]
        return self.part_address(part_of(self.form, field_id), cell_id(tag))

    def part_address(self, part: int, anchor: str = "") -> str:
        """The page of a part, at an element of it."""
        return f"{self.desk.address}part/{part}/" + (f"#{anchor}" if anchor else "")


def part_of(form: Form, field_id: str) -> int:
    """The number of the part that asks for a field, or under whose counts a list stands."""
    field = form.fields.get(field_id)
    if field is None:
        counted = (f for f in form.fields.values() if f.rows and f.rows.list == field_id)
        field = next(counted, None)
    return form.section_by_id[field.section].part if field else 0


def enter(request: HttpRequest, public_id: str) -> Whole:
    """The application of an address; 404 alike for one of others and for one there is not."""
    return Whole(desk_at(request, public_id))


def show(
    request: HttpRequest,
    template: str,
    whole: Whole,
    here: str,
    status: int = 200,
    **known: object,
) -> HttpResponse:
    """A page of the application: `here` says which of the left column it is."""
    context = {**frame_of(whole.desk, here, request.user.pk), "whole": whole, **known}
    return render(request, template, context, status=status)
