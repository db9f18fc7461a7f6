"""Addresses of the account. The names are allauth's, because its views ask for them."""

from allauth.account import views as login
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from django.urls import path

from jiqun.screens.account import contact, own_sessions, views

urlpatterns = [
    path("", views.place, name="account_place"),
    path("login/", login.login, name="account_login"),
    path("logout/", login.logout, name="account_logout"),
    path("inactive/", login.account_inactive, name="account_inactive"),
    path("again/", login.reauthenticate, name="account_reauthenticate"),
    path("password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("password/first/", views.SetOwnPassword.as_view(), name="account_set_password"),
    path("sessions/", own_sessions.page, name="account_sessions"),
    path("contact/", contact.page, name="account_contact"),
    path("session/", views.session, name="account_session"),
    path("factor/", factor.index, name="mfa_index"),
    path("factor/login/", views.FactorLogin.as_view(), name="mfa_authenticate"),
    path("factor/again/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("factor/add/", views.AddFactor.as_view(), name="mfa_activate_totp"),
    path("factor/remove/", views.RemoveFactor.as_view(), name="mfa_deactivate_totp"),
    path("factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("factor/codes/new/", views.MakeCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("factor/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
