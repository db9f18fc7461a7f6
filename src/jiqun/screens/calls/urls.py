"""Addresses of the calls and of the board."""

from django.urls import path

from jiqun.screens.calls import (
    board_acts,
    board_page,
    board_workbook,
    call_pages,
    gathering_page,
    gathering_papers,
)

urlpatterns = [
    path("calls/", call_pages.listed, name="calls"),
    path("calls/new/", call_pages.new, name="call_new"),
    path("calls/<slug:call_id>/", call_pages.page, name="call"),
    path("board/", board_page.latest, name="boards"),
    path("board/<slug:call_id>/", board_page.page, name="board"),
    path("board/<slug:call_id>/export/", board_workbook.give, name="board_export"),
    path("board/<slug:call_id>/remind/", board_acts.remind_counties, name="board_remind"),
    path("board/<slug:call_id>/extend/", board_acts.extend_county, name="board_extend"),
    path("recommendations/", gathering_page.latest, name="gatherings"),
    path("recommendations/<slug:call_id>/", gathering_page.page, name="gathering"),
    path("recommendations/<slug:call_id>/act/", gathering_page.act, name="gathering_act"),
    path("recommendations/<slug:call_id>/send/", gathering_page.send, name="gathering_send"),
    path("recommendations/<slug:call_id>/read/", gathering_page.read, name="gathering_read"),
    path(
        "recommendations/<slug:call_id>/<slug:paper>/<slug:ending>/",
        gathering_papers.give,
        name="gathering_paper",
    ),
    path(
        "batches/<slug:batch>/<slug:paper>/<slug:ending>/",
        gathering_papers.give_sent,
        name="gathering_sent_paper",
    ),
    path("batches/scans/<slug:scan>/", gathering_page.give_scan, name="gathering_scan"),
]
