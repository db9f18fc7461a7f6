"""Addresses of the offices and people."""

from django.urls import path

from jiqun.screens.organisations import (
    change_page,
    office_page,
    person_page,
    sheet_page,
    tree_page,
)

urlpatterns = [
    path("", tree_page.page, name="people"),
    path("sheet/", sheet_page.page, name="people_sheet"),
    path("sheet/make/", sheet_page.make, name="people_sheet_make"),
    path("sheet/blank/<slug:kind>/", sheet_page.blank, name="people_sheet_blank"),
    path("office/<int:office>/", office_page.page, name="people_office"),
    path("office/<int:office>/make/", office_page.make, name="people_office_make"),
    path("office/<int:office>/deputies/", office_page.deputies, name="people_office_deputies"),
    path("office/<int:office>/change/", change_page.page, name="people_office_change"),
    path("person/<int:person>/", person_page.page, name="people_person"),
    path("person/<int:person>/act/", person_page.act, name="people_person_act"),
]
