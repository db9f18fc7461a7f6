"""A call may ask that figures which fail its standard are explained."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0013_partners"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="explain_failed",
            field=models.BooleanField(default=False),
        ),
    ]
