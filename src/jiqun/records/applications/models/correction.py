"""Tables of the returns 退回: what an office above asks a county to correct, and until when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jiqun.records.applications.models.application_table import Application
from jiqun.records.filings.public_ids import new_id
from jiqun.records.organisations.models import Person
from jiqun.records.versions.models import FrozenVersion


class Return(models.Model):
    """A round of correction: sent back with a number, from an office at a `level`, to be in again
    by `due_at`. `before` is the version that was sent back, `after` the one that came in its place;
    `ended_at` is when it came, or when its time was over.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="returns")
    number = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10)
    before = models.ForeignKey(FrozenVersion, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(
        FrozenVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("application", "number")
        constraints = (
            models.UniqueConstraint(fields=["application", "number"], name="one_return_a_number"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(ended_at__isnull=True),
                name="one_open_return_an_application",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application} · 第{self.number}次退回"


class Request(models.Model):
    """What is to be corrected 修改要求: at an answer, one of its rows or its evidence (`target` is
    the address), or of the whole (empty). It is written down first, sent with a return, and then
    answered by the county; one that was taken back before it was sent is deleted.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="requests")
    round = models.ForeignKey(
        Return, on_delete=models.PROTECT, null=True, blank=True, related_name="requests"
    )
    level = models.CharField(max_length=10)
    target = models.CharField(max_length=200, blank=True, default="")
    wrong = models.CharField(max_length=500)
    wanted = models.CharField(max_length=500)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    reply = models.CharField(max_length=500, blank=True, default="")
    replied_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.target or '整份申报'}：{self.wanted}"


class OpeningAsk(models.Model):
    """A county asks for one more answer to be opened 申请开放 in a round of correction, and why;
    `granted` is None until the office that sent it back decides, and says so in `reply`."""

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    round = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="opening_asks")
    target = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True, blank=True)
    reply = models.CharField(max_length=500, blank=True, default="")
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["round", "target"],
                condition=Q(granted__isnull=True),
                name="one_open_ask_a_target",
            ),
        )

    def __str__(self) -> str:
        return f"{self.target}：{self.reason}"
