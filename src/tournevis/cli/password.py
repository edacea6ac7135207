"""`tournevis password NAME`: give somebody a new password, when nobody can sign in any more."""

from __future__ import annotations

import argparse
import sys

from tournevis.cli.site import load_site
from tournevis.cli.words import _


def main(argv: list[str]) -> int:
    """Set a generated password for the account and show it once."""
    parser = argparse.ArgumentParser(prog="tournevis password", description=_("Give an account a new password."))
    parser.add_argument("name", help=_("user name or e-mail"))
    options = parser.parse_args(argv)
    load_site()
    from django.db import transaction
    from django.db.models import Q

    from tournevis.people.models import User
    from tournevis.people.rules import record
    from tournevis.project.setup import new_password

    user = User.objects.filter(Q(username__iexact=options.name) | Q(email__iexact=options.name)).first()
    if user is None:
        print(_("No account is called %(name)s.") % {"name": options.name}, file=sys.stderr)
        return 1
    password = new_password()
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        reason = _("from the command line of the server")
        record(None, "password.set", user, reason=reason, organisation=user.organisation)
    print(_("New password of %(name)s, shown only now: %(password)s") % {"name": user.username, "password": password})
    return 0
