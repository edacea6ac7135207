"""The people of the organisation: list, account, import, export."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tournevis.people import queries, rules
from tournevis.people.forms import PeopleFilter, UserForm
from tournevis.people.forms.person import spelt
from tournevis.people.models import User
from tournevis.people.paging import page
from tournevis.people.rules import allowed
from tournevis.people.stepup import confirmed, demand
from tournevis.people.web import address_of, asker, base_of, carried_out, csv_export, permitted, posted

ORDERS = {"": ("last_name", "first_name", "id"), "newest": ("-id",)}
STATES = {"": True, "closed": False}


@permitted("people.directory")
@require_safe
def users(request: HttpRequest) -> HttpResponseBase:
    """The people of the organisation."""
    people, form = _chosen(request)
    shown = page(people, ORDERS[form.cleaned_data.get("sort", "")], request.GET)
    context = {
        "form": form,
        "page": shown,
        "count": people.count(),
        "filtered": any(form.cleaned_data.get(key) for key in ("q", "role", "state")),
        "administers": allowed(asker(request), "people.administer"),
    }
    return render(request, "people/users.html", context)


@permitted("people.directory")
@confirmed
@require_safe
def users_csv(request: HttpRequest) -> HttpResponseBase:
    """The same list as a CSV file that can be changed and imported again."""
    people, _form = _chosen(request)
    columns = rules.imports.COLUMNS
    rows = ([_cell(person, column.key) for column in columns] for person in people.order_by(*ORDERS[""]).iterator(500))
    return csv_export(request, _("people"), [column.label for column in columns], rows)


@permitted("people.administer")
@confirmed
@require_http_methods(["GET", "POST"])
def user_new(request: HttpRequest) -> HttpResponseBase:
    """Make an account; its owner is mailed a link to choose his password."""
    by = asker(request)
    form = UserForm(posted(request), organisation=by.organisation)
    made: list[User] = []

    def make() -> None:
        user = rules.create_user(by.organisation, by=by, address=address_of(request), **form.cleaned_data)
        rules.invite(user, by=by, base=base_of(request))
        made.append(user)

    if form.is_valid() and carried_out(form, make):
        messages.success(request, _("%(name)s has an account. The invitation is on its way.") % {"name": made[0]})
        return redirect("people:user", made[0].pk)
    return render(request, "people/user_new.html", {"form": form}, status=422 if form.is_bound else 200)


@permitted("people.directory")
@require_http_methods(["GET", "POST"])
def user(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An account: what it says, and for an administrator, what he may do with it."""
    by = asker(request)
    person = _found(request, pk)
    if request.method == "POST":
        rules.require(by, "people.administer", person)
    if not allowed(by, "people.administer", person):
        return render(request, "people/user.html", {"person": person})
    form = UserForm(posted(request), instance=person, organisation=by.organisation)
    if form.is_valid():
        kept = _found(request, pk)
        if form.cleaned_data["role"] != kept.role and (ask := demand(request)):
            return ask
        if carried_out(form, lambda: rules.change_user(kept, by=by, address=address_of(request), **form.cleaned_data)):
            messages.success(request, _("Saved."))
            return redirect("people:user", pk)
    context = {"person": person, "form": form, "is_self": person.pk == by.pk}
    return render(request, "people/user.html", context, status=422 if form.is_bound else 200)


@permitted("people.administer")
@require_POST
def user_act(request: HttpRequest, pk: int, act: str) -> HttpResponseBase:
    """Close or open an account, or send its invitation."""
    by, person = asker(request), _found(request, pk)
    try:
        if act == "close":
            rules.deactivate(person, by=by, address=address_of(request))
            messages.success(request, _("The account of %(name)s is closed.") % {"name": person})
        elif act == "open":
            rules.activate(person, by=by, address=address_of(request))
            messages.success(request, _("The account of %(name)s is open again.") % {"name": person})
        else:
            rules.invite(person, by=by, base=base_of(request))
            told = _("A link to choose a password is on its way to %(mail)s.") % {"mail": person.email}
            messages.success(request, told)
    except rules.Refused as error:
        messages.error(request, str(error))
    return redirect("people:user", pk)


@permitted("people.directory")
@require_safe
def pick(request: HttpRequest) -> HttpResponseBase:
    """The people to propose for what is being typed, as options of a list."""
    text = str(next(iter(request.GET.values()), "")).strip()
    people = queries.people_of(asker(request)).filter(is_active=True)
    found = queries.named(people, text)[:12] if text else people.none()
    options = [(spelt(person), person.get_role_display()) for person in found]
    return render(request, "people/_options.html", {"options": options})


def _found(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(queries.people_of(asker(request)), pk=pk)


def _chosen(request: HttpRequest) -> tuple[QuerySet[User], PeopleFilter]:
    form = PeopleFilter(request.GET)
    if not form.is_valid():
        form = PeopleFilter(QueryDict(""))
        form.is_valid()
    wanted = form.cleaned_data
    people = queries.named(queries.people_of(asker(request)), wanted["q"])
    if wanted["role"]:
        people = people.filter(role=wanted["role"])
    if (is_active := STATES.get(wanted["state"])) is not None:
        people = people.filter(is_active=is_active)
    return people, form


def _cell(person: User, key: str) -> object:
    return {"role": person.get_role_display(), "language": person.language, "level": person.get_level_display()}.get(
        key, getattr(person, key) or ""
    )
