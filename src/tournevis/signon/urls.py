"""Addresses of the room."""

from django.urls import path

from tournevis.signon.views import confirming, door, factors, oidc, passkeys, policy, providers, security

app_name = "signon"
urlpatterns = [
    path("account/sign-in/", door.sign_in, name="sign_in"),
    path("account/sign-in/second/", door.second, name="second"),
    path("account/with/<slug:key>/", oidc.go, name="oidc"),
    path("account/with/<slug:key>/back/", oidc.back, name="oidc_back"),
    path("account/sign-out/", door.sign_out, name="sign_out"),
    path("account/confirm/", confirming.confirm, name="confirm"),
    path("account/security/", security.security, name="security"),
    path("account/app/", factors.app, name="app"),
    path("account/app/remove/", factors.app_remove, name="app_remove"),
    path("account/codes/", factors.codes, name="codes"),
    path("account/passkeys/options/", passkeys.options, name="passkey_options"),
    path("account/passkeys/new/options/", passkeys.new_options, name="passkey_new_options"),
    path("account/passkeys/new/", passkeys.new, name="passkey_new"),
    path("account/passkeys/<int:pk>/remove/", passkeys.remove, name="passkey_remove"),
    path("account/sessions/others/end/", security.end_others, name="end_others"),
    path("account/sessions/<slug:handle>/end/", security.end, name="end"),
    path("people/<int:pk>/sign-in/", security.access, name="access"),
    path("people/<int:pk>/sign-in/end/", security.end_all, name="end_all"),
    path("people/<int:pk>/sign-in/forget/", factors.forget, name="forget"),
    path("settings/sign-in/", policy.policy, name="policy"),
    path("settings/sign-in/new/<slug:kind>/", providers.new, name="provider_new"),
    path("settings/sign-in/<int:pk>/", providers.provider, name="provider"),
    path("settings/sign-in/<int:pk>/try/", providers.attempt, name="provider_try"),
]
