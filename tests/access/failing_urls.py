"""The site's addresses, and one more whose view fails."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from jiqun.site.urls import *  # noqa: F403
from jiqun.site.urls import urlpatterns as site


@login_not_required
def fail(request: HttpRequest) -> HttpResponse:
    """Fail in a way nobody thought of."""
    raise ZeroDivisionError("a failure")


urlpatterns = [*site, path("fails/", fail)]
