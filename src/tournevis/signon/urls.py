"""Addresses of the room."""

from django.urls import path

from tournevis.signon.views import door, policy, security

app_name = "signon"
urlpatterns = [
    path("account/sign-in/", door.sign_in, name="sign_in"),
    path("account/sign-out/", door.sign_out, name="sign_out"),
    path("account/confirm/", door.confirm, name="confirm"),
    path("account/security/", security.security, name="security"),
    path("account/sessions/others/end/", security.end_others, name="end_others"),
    path("account/sessions/<slug:handle>/end/", security.end, name="end"),
    path("people/<int:pk>/sign-in/", security.access, name="access"),
    path("people/<int:pk>/sign-in/end/", security.end_all, name="end_all"),
    path("settings/sign-in/", policy.policy, name="policy"),
]
