"""A filing says which standard's failed figures are to be explained."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("filings", "0014_words_of_origins"),
    ]

    operations = [
        migrations.AddField(
            model_name="filing",
            name="explained_standard",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
    ]
