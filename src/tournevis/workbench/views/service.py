"""How articles serve: what readers say, what became of the cases they were used in, which requests they spared."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tournevis.desk.serving import Served, served
from tournevis.diagnosis.wording import language
from tournevis.knowledge import showing
from tournevis.knowledge.models import Deflection
from tournevis.knowledge.queries import articles_of
from tournevis.people.web import permitted

from .shared import reader

SHOWN, DAYS = 100, 30


@require_safe
@permitted("knowledge.publish")
def service(request: HttpRequest) -> HttpResponseBase:
    """The articles by what came of the cases in which they were used, and the requests spared in the last days."""
    user = reader(request)
    here = Q(uses__ticket__organisation=user.organisation_id)
    rows = articles_of(user).annotate(
        times=Count("uses", filter=here, distinct=True),
        helpful=Count("votes", filter=Q(votes__helpful=True), distinct=True),
        unhelpful=Count("votes", filter=Q(votes__helpful=False), distinct=True),
    )
    articles = list(rows.order_by("-times", "-helpful", "-id")[:SHOWN])
    by_article = served(user, [article.pk for article in articles])
    lines = [(showing.line(one, language()), by_article.get(one.pk, Served()), one) for one in articles]
    lines.sort(key=lambda row: (-row[1].merit if row[1].used else 0.0, row[0].article.pk))
    today = timezone.localdate()
    spared = Deflection.objects.filter(organisation=user.organisation_id, day__gt=today - timedelta(days=DAYS))
    total = spared.aggregate(opened=Sum("opened", default=0), followed=Sum("followed", default=0))
    shown = {"lines": lines, "days": DAYS, **total, "spared": total["opened"] - total["followed"]}
    return render(request, "workbench/article_service.html", shown)
