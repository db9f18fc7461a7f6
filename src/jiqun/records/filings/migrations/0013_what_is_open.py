"""What of a filing may be changed: what was opened when it was sent back."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("filings", "0012_handed_over"),
    ]

    operations = [
        migrations.AddField(
            model_name="filing",
            name="open_only",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
