"""The stages of an application that the table of its procedure knows."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q

STAGES = [("filling", "填报中"), ("ready_to_seal", "待盖章"), ("dropped", "已作废")]


class Migration(migrations.Migration):
    dependencies = (("applications", "0001_initial"), ("versions", "0001_initial"))
    operations = (
        migrations.AlterField(
            "application",
            "stage",
            models.CharField(choices=STAGES, default="filling", max_length=20),
        ),
        migrations.AddConstraint(
            "application",
            models.CheckConstraint(
                condition=Q(stage__in=["filling", "ready_to_seal", "dropped"]),
                name="stage_of_the_table",
            ),
        ),
    )
