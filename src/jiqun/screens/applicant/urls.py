"""Addresses of the applicant's desk; all of them need a login."""

from django.urls import include, path

from jiqun.screens.applicant import answer_details, home, notices, part, presence, saving

urlpatterns = [
    path("", home.home, name="home"),
    path("notices/", notices.page, name="notices"),
    path("start/<slug:call_id>/", home.start, name="start"),
    path("a/<slug:public_id>/", include("jiqun.screens.applicant.application_urls")),
    path("a/<slug:public_id>/", part.application, name="application"),
    path("a/<slug:public_id>/part/<int:number>/", part.part, name="part"),
    path("a/<slug:public_id>/answer/", saving.save, name="answer"),
    path("a/<slug:public_id>/findings/", saving.news, name="findings"),
    path("a/<slug:public_id>/presence/", presence.here, name="presence"),
    path(
        "a/<slug:public_id>/history/<str:key>/",
        answer_details.answer_history,
        name="answer_history",
    ),
    path("a/<slug:public_id>/formula/<str:key>/", answer_details.formula, name="formula"),
]
