"""A call says more: quota, niches, copies, what is asked besides, which standard is shown."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0006_numbers"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="asks_city_government",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="call",
            name="asks_national",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="call",
            name="copies",
            field=models.PositiveSmallIntegerField(default=3),
        ),
        migrations.AddField(
            model_name="call",
            name="discs",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="call",
            name="one_per_niche",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="call",
            name="quota",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="call",
            name="sampled_enterprises",
            field=models.PositiveSmallIntegerField(default=5),
        ),
        migrations.AddField(
            model_name="call",
            name="standard",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
    ]
