"""Telling somebody by mail that the way into his account was changed."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from tournevis.people.models import Installation, User
from tournevis.people.rules import courier


def tell(user: User, what: str) -> None:
    """Mail `user` what was changed; `what` is English, and marked for translation where it is written."""
    if not user.email:
        return
    with translation.override(user.language):
        service = Installation.current().service_name
        subject = _("The way into your account on %(service)s was changed") % {"service": service}
        text = _(
            "Hello %(name)s,\n\nJust now, on %(service)s: %(what)s.\n\n"
            "If it was not you, nor your administrator with your knowledge, tell the support desk at once."
        )
        filled = text % {"name": user, "service": service, "what": _(what)}
        courier.send(user, subject, filled, about=f"user:{user.pk}")
