"""The log of what leaves the house."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tournevis.outbox import queries, rules
from tournevis.outbox.models import Message
from tournevis.people.models import Installation
from tournevis.people.paging import page
from tournevis.people.rules import Refused, allowed
from tournevis.people.web import asked, asker, carried_out, csv_export, permitted, posted


class TestForm(forms.Form):
    """Where to send a test mail."""

    to = forms.EmailField(label=gettext_lazy("Send a test to"), max_length=254)


@permitted("outbox.see")
@require_http_methods(["GET", "POST"])
def log(request: HttpRequest) -> HttpResponseBase:
    """Every message: waiting, sent, refused, given up; and a test."""
    by = asker(request)
    form = TestForm(posted(request), initial={"to": by.email})
    if form.is_valid():
        to = form.cleaned_data["to"]
        if carried_out(form, lambda: rules.send_test(to, by=by, now=timezone.now())):
            messages.success(request, _("The mail server took the test mail to %(to)s.") % {"to": to})
            return redirect("outbox:log")
    mine = queries.messages_of(by)
    state, text = asked(request, "state"), asked(request, "q")
    found = queries.chosen(mine, state, text)
    context = {
        "form": form,
        "page": page(found, ("-id",), request.GET),
        "count": found.count(),
        "counts": queries.counts(mine),
        "states": Message.State.choices,
        "state": state,
        "q": text,
        "administers": allowed(by, "outbox.administer"),
        "sends_mail": Installation.current().sends_mail,
    }
    return render(request, "outbox/log.html", context, status=422 if form.is_bound else 200)


@permitted("outbox.see")
@require_safe
def log_csv(request: HttpRequest) -> HttpResponseBase:
    """The same log as a CSV file."""
    found = queries.chosen(queries.messages_of(asker(request)), asked(request, "state"), asked(request, "q"))
    headings = [_("When"), _("To"), _("Subject"), _("State"), _("Attempts"), _("Sent"), _("Last error")]
    rows = (
        [_instant(m.created_at), m.to, m.subject, m.get_state_display(), m.attempts, _instant(m.sent_at), m.last_error]
        for m in found.iterator(500)
    )
    return csv_export(request, _("outbox"), headings, rows)


@permitted("outbox.see")
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One message: what it says, unless it is secret, and what became of it."""
    found = get_object_or_404(queries.messages_of(asker(request)), pk=pk)
    return render(
        request,
        "outbox/message.html",
        {
            "message": found,
            "waits": found.state == Message.State.QUEUED,
            "administers": allowed(asker(request), "outbox.administer"),
        },
    )


@permitted("outbox.administer")
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a message back in the line."""
    found = get_object_or_404(queries.messages_of(asker(request)), pk=pk)
    try:
        rules.send_again(found, by=asker(request), now=timezone.now())
        messages.success(request, _("The message is in the line again."))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("outbox:message", pk)


@permitted("outbox.administer")
@require_POST
def give_up(request: HttpRequest) -> HttpResponseBase:
    """Give up what has waited for more than a day."""
    count = rules.give_up_waiting(by=asker(request), before=timezone.now() - timedelta(days=1))
    text = ngettext("%(n)d message was given up.", "%(n)d messages were given up.", count) % {"n": count}
    messages.success(request, text)
    return redirect("outbox:log")


def _instant(at: datetime | None) -> str:
    return timezone.localtime(at).isoformat(" ", "seconds") if at else ""
