"""Addresses of the applications; those of their forms are the pages of the desk."""

from django.urls import include, path

from jiqun.screens.applications import (
    application_seat,
    archive_file,
    attached_scans,
    attached_seat,
    comparison,
    delivery_page,
    home,
    looks,
    notices,
    opening_asks,
    operator_naming,
    partner_naming,
    procedure_page,
    request_pieces,
    scan_beside,
    scan_files,
    talk_pages,
)
from jiqun.screens.filling.urls import PAGES

application_seat.give()
attached_seat.give()
scan_files.give_scans()

_own_pages = [
    path("procedure/", procedure_page.page, name="procedure"),
    path("procedure/act/", procedure_page.act, name="procedure_act"),
    path("procedure/opening/", opening_asks.ask, name="opening_ask"),
    path("procedure/opening/decide/", opening_asks.decide, name="opening_decide"),
    path("procedure/operator/", operator_naming.name, name="operator"),
    path("procedure/partners/", partner_naming.change, name="partners"),
    path("procedure/requests/", procedure_page.ask, name="procedure_requests"),
    path("procedure/requests/at/<str:key>/", request_pieces.at_answer, name="requests_at"),
    path("procedure/receipt/", procedure_page.receipt, name="receipt"),
    path("procedure/compare/", comparison.between, name="versions_compared"),
    path("procedure/compare/<int:number>/", comparison.page, name="comparison"),
    path("procedure/deliveries/", delivery_page.note, name="deliveries"),
    path("procedure/deliveries/back/", delivery_page.take_back, name="delivery_back"),
    path("procedure/archive/", archive_file.take, name="archive"),
    path("procedure/codes/", delivery_page.codes, name="codes"),
    path("looks/", looks.mark, name="looks"),
    path("talks/", talk_pages.page, name="talks"),
    path("talks/say/", talk_pages.say, name="talks_say"),
    path("talks/at/<str:key>/", talk_pages.at_answer, name="talks_at"),
    path("attached/<slug:form>/", attached_seat.begin, name="attached_begin"),
    path("attached/<slug:form>/seal/", attached_scans.act, name="attached_seal"),
    path("attached/<slug:form>/scans/<slug:scan>/", attached_scans.give, name="attached_scan"),
    path("scans/", scan_files.bring, name="scans"),
    path("scans/<slug:scan>/", scan_files.give, name="scan"),
    path("scans/<slug:scan>/beside/", scan_beside.page, name="scan_beside"),
    path("scans/<slug:scan>/page/<int:number>/", scan_beside.picture, name="scan_page"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("notices/", notices.page, name="notices"),
    path("notices/read/", notices.read, name="notices_read"),
    path("start/<slug:call_id>/", home.start, name="start"),
    path("a/<slug:public_id>/", include([*PAGES, *_own_pages])),
    path("s/<slug:public_id>/", include((PAGES, attached_seat.OF_AN_APPLICATION))),
]
