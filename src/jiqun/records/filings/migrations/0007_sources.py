"""A filing may name others whose answers it reads."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("filings", "0006_public_id")]

    operations = [
        migrations.CreateModel(
            name="FilingSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="filings.filing",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readers",
                        to="filings.filing",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="filingsource",
            constraint=models.UniqueConstraint(fields=("filing", "name"), name="one_source_a_name"),
        ),
    ]
