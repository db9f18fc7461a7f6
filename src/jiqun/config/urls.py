"""Addresses of the site."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("jiqun.screens.account.urls")),
    path("help/", include("jiqun.screens.help.urls")),
    path("", include("jiqun.screens.applicant.urls")),
]

handler400 = "jiqun.config.errors.bad_request"
handler403 = "jiqun.config.errors.forbidden"
handler404 = "jiqun.config.errors.not_found"
handler429 = "jiqun.config.errors.too_many"
handler500 = "jiqun.config.errors.failed"
