"""Addresses of the site: each room's own, under its prefix."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tournevis.project import views

PREFIXES = {
    "outbox": "settings/outbox/",  # before the people's settings/<section>/, which would take it for a section
    "signon": "",  # account/… and settings/sign-in/…, before the people's settings/<section>/ as well
    "api": "",  # account/keys/, api/… and settings/webhooks/, before the people's settings/<section>/
    "operations": "",  # settings/chores/, settings/retention/, account/data/, people/…/data/: before those of people
    "people": "",  # account/…, people/… and settings/…
    "files": "files/",
    "assets": "assets/",
    "authoring": "base/",
    "workbench": "work/",
    "portal": "",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", views.set_language, name="set_language"),
    path("health/", views.health, name="health"),
    *(path(prefix, include(f"tournevis.{room}.urls")) for room, prefix in PREFIXES.items()),
]

handler403 = "tournevis.project.views.forbidden"
handler404 = "tournevis.project.views.not_found"
handler500 = "tournevis.project.views.server_error"
