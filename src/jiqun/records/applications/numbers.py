"""The official numbers of applications: 申报编号, given when one is begun, and 回执编号, of what it
handed in. ASCII, and short enough for the QR code of a paper."""

from __future__ import annotations

from django.utils import timezone

from jiqun.records.applications.models import Application, Call
from jiqun.records.organisations.models import Office


def next_number(call: Call, county: Office) -> str:
    """The number of a county's next application: the year of the call's opening, the code of
    GB/T 2260 (for an office that has none D and its own number), and a count within them, as in
    2026-640521-1. To be asked inside `writing`, which lets nobody else count meanwhile."""
    place = county.division or f"D{county.pk}"
    stem = f"{timezone.localtime(call.opens_at).year}-{place}-"
    begun = Application.objects.filter(number__startswith=stem).values_list("number", flat=True)
    return f"{stem}{max((int(one.removeprefix(stem)) for one in begun), default=0) + 1}"


def receipt_number(application: Application, version: int) -> str:
    """The number of the receipt 提交回执 for a version: a version is handed in once at most."""
    return f"{application.number}-{version:02d}"
