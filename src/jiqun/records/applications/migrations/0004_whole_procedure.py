"""The whole procedure: levels, deadlines, returns with their requests, moves that take two people."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jiqun.records.filings.public_ids


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0003_closes"),
        ("filings", "0013_what_is_open"),
        ("organisations", "0005_separations"),
        ("versions", "0002_scans"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("move", models.CharField(max_length=20)),
                ("outcome", models.CharField(blank=True, default="", max_length=20)),
                ("reason", models.TextField(blank=True, default="")),
                ("said", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Request",
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
                ("level", models.CharField(max_length=10)),
                ("target", models.CharField(blank=True, default="", max_length=200)),
                ("wrong", models.CharField(max_length=500)),
                ("wanted", models.CharField(max_length=500)),
                ("made_at", models.DateTimeField()),
                ("reply", models.CharField(blank=True, default="", max_length=500)),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("level", models.CharField(max_length=10)),
                ("sent_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("application", "number"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="application",
            name="one_application_a_county",
        ),
        migrations.RemoveConstraint(
            model_name="application",
            name="stage_of_the_table",
        ),
        migrations.AddField(
            model_name="application",
            name="announced_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="level",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
        migrations.AddField(
            model_name="application",
            name="moved_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="ordinal",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="application",
            name="overdue",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="application",
            name="recheck_of",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="application",
            name="submitted",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="versions.frozenversion",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="unconfirmed",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="application",
            name="stage",
            field=models.CharField(default="filling", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                fields=("call", "county", "ordinal"), name="one_application_an_ordinal"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("level", ""),
                        ("stage__in", ["dropped", "filling", "ready_to_seal", "withdrawn"]),
                    ),
                    models.Q(
                        ("level", "city"),
                        (
                            "stage__in",
                            [
                                "in_recheck",
                                "not_recommended",
                                "ready_to_reseal",
                                "recommended",
                                "returned",
                                "under_review",
                            ],
                        ),
                    ),
                    models.Q(
                        ("level", "region"),
                        (
                            "stage__in",
                            [
                                "accepted",
                                "cultivated",
                                "declined",
                                "in_expert_review",
                                "in_recheck",
                                "proposed",
                                "ready_to_reseal",
                                "recognised",
                                "refused",
                                "returned",
                                "to_decide",
                                "to_reconfirm",
                                "under_review",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="place_of_the_table",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="application",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="proposal",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="replied_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="after",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="versions.frozenversion",
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returns",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="before",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="versions.frozenversion",
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="sent_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="round",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="applications.return",
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.UniqueConstraint(
                fields=("application", "number"), name="one_return_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("application",),
                name="one_open_return_an_application",
            ),
        ),
    ]
