"""Tables of the working days: the years that are known, and their days unlike Monday to Friday."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Substr


class WorkingYear(models.Model):
    """A year whose days are known, and where from; of any other year nothing may be worked out."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=100)

    class Meta:
        ordering = ("year",)
        constraints = (
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2199), name="year_of_four_digits"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}"


class SpecialDay(models.Model):
    """A day unlike its weekday: from Monday to Friday without work, or at a weekend with it."""

    day = models.DateField(primary_key=True)
    year = models.ForeignKey(WorkingYear, on_delete=models.PROTECT, related_name="special_days")
    is_working = models.BooleanField()
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ("day",)
        constraints = (
            # Cut from the text, which both databases write alike.
            models.CheckConstraint(
                condition=Q(
                    year=Cast(Substr(Cast("day", models.CharField()), 1, 4), models.IntegerField())
                ),
                name="special_day_of_its_year",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="special_day_has_a_name"),
        )

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"
