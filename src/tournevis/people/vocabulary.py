"""What this room's acts are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tournevis.people import acts
from tournevis.people.models import Consent, Installation, Membership, Site, Team, User
from tournevis.people.rules import secrets

ACTS = {
    "user.create": _("Account made"),
    "user.change": _("Account changed"),
    "user.deactivate": _("Account closed"),
    "user.activate": _("Account opened again"),
    "user.invite": _("Invitation sent"),
    "users.import": _("People imported"),
    "profile.change": _("Profile changed"),
    "password.reset_asked": _("New password asked for"),
    "password.change": _("Password changed"),
    "password.set": _("New password set"),
    "session.begin": _("Signed in"),
    "session.paused": _("Sign-in paused after too many refusals"),
    "consent.ask": _("Consent asked for"),
    "consent.give": _("Consent given"),
    "consent.refuse": _("Consent refused"),
    "consent.withdraw": _("Consent taken back"),
    "secret.reveal": _("Secret shown"),
    "list.export": _("List exported"),
    "audit.broken": _("Log of acts found changed"),
    "team.save": _("Team saved"),
    "team.remove": _("Team removed"),
    "site.save": _("Site saved"),
    "site.remove": _("Site removed"),
    "organisation.open": _("Organisation opened"),
    "member.add": _("Let in from another organisation"),
    "member.change": _("Changed what somebody from elsewhere may do"),
    "member.end": _("No longer works here"),
    "settings.change": _("Settings changed"),
    "keys.rotate": _("Secrets sealed with a new key"),
}
EXTRA = {
    "created": _("Made"),
    "changed": _("Changed"),
    "left_out": _("Left out"),
    "closed": _("Closed"),
    "count": _("Count"),
    "about": _("About"),
    "secret": _("Secret"),
}


def _installation(by: User, number: int) -> Installation | None:
    return Installation.current() if number == 1 else None


def register() -> None:
    """Tell the log; called once, when the room starts."""
    people = {"user": User, "profile": User, "member": Membership, "consent": Consent}
    fields = {**people, "team": Team, "site": Site, "settings": Installation}
    secrets.tell(
        secrets.Secret(
            "mail-password", _("Password on the mail server"), "smtp_password", "people.settings", _installation
        )
    )
    acts.tell(ACTS, fields=fields, extra=EXTRA)
