"""Offices over time: their names from a day on, when they ended, and what follows them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0005_separations"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficeName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("since", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("acts", models.BooleanField()),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddField(
            model_name="office",
            name="acts_for",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="office",
            name="ended_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="office",
            name="follows",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="office",
            name="next_name",
            field=models.CharField(blank=True, default="", max_length=100),
        ),
        migrations.AddField(
            model_name="office",
            name="next_since",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="office",
            name="name",
            field=models.CharField(max_length=100),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("name",),
                name="one_office_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_name", ""), ("next_since__isnull", True)),
                    models.Q(
                        models.Q(("next_name", ""), _negated=True), ("next_since__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="next_name_from_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on__isnull", True), ("next_name", ""), _connector="OR"),
                name="no_next_name_after_the_end",
            ),
        ),
        migrations.AddField(
            model_name="officename",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="names",
                to="organisations.office",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="follower",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successions",
                to="organisations.office",
            ),
        ),
        migrations.AddField(
            model_name="succession",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followed_by",
                to="organisations.office",
            ),
        ),
        migrations.AddIndex(
            model_name="officename",
            index=models.Index(fields=["name"], name="office_name"),
        ),
        migrations.AddConstraint(
            model_name="officename",
            constraint=models.UniqueConstraint(
                fields=("office", "since"), name="one_office_name_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="officename",
            constraint=models.UniqueConstraint(
                condition=models.Q(("since__isnull", True)),
                fields=("office",),
                name="one_first_office_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="officename",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="office_name_is_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(fields=("office", "follower"), name="follower_once"),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("acts", True)),
                fields=("office",),
                name="one_office_acts_for_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("office", models.F("follower")), _negated=True),
                name="no_office_follows_itself",
            ),
        ),
    ]
