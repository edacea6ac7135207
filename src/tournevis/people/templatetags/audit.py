"""The activity log in words."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import AuditEntry

register = template.Library()

ACTS: dict[str, str | Promise] = {
    "user.create": _("Account made"),
    "user.change": _("Account changed"),
    "user.deactivate": _("Account closed"),
    "user.activate": _("Account opened again"),
    "user.invite": _("Invitation sent"),
    "users.import": _("People imported"),
    "profile.change": _("Profile changed"),
    "password.reset_asked": _("New password asked for"),
    "password.change": _("Password changed"),
    "team.save": _("Team saved"),
    "team.remove": _("Team removed"),
    "site.save": _("Site saved"),
    "site.remove": _("Site removed"),
    "settings.change": _("Settings changed"),
    "outbox.send_again": _("Message sent again"),
    "outbox.give_up": _("Messages given up"),
    "asset.create": _("Machine added"),
    "asset.change": _("Machine changed"),
    "asset.give": _("Machine handed over"),
    "asset.unlock": _("Machine opened to imports"),
    "assets.import": _("Machines imported"),
}


@register.filter
def act_words(act: str) -> str | Promise:
    """What an act is called."""
    return ACTS.get(act, act)


@register.filter
def changes(entry: AuditEntry) -> list[tuple[str, object, object]]:
    """What an act changed: name, before, after."""
    before, after = entry.before or {}, entry.after or {}
    return [(name, _plain(before.get(name)), _plain(after.get(name))) for name in dict.fromkeys([*before, *after])]


def _plain(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else value
