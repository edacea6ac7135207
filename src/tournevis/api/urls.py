"""Addresses of the room: pages, and the operations below `api/v1/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tournevis.api.rest import api
from tournevis.api.views import mcp, reference, tokens, webhooks

pages = [
    path("account/keys/", tokens.tokens, name="tokens"),
    path("account/keys/<int:pk>/revoke/", tokens.revoke, name="token_revoke"),
    path("settings/webhooks/", webhooks.webhooks, name="webhooks"),
    path("settings/webhooks/new/", webhooks.new, name="webhook_new"),
    path("settings/webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("settings/webhooks/<int:pk>/<slug:act>/", webhooks.act, name="webhook_act"),
    path("settings/webhooks/<int:pk>/sent/<int:message>/again/", webhooks.redeliver, name="webhook_redeliver"),
    path("mcp/", mcp.mcp, name="mcp"),
    path("api/", reference.reference, name="reference"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((pages, "api"))), path("api/v1/", api.urls)]
