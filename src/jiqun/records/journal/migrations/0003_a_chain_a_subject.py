"""A chain for each subject, anchors that bind them, and the guard on both; the one chain that all
subjects had before stays as it is."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jiqun.records.journal import guard

_NOTHING = "0" * 64


def go_on_counting(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Ids were given by us before; from now on the database gives them."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "SELECT setval(pg_get_serial_sequence('journal_event', 'id'),"
            " (SELECT max(id) FROM journal_event))"
        )


def put_up(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guard.install_on_chains(editor.connection)


def take_down(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guard.remove_from_chains(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_guard")]
    operations = [
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("ends", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Chain",
            fields=[
                (
                    "subject",
                    models.CharField(max_length=100, primary_key=True, serialize=False),
                ),
                ("count", models.BigIntegerField(default=0)),
                ("digest", models.CharField(default=_NOTHING, max_length=64)),
                ("bound", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.AddField("event", "number", models.BigIntegerField(null=True)),
        migrations.AddIndex(
            "event", models.Index(fields=["subject", "id"], name="journal_subject")
        ),
        migrations.AddConstraint(
            "event",
            models.UniqueConstraint(
                fields=["subject", "number"],
                condition=models.Q(number__isnull=False),
                name="one_event_a_number",
            ),
        ),
        migrations.RunPython(go_on_counting, migrations.RunPython.noop),
        migrations.RunPython(put_up, take_down),
    ]
