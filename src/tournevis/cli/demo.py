"""`tournevis demo remove`: take the demonstration organisation away."""

from __future__ import annotations

import argparse

from tournevis.cli.site import load_site
from tournevis.cli.words import _


def main(argv: list[str]) -> int:
    """Remove the demonstration and all that it holds; the administrator's account stays."""
    parser = argparse.ArgumentParser(prog="tournevis demo", description=_("The demonstration organisation."))
    parser.add_argument("act", choices=["remove"])
    parser.parse_args(argv)
    load_site()
    from tournevis.project import demo

    if not demo.present():
        print(_("There is no demonstration to remove."))
        return 1
    print(
        _("The demonstration is removed: %(rows)d rows. The administrator's account stays.") % {"rows": demo.remove()}
    )
    return 0
