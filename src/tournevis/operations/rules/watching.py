"""The daily look at how each family of faults does in the field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tournevis.diagnosis.field import Field, fields
from tournevis.people.models import Organisation, Power, User
from tournevis.people.models.roles import roles_with
from tournevis.people.rules import courier


def watch_fields(organisation: Organisation, now: datetime) -> Mapping[str, int]:
    """Tell those who put changes in force which families alarmed by the cases of the day before."""
    day = timezone.localdate(now) - timedelta(days=1)
    fallen = [field for field in fields(organisation) if field.alarms_on(day)]
    if fallen:
        keepers = User.objects.filter(organisation=organisation, role__in=roles_with(Power.PUBLISH), is_active=True)
        for keeper in keepers.exclude(email=""):
            _tell(keeper, fallen)
    return {"alarms": len(fallen)}


def _tell(keeper: User, fallen: list[Field]) -> None:
    with translation.override(keeper.language):
        subject = _("Fewer cases are repaired than usual")
        text = _("Hello %(name)s,\n\nThese families fell below what was usual:\n\n%(rows)s\n\nSee Base, In the field.")
        row = _("- %(family)s: usually %(normal)d %%, lately %(recent)d %%")
        rows = [
            row % {"family": one.family, "normal": round(100 * one.watched.normal), "recent": round(100 * one.recent)}
            for one in fallen
        ]
        courier.send(keeper, subject, text % {"name": keeper, "rows": "\n".join(rows)}, about="field")
