"""The name that each office had when names were first kept with the days they are in force from."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_names(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    names = apps.get_model("organisations", "OfficeName").objects
    offices = apps.get_model("organisations", "Office").objects.order_by("id")
    for number, name in offices.values_list("id", "name"):
        names.create(office_id=number, name=name)


class Migration(migrations.Migration):
    dependencies = (("organisations", "0006_offices_over_time"),)
    operations = (migrations.RunPython(keep_names, migrations.RunPython.noop),)
