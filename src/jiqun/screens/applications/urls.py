"""Addresses of the applications; those of their forms are the pages of the desk."""

from django.urls import include, path

from jiqun.screens.applications import application_seat, home, notices
from jiqun.screens.filling.urls import PAGES

application_seat.give()

urlpatterns = [
    path("", home.home, name="home"),
    path("notices/", notices.page, name="notices"),
    path("start/<slug:call_id>/", home.start, name="start"),
    path("a/<slug:public_id>/", include(PAGES)),
]
