"""The further forms that are filled in inside an application."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0004_whole_procedure"),
        ("filings", "0013_what_is_open"),
    ]

    operations = [
        migrations.CreateModel(
            name="AttachedFiling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attached",
                        to="applications.application",
                    ),
                ),
                (
                    "filing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attached",
                        to="filings.filing",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
    ]
