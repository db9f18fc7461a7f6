"""Tables of the calls: the invitation to apply, and who was given longer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jiqun.records.filings.public_ids import new_id
from jiqun.records.organisations.models import Office


class Call(models.Model):
    """An invitation to apply 申报通知 with the form of an edition.

    `county_close` and `city_close` name minutes, until which counties submit and cities send; what
    arrives before such a minute ends is in time. `quota` is how many a city may recommend, None for
    any number; `standard` the id of the edition's standard 认定标准 that is shown, empty for its
    first; where `explain_failed`, what fails it is to be explained. The rest is what CallTerms
    (calls.py) says.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    edition = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    opens_at = models.DateTimeField()
    county_close = models.DateTimeField()
    city_close = models.DateTimeField(null=True, blank=True)
    quota = models.PositiveSmallIntegerField(null=True, blank=True)
    one_per_niche = models.BooleanField(default=True)
    copies = models.PositiveSmallIntegerField(default=3)
    discs = models.PositiveSmallIntegerField(default=1)
    asks_national = models.BooleanField(default=False)
    asks_city_government = models.BooleanField(default=False)
    sampled_enterprises = models.PositiveSmallIntegerField(default=5)
    standard = models.CharField(max_length=40, blank=True, default="")
    explain_failed = models.BooleanField(default=False)

    class Meta:
        ordering = ("-opens_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(county_close__gt=F("opens_at")), name="call_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(city_close__isnull=True) | Q(city_close__gte=F("county_close")),
                name="cities_close_after_counties",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Extension(models.Model):
    """A later close 延期 for one office that applies to a call; the last one of an office counts.
    For the city it lies under, the close of what this office hands in follows (deadlines.py)."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="extensions")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="extensions")
    county_close = models.DateTimeField()
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.office} · {self.call}"
