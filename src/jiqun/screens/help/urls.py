"""Addresses of the manual."""

from django.urls import path

from jiqun.screens.help import views

urlpatterns = [
    path("", views.index, name="help"),
    path("<slug:name>/", views.chapter, name="help_chapter"),
]
