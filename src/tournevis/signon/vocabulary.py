"""What this room's acts are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tournevis.people import acts

from .models import Policy, Provider

ACTS = {
    "session.end": _("Signed out"),
    "session.revoke": _("Session ended from elsewhere"),
    "session.confirm": _("Confirmed who he is"),
    "factor.add": _("Second factor added"),
    "factor.remove": _("Second factor removed"),
    "factor.codes": _("Recovery codes made"),
    "factor.code_used": _("Recovery code used"),
    "factor.forget": _("Second factors removed for somebody"),
    "identity.link": _("Account tied to a provider"),
    "user.teams": _("Teams changed"),
    "provider.save": _("Provider saved"),
    "provider.remove": _("Provider removed"),
    "policy.change": _("Rules for signing in changed"),
}
EXTRA = {
    "means": _("By what"),
    "browser": _("Browser"),
    "address": _("Address"),
    "factor": _("Second factor"),
    "teams": _("Teams"),
    "groups": _("Groups"),
}


def register() -> None:
    """Tell the log; called once, when the room starts."""
    acts.tell(ACTS, fields={"policy": Policy, "provider": Provider}, extra=EXTRA)
