"""`tournevis keys rotate`: a new key for what is sealed."""

from __future__ import annotations

import argparse
import sys

from tournevis.cli.site import load_site
from tournevis.cli.words import _, terminal_language


def main(argv: list[str]) -> int:
    """Seal every secret again with a new key and forget the old ones; exit code 1 when one cannot be opened."""
    parser = argparse.ArgumentParser(prog="tournevis keys", description=_("Seal every secret again with a new key"))
    parser.add_argument("act", choices=["rotate"])
    parser.parse_args(argv)
    load_site()
    from django.conf import settings
    from django.utils import translation

    from tournevis.people.models import Organisation
    from tournevis.people.rules import record
    from tournevis.vault.keyring import KeyProblem
    from tournevis.vault.rotation import rotate

    with translation.override(terminal_language()):
        try:
            count = rotate()
        except KeyProblem as error:
            print(error, file=sys.stderr)
            return 1
        reason = _("from the command line of the server")
        for organisation in Organisation.objects.all():
            record(None, "keys.rotate", settings.KEYS_FILE.name, reason=reason, organisation=organisation)
    text = _(
        "%(count)d secrets are sealed with a new key, kept in %(file)s. Back up that file apart from the database."
    )
    print(text % {"count": count, "file": settings.KEYS_FILE})
    return 0
