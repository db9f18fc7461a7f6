"""A call closes for counties and for cities, and later for an office that was given longer."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = (
        ("applications", "0002_stages"),
        ("organisations", "0005_separations"),
    )
    operations = (
        migrations.RenameField("call", "deadline", "county_close"),
        migrations.AddField("call", "city_close", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "application", "extended_to", models.DateTimeField(blank=True, null=True)
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("county_close", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="applications.call",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="organisations.office",
                    ),
                ),
            ],
            options={"ordering": ("id",)},
        ),
        migrations.AddConstraint(
            "call",
            models.CheckConstraint(
                condition=Q(county_close__gt=F("opens_at")), name="call_closes_after_it_opens"
            ),
        ),
        migrations.AddConstraint(
            "call",
            models.CheckConstraint(
                condition=Q(city_close__isnull=True) | Q(city_close__gte=F("county_close")),
                name="cities_close_after_counties",
            ),
        ),
    )
