"""Of what offices were reminded by the clock."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0008_answer_looks"),
        ("organisations", "0008_one_time_secrets"),
    ]

    operations = [
        migrations.CreateModel(
            name="DueReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=40)),
                ("due_at", models.DateTimeField()),
                ("days", models.PositiveSmallIntegerField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.office",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "subject", "kind", "due_at", "days"),
                        name="one_reminder_a_day_before",
                    )
                ],
            },
        ),
    ]
