"""Puts the guard on the events and lays the head of the empty chain."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jiqun.records.journal import guard


def put_up(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guard.install(editor.connection)
    apps.get_model("journal", "Head").objects.get_or_create(pk=1)


def take_down(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    guard.remove(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
