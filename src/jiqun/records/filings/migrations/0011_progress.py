"""How far each filing is stands in its row; who is read by another knows it. The numbers of what
was there before are worked out by `jiqun-site migrate` after the migrations."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_COUNTS = ("filled", "total", "errors", "confirms", "missing")


def note_sources(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Mark the filings that others read."""
    read = apps.get_model("filings", "FilingSource").objects.values("of")
    apps.get_model("filings", "Filing").objects.filter(pk__in=read).update(is_source=True)


class Migration(migrations.Migration):
    dependencies = (("filings", "0010_presence_in_files"),)

    operations = (
        *(
            migrations.AddField("filing", name, models.PositiveIntegerField(default=0))
            for name in _COUNTS
        ),
        migrations.AddField("filing", "next_part", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(
            "filing", "judged_by", models.CharField(max_length=64, default="", blank=True)
        ),
        migrations.AddField("filing", "is_source", models.BooleanField(default=False)),
        migrations.RunPython(note_sources, migrations.RunPython.noop),
    )
