"""Why a deputy was named stands with what they are, beside the event."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """A reason on every membership; of those before it is not known."""

    dependencies = (("organisations", "0009_sessions_ended"),)

    operations = (
        migrations.AddField(
            model_name="membership",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
    )
