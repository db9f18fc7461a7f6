"""The memberships of before, in the roles of the closed list.

Who was 县级 becomes its head, who may also fill in; who was 市级 or 自治区 has the roles that one person
did the work of. Since when they are there was not known: since their account was made.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

NOW_CALLED = {
    "county": ("county_head",),
    "operator": ("operator",),
    "city": ("city_officer", "city_head"),
    "region": ("region_officer", "region_head", "organiser"),
    "admin": ("system_admin",),
}


def take_over(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    memberships = apps.get_model("organisations", "Membership").objects
    for one in memberships.select_related("person").order_by("id"):
        first, *others = NOW_CALLED[one.role]
        one.role, one.since = first, timezone.localtime(one.person.date_joined).date()
        one.save(update_fields=["role", "since"])
        for role in others:
            memberships.create(person=one.person, office=one.office, role=role, since=one.since)


class Migration(migrations.Migration):
    dependencies = (("organisations", "0003_roles_of_the_list"),)
    operations = (migrations.RunPython(take_over, migrations.RunPython.noop),)
