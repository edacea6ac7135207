"""Addresses of the room: pages, and the operations below `api/v1/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tournevis.api.rest import api
from tournevis.api.views import reference, tokens

pages = [
    path("account/keys/", tokens.tokens, name="tokens"),
    path("account/keys/<int:pk>/revoke/", tokens.revoke, name="token_revoke"),
    path("api/", reference.reference, name="reference"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((pages, "api"))), path("api/v1/", api.urls)]
