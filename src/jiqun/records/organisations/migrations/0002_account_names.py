"""User names in their one form; of two that become the same, the later one gets a number."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jiqun.records.organisations.account_names import account_name


def rename(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    people = apps.get_model("organisations", "Person").objects.order_by("id")
    taken = set(people.values_list("username", flat=True))
    for person in people:
        wanted = account_name(person.username)
        if wanted == person.username:
            continue
        name, number = wanted, 2
        while not name or name in taken:
            name, number = f"{wanted}-{number}", number + 1
        taken.add(name)
        person.username = name
        person.save(update_fields=["username"])


class Migration(migrations.Migration):
    dependencies = (("organisations", "0001_initial"),)
    operations = (migrations.RunPython(rename, migrations.RunPython.noop),)
