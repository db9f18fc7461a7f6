"""The table of the frozen versions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = (("filings", "0011_progress"),)
    operations = (
        migrations.CreateModel(
            name="FrozenVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("frozen_at", models.DateTimeField()),
                ("filing_revision", models.PositiveBigIntegerField()),
                ("content", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frozen_versions",
                        to="filings.filing",
                    ),
                ),
            ],
            options={"ordering": ("filing", "number")},
        ),
        migrations.AddConstraint(
            "frozenversion",
            models.UniqueConstraint(fields=("filing", "number"), name="one_version_a_number"),
        ),
    )
