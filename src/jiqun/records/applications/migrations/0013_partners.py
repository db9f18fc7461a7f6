"""Partner counties of an application."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0012_deliveries_taken_back"),
        ("organisations", "0008_one_time_secrets"),
    ]

    operations = [
        migrations.CreateModel(
            name="Partner",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partners",
                        to="applications.application",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnered",
                        to="organisations.office",
                    ),
                ),
            ],
            options={
                "ordering": ("county__division", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "county"), name="one_partner_a_county"
                    )
                ],
            },
        ),
    ]
