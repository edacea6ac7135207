"""`tournevis audit verify`: whether the log of acts is what was written."""

from __future__ import annotations

import argparse

from tournevis.cli.site import load_site
from tournevis.cli.words import _, terminal_language


def main(argv: list[str]) -> int:
    """Verify the log of each organisation; exit code 0 when all are whole, 1 when one was changed."""
    description = _("Check that nobody changed the log of acts")
    parser = argparse.ArgumentParser(prog="tournevis audit", description=description)
    parser.add_argument("act", choices=["verify"])
    parser.parse_args(argv)
    load_site()
    from django.utils import translation

    from tournevis.people.models import Organisation
    from tournevis.people.rules.audit import verify
    from tournevis.people.wording import break_words

    whole = True
    with translation.override(terminal_language()):
        for organisation in Organisation.objects.order_by("name"):
            found = verify(organisation)
            whole = whole and not found
            said = [f"  {break_words(place)}" for place in found] or ["  " + _("The log is whole.")]
            print("\n".join([f"{organisation}:", *said]))
    return 0 if whole else 1
