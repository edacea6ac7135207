"""`tournevis mcp`: the tools for language models over this process's input and output, in the name of a key."""

from __future__ import annotations

import argparse
import os
import sys

from tournevis.cli.site import load_site
from tournevis.cli.words import _


def main(argv: list[str]) -> int:
    """Serve until the other side ends; exit code 1 without a good key in TOURNEVIS_TOKEN."""
    parser = argparse.ArgumentParser(prog="tournevis mcp", description=_("Let a language model use the product."))
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument("--read-only", dest="mode", action="store_const", const="read-only", help=_("change nothing"))
    modes.add_argument("--dry-run", dest="mode", action="store_const", const="dry-run", help=_("take every act back"))
    options = parser.parse_args(argv)
    load_site()
    from django.utils import timezone

    from tournevis.api.mcp_server.calling import Caller
    from tournevis.api.mcp_server.server import serve_stdio
    from tournevis.api.rules import identify

    token = identify(os.environ.get("TOURNEVIS_TOKEN", ""), timezone.now())
    if token is None:
        print(_("Put a good key for programs into TOURNEVIS_TOKEN."), file=sys.stderr)
        return 1
    serve_stdio(Caller(token.pk, options.mode or "full"))
    return 0
