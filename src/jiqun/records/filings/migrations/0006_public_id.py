"""Every filing gets a public id, for its address; those there are already one by one."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jiqun.records.filings.public_ids import new_id


def give_ids(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A default would be asked for once and be the same for all rows."""
    filings = apps.get_model("filings", "Filing").objects.using(schema_editor.connection.alias)
    for number in list(filings.filter(public_id=None).values_list("pk", flat=True)):
        filings.filter(pk=number).update(public_id=new_id())


class Migration(migrations.Migration):
    dependencies = [("filings", "0005_keys_are_addresses")]

    operations = [
        migrations.AddField("filing", "public_id", models.CharField(max_length=32, null=True)),
        migrations.RunPython(give_ids, migrations.RunPython.noop, elidable=False),
        migrations.AlterField(
            "filing",
            "public_id",
            models.CharField(default=new_id, max_length=32, unique=True),
        ),
    ]
