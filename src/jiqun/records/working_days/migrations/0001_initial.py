"""The tables of the working days."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="WorkingYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("source", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ("year",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2199)),
                        name="year_of_four_digits",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpecialDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("is_working", models.BooleanField()),
                ("name", models.CharField(max_length=40)),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="special_days",
                        to="working_days.workingyear",
                    ),
                ),
            ],
            options={
                "ordering": ("day",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "year",
                                django.db.models.functions.comparison.Cast(
                                    django.db.models.functions.text.Substr(
                                        django.db.models.functions.comparison.Cast(
                                            "day", models.CharField()
                                        ),
                                        1,
                                        4,
                                    ),
                                    models.IntegerField(),
                                ),
                            )
                        ),
                        name="special_day_of_its_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="special_day_has_a_name",
                    ),
                ],
            },
        ),
    ]
