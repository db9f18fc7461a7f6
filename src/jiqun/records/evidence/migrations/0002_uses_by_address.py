"""What a piece proves is kept as one address: field, or field.option for one box of several."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Value
from django.db.models.functions import Concat


def write_addresses(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    uses: Any = apps.get_model("evidence", "Use").objects.using(schema_editor.connection.alias)
    uses.filter(option="").update(target=F("field"))
    uses.exclude(option="").update(target=Concat(F("field"), Value("."), F("option")))


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="use",
            name="target",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.RunPython(write_addresses, migrations.RunPython.noop, elidable=False),
        migrations.RemoveConstraint(model_name="use", name="one_use_a_place"),
        migrations.RemoveField(model_name="use", name="field"),
        migrations.RemoveField(model_name="use", name="option"),
        migrations.AddConstraint(
            model_name="use",
            constraint=models.UniqueConstraint(fields=("piece", "target"), name="one_use_a_target"),
        ),
    ]
