"""Naming the other filings whose answers a filing reads; read they are anew when they change."""

from __future__ import annotations

from jiqun.records.filings.actions.saving import mark_changed
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing, FilingSource
from jiqun.records.journal.actions import Actor, record, writing


def name_source(filing: Filing, name: str, of: Filing, by: Actor, source: str = "web") -> None:
    """Let a filing read the answers of another, under a name that its form has; a name that was
    given before now means this one.

    Raises LookupError (Chinese) where the form has no such source, or the other filing is of
    another form than it means.
    """
    form = form_of(filing)
    wanted = form.sources.get(name)
    if wanted is None:
        named = "、".join(form.sources) or "没有"
        raise LookupError(f"表“{form.name}”不引用“{name}”。它引用的表：{named}。")
    if wanted.name != form_of(of).name:
        raise LookupError(f"“{name}”应当是“{wanted.name}”的表，给出的是“{form_of(of).name}”。")
    with writing():
        Filing.objects.filter(pk=of.pk).update(is_source=True)
        FilingSource.objects.update_or_create(filing=filing, name=name, defaults={"of": of})
        details = {"name": name, "of": of.subject}
        record("source_named", filing.subject, by, details=details, source=source)
        mark_changed(filing)
