"""Who may do what, and why."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tournevis.people import queries
from tournevis.people.forms.people import PersonForm
from tournevis.people.models import POWERS, POWERS_OF, Role, User
from tournevis.people.web import asker, permitted


@permitted("people.logs")
@require_safe
def rights(request: HttpRequest) -> HttpResponseBase:
    """The roles with their powers; for one person, what he may do and by what."""
    people = queries.people_of(asker(request))
    counted = people.filter(is_active=True).order_by().values_list("role").annotate(Count("pk"))
    count = dict(counted)
    form = PersonForm(request.GET or None, people=people)
    person = form.cleaned_data["person"] if form.is_valid() else None
    rows = [
        (label, [POWERS[p] for p in POWERS if p in POWERS_OF[role]], count.get(role, 0)) for role, label in Role.choices
    ]
    context = {"rows": rows, "form": form, "person": person, "may": _may(person)}
    return render(request, "people/rights.html", context)


def _may(person: User | None) -> list[tuple[object, str]]:
    """What a person may do, each with its reason."""
    if person is None or not person.is_active:
        return []
    own = _("as everybody")
    by_role = _("by the role “%(role)s”") % {"role": person.get_role_display()}
    everybody = [
        (_("Ask for help, follow his own requests, and see the machines in his hands"), own),
        (_("Change his own profile and password"), own),
    ]
    return everybody + [(words, by_role) for power, words in POWERS.items() if person.can(power)]
