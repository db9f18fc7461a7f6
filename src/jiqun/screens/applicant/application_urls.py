"""Addresses of the pages about an application as a whole; included at a/<public_id>/."""

from django.urls import path

from jiqun.screens.applicant import assessment, checks, downloads, evidence, history, paper, word

urlpatterns = [
    path("evidence/", evidence.page, name="evidence"),
    path("evidence/add/", evidence.add, name="evidence_add"),
    path("evidence/<slug:piece>/", evidence.give, name="evidence_file"),
    path("evidence/<slug:piece>/change/", evidence.change, name="evidence_change"),
    path("checks/", checks.page, name="checks"),
    path("checks/print/", checks.printed, name="checks_print"),
    path("checks/repair/", checks.repair, name="checks_repair"),
    path("checks/explain/", checks.explain, name="checks_explain"),
    path("assessment/", assessment.page, name="assessment"),
    path("paper/", paper.page, name="paper"),
    path("paper/style.css", paper.style, name="paper_style"),
    path("download/<slug:kind>/", downloads.give, name="download"),
    path("word/", word.page, name="word"),
    path("word/<slug:preview>/", word.preview, name="word_preview"),
    path("word/<slug:preview>/decide/", word.decide, name="word_decide"),
    path("history/", history.page, name="history"),
]
