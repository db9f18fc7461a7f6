"""What offices are told."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0005_separations"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutboxLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("group", models.CharField(max_length=20)),
                ("subject", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=40)),
                ("words", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("mailed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                        to="organisations.office",
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
    ]
