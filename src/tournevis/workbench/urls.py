"""Addresses of the workbench."""

from __future__ import annotations

from django.urls import path

from tournevis.workbench.views import (
    acts,
    articles,
    case,
    cases,
    everywhere,
    joining,
    opening,
    overview,
    picking,
    search,
    service,
    talking,
)

app_name = "workbench"
ACTS = {
    "answer": acts.answer,
    "outcome": acts.outcome,
    "verify": acts.verify,
    "back": acts.back,
    "correct": acts.correct,
    "symptom": acts.symptom,
    "read": acts.read,
    "take": acts.take,
    "assign": acts.assign,
    "escalate": acts.escalate,
    "resume": acts.resume,
    "fields": acts.fields,
    "machine": acts.machine,
    "reply": talking.reply,
    "note": talking.note,
    "time": talking.time,
    "pending": talking.pending,
    "solve": talking.solve,
    "close": talking.close,
    "reopen": talking.reopen,
    "invite": joining.invite,
}
urlpatterns = [
    path("", cases.cases, name="cases"),
    path("everywhere/", everywhere.everywhere, name="everywhere"),
    path("view/", cases.keep_view, name="view"),
    path("next/", cases.take_the_next, name="next"),
    path("new/", opening.caller, name="new"),
    path("new/<int:pk>/", opening.new, name="new_for"),
    path("search/", search.search, name="search"),
    path("faults/<str:fault>/", search.fault, name="fault"),
    path("articles/", articles.articles, name="articles"),
    path("articles/service/", service.service, name="article_service"),
    path("articles/new/", articles.new, name="article_new"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/text/<str:code>/", articles.edit, name="article_edit"),
    path("articles/<int:pk>/preview/", articles.preview, name="article_preview"),
    path("articles/<int:pk>/settings/", articles.settle, name="article_settle"),
    path("articles/<int:pk>/history/", articles.history, name="article_history"),
    path("articles/<int:pk>/reviewed/", articles.reviewed, name="article_reviewed"),
    path("articles/<int:pk>/vote/", articles.vote, name="article_vote"),
    path("overview/", overview.overview, name="overview"),
    path("cases/<int:number>/", case.case, name="case"),
    path("cases/<int:number>/pulse/", case.pulse, name="pulse"),
    path("cases/<int:number>/symptoms/", case.symptoms, name="symptoms"),
    path("cases/<int:number>/machines/", case.machines, name="machines"),
    path("cases/<int:number>/articles/", picking.articles, name="case_articles"),
    path("cases/<int:number>/draft/", case.draft, name="draft"),
    path("cases/<int:number>/ahead/", case.ahead, name="ahead"),
    *(path(f"cases/<int:number>/{name}/", view, name=name) for name, view in ACTS.items()),
]
