"""Tables of the applications: the calls, who applies to them, what is asked to be corrected."""

from jiqun.records.applications.models.application_table import GUARD, Application, Proposal
from jiqun.records.applications.models.attached_filing import AttachedFiling
from jiqun.records.applications.models.call import Call, Extension
from jiqun.records.applications.models.correction import OpeningAsk, Request, Return
from jiqun.records.applications.models.delivery import Delivery
from jiqun.records.applications.models.due_reminder import DueReminder
from jiqun.records.applications.models.look import AnswerLook
from jiqun.records.applications.models.partner import Partner

__all__ = [
    "GUARD",
    "AnswerLook",
    "Application",
    "AttachedFiling",
    "Call",
    "Delivery",
    "DueReminder",
    "Extension",
    "OpeningAsk",
    "Partner",
    "Proposal",
    "Request",
    "Return",
]
