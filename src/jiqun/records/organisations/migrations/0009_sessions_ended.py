"""A person's sessions can be ended all at once: how often that was done is part of each."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """A count on every person, none so far."""

    dependencies = (("organisations", "0008_one_time_secrets"),)

    operations = (
        migrations.AddField(
            model_name="person",
            name="sessions_ended",
            field=models.PositiveIntegerField(default=0),
        ),
    )
