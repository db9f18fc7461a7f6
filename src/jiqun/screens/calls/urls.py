"""Addresses of the calls and of the board."""

from django.urls import path

from jiqun.screens.calls import board_acts, board_page, board_workbook, call_pages

urlpatterns = [
    path("calls/", call_pages.listed, name="calls"),
    path("calls/new/", call_pages.new, name="call_new"),
    path("calls/<slug:call_id>/", call_pages.page, name="call"),
    path("board/", board_page.latest, name="boards"),
    path("board/<slug:call_id>/", board_page.page, name="board"),
    path("board/<slug:call_id>/export/", board_workbook.give, name="board_export"),
    path("board/<slug:call_id>/remind/", board_acts.remind_counties, name="board_remind"),
    path("board/<slug:call_id>/extend/", board_acts.extend_county, name="board_extend"),
]
