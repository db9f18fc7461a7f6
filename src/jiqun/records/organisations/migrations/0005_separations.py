"""What the database itself holds of memberships. Columns, rows and these are three migrations:
PostgreSQL does not alter a table in the transaction that wrote to it."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import F, Q

ROLES = (
    *("county_clerk", "county_head", "operator", "city_officer", "city_head", "inspector"),
    *("region_officer", "second_officer", "organiser", "objection_handler", "region_head"),
    *("form_keeper", "expert", "data_user", "system_admin", "security_admin", "audit_admin"),
)
ADMINS = ("audit_admin", "security_admin", "system_admin")


class Migration(migrations.Migration):
    dependencies = (("organisations", "0004_memberships_taken_over"),)
    operations = (
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(condition=Q(role__in=[*ROLES]), name="role_of_the_list"),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_ends_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=Q(named_by__isnull=True) | Q(until__isnull=False),
                name="deputies_for_a_time",
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.UniqueConstraint(
                fields=("person", "office", "role"),
                condition=Q(until__isnull=True),
                name="one_membership_a_role",
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(until__isnull=True, role__in=[*ADMINS]),
                name="one_admin_role_a_person",
            ),
        ),
    )
