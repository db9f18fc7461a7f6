"""Applications have an official number 申报编号; those there are get theirs in the order in which
they were begun."""

from __future__ import annotations

from collections import Counter

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def _number(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    applications = apps.get_model("applications", "Application")
    counted: Counter[str] = Counter()
    for one in applications.objects.select_related("call", "county").order_by("id"):
        year = timezone.localtime(one.call.opens_at).year
        stem = f"{year}-{one.county.division or f'D{one.county_id}'}-"
        counted[stem] += 1
        applications.objects.filter(pk=one.pk).update(number=f"{stem}{counted[stem]}")


class Migration(migrations.Migration):
    dependencies = (("applications", "0005_further_forms"),)
    operations = (
        migrations.AddField("application", "number", models.CharField(max_length=24, null=True)),
        migrations.RunPython(_number, migrations.RunPython.noop),
        migrations.AlterField(
            "application", "number", models.CharField(max_length=24, unique=True)
        ),
    )
