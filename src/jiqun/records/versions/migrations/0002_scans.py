"""Scans of sealed papers, bound to the version that was printed."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jiqun.records.filings.public_ids


class Migration(migrations.Migration):
    dependencies = [
        ("versions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedScan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=jiqun.records.filings.public_ids.new_id, max_length=32, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("stored", models.CharField(max_length=32, unique=True)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("remark", models.CharField(blank=True, default="", max_length=200)),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="versions.frozenversion",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
    ]
