"""What is held on somebody: shown and handed out to himself, handed out and erased by an administrator."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tournevis.operations.forms import EraseForm, ExportForm
from tournevis.operations.personal import erase_person, export_person
from tournevis.operations.retention import plan
from tournevis.people import personal, queries, rules
from tournevis.people.models import Consent, Installation, User
from tournevis.people.web import address_of, asker, carried_out, permitted, posted


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """What is held on me, why and for how long; what I was asked to agree to."""
    person, now = asker(request), timezone.now()
    consents = Consent.objects.filter(person=person).select_related("asked_by").order_by("-id")[:50]
    context = {
        "kinds": personal.kinds(),
        "retention": [one for one in plan(person.organisation, now) if one.days],
        "open": [one for one in consents if one.answer == Consent.Answer.OPEN and one.until > now],
        "consents": [(one, one.answer == Consent.Answer.GIVEN and one.until > now) for one in consents],
        "contact": Installation.current(),
    }
    return render(request, "operations/my_data.html", context)


@login_required
@require_POST
def mine_download(request: HttpRequest) -> HttpResponseBase:
    """All that is held on me."""
    return _handed_out(request, asker(request))


@login_required
@require_POST
def consent(request: HttpRequest, pk: int) -> HttpResponseBase:
    """My answer to a question, or that I take it back."""
    person, now = asker(request), timezone.now()
    asked = get_object_or_404(Consent, pk=pk, person=person)
    try:
        if request.POST.get("answer") == "withdraw":
            rules.withdraw_consent(asked, by=person, now=now, address=address_of(request))
            messages.success(request, _("Your consent is taken back."))
        else:
            yes = request.POST.get("answer") == "yes"
            rules.answer_consent(asked, yes, by=person, now=now, address=address_of(request))
            messages.success(request, _("You agreed.") if yes else _("You refused."))
    except rules.Refused as error:
        messages.error(request, str(error))
    return redirect("operations:my_data")


@permitted("people.administer")
@never_cache
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What an administrator may do with what is held on somebody."""
    return _page(request, _found(request, pk), ExportForm(), None)


@permitted("people.administer")
@require_POST
def person_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All that is held on somebody, for him."""
    found, form = _found(request, pk), ExportForm(posted(request))
    if not form.is_valid():
        return _page(request, found, form, None)
    return _handed_out(request, found, reason=form.cleaned_data["reason"], whole=form.cleaned_data["whole"])


@permitted("people.administer")
@require_http_methods(["POST"])
def person_erase(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make somebody anonymous."""
    found = _found(request, pk)
    form = EraseForm(posted(request), person=found)

    def erase() -> None:
        erase_person(
            found,
            by=asker(request),
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
            words=form.cleaned_data["words"],
            address=address_of(request),
        )

    if form.is_valid() and carried_out(form, erase):
        messages.success(request, _("Nothing here names this person any more. Requests and figures stay."))
        return redirect("people:user", pk)
    return _page(request, found, None, form)


def _page(request: HttpRequest, found: User, export: ExportForm | None, erase: EraseForm | None) -> HttpResponseBase:
    wrong = any(form is not None and form.is_bound for form in (export, erase))
    context = {
        "person": found,
        "export": export or ExportForm(),
        "erase": erase or EraseForm(person=found),
        "kinds": personal.kinds(),
    }
    return render(request, "operations/person_data.html", context, status=422 if wrong else 200)


def _found(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(queries.people_of(asker(request)), pk=pk)


def _handed_out(request: HttpRequest, of: User, *, reason: str = "", whole: bool = False) -> HttpResponseBase:
    archive = export_person(
        of, by=asker(request), now=timezone.now(), reason=reason, whole=whole, address=address_of(request)
    )
    name = slugify(str(of)) or str(of.pk)
    response = FileResponse(archive, as_attachment=True, filename=f"{name}.zip", content_type="application/zip")
    response.headers["Cache-Control"] = "no-store"
    return response
