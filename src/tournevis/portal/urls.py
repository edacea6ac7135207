"""Addresses of the portal."""

from __future__ import annotations

from django.urls import path

from tournevis.portal.views import asking, helping, join, request

app_name = "portal"
ACTS = {
    "answer": request.answer,
    "outcome": request.outcome,
    "verify": request.verify,
    "back": request.back,
    "correct": request.correct,
    "read": request.read,
    "technician": request.technician,
    "reply": request.reply,
    "reopen": request.reopen,
    "close": request.close,
    "invite": request.invite,
}
urlpatterns = [
    path("", asking.start, name="start"),
    path("requests/", asking.home, name="home"),
    path("requests/new/", asking.new, name="new"),
    path("requests/suggest/", helping.suggest, name="suggest"),
    path("help/", helping.home, name="help"),
    path("help/articles/<int:pk>/", helping.article, name="help_article"),
    path("help/articles/<int:pk>/vote/", helping.vote, name="help_vote"),
    path("help/fixes/<str:fault>/", helping.fix, name="help_fix"),
    path("requests/<int:number>/", request.request, name="request"),
    path("requests/<int:number>/pulse/", request.pulse, name="pulse"),
    *(path(f"requests/<int:number>/{name}/", view, name=name) for name, view in ACTS.items()),
    path("join/<str:code>/", join.join, name="join"),
]
