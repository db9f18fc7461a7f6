"""Addresses of the desk; all of them need a login. The pages of any filing are the same; what they
are of is seen by the namespace of the address (seat.py)."""

from django.urls import include, path

from jiqun.screens.filling import (
    answer_details,
    assessment,
    checks,
    downloads,
    evidence,
    evidence_ties,
    history,
    paper,
    part,
    presence,
    saving,
    uploads,
    word,
)
from jiqun.screens.filling.seat import OF_A_FILING

PAGES = [
    path("", part.first, name="desk"),
    path("part/<int:number>/", part.part, name="part"),
    path("answer/", saving.save, name="answer"),
    path("findings/", saving.news, name="findings"),
    path("presence/", presence.here, name="presence"),
    path("history/", history.page, name="history"),
    path("history/<str:key>/", answer_details.answer_history, name="answer_history"),
    path("formula/<str:key>/", answer_details.formula, name="formula"),
    path("evidence/", evidence.page, name="evidence"),
    path("evidence/add/", evidence.add, name="evidence_add"),
    path("evidence/ties/", evidence_ties.page, name="evidence_ties"),
    path("evidence/<slug:piece>/", evidence.give, name="evidence_file"),
    path("evidence/<slug:piece>/change/", evidence.change, name="evidence_change"),
    path("uploads/", uploads.begin, name="uploads"),
    path("uploads/<slug:upload>/", uploads.one, name="upload"),
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
]
"""Those of any filing, wherever it lies."""

urlpatterns = [path("f/<slug:public_id>/", include((PAGES, OF_A_FILING)))]
