"""One table with a column for every answer of the form."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from jiqun.engine import Form, find_editions, load_edition


def columns(form: Form) -> dict[str, models.Field]:
    """The columns: a number for a figure, a text for anything else, one for each year."""
    found: dict[str, models.Field] = {}
    for field in form.fields.values():
        for period in field.cells:
            name = f"{field.id}_{period}" if period else field.id
            found[name] = (
                models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
                if field.kind.numeric
                else models.TextField(blank=True, default="")
            )
    return found


class Draft(models.Model):
    """The draft of an application, as one row."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)


for _name, _column in columns(load_edition(find_editions()["ningxia-2026"]).main).items():
    Draft.add_to_class(_name, _column)
