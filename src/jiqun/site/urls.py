"""Addresses of the site."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("jiqun.screens.account.urls")),
    path("people/", include("jiqun.screens.organisations.urls")),
    path("help/", include("jiqun.screens.help.urls")),
    path("", include("jiqun.screens.filling.urls")),
    path("", include("jiqun.screens.applications.urls")),
    path("", include("jiqun.screens.calls.urls")),
]

handler400 = "jiqun.site.errors.bad_request"
handler403 = "jiqun.site.errors.forbidden"
handler404 = "jiqun.site.errors.not_found"
handler429 = "jiqun.site.errors.too_many"
handler500 = "jiqun.site.errors.failed"
