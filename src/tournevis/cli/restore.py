"""`tournevis restore FILE`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tournevis.cli.backup import passphrase, what
from tournevis.cli.site import load_site
from tournevis.cli.words import _, terminal_language


def main(argv: list[str]) -> int:
    """Put a backup back into an empty place; exit code 1 when it cannot be done, and then nothing was."""
    parser = argparse.ArgumentParser(prog="tournevis restore", description=_("Put a backup back into an empty place"))
    parser.add_argument("file", type=Path, help=_("the backup"))
    options = parser.parse_args(argv)
    load_site()
    from django.conf import settings
    from django.utils import translation

    from tournevis.operations.backup import BackupProblem, restore_backup

    with translation.override(terminal_language()):
        try:
            manifest = restore_backup(options.file, passphrase=passphrase())
        except BackupProblem as error:
            print(error, file=sys.stderr)
            return 1
    print(_("Restored as of %(made)s: %(what)s.") % {"made": manifest.made, "what": what(manifest)})
    if not settings.KEYS_FILE.exists():
        text = _("Put the key file of that installation to %(file)s, or its secrets must be entered again.")
        print(text % {"file": settings.KEYS_FILE})
    return 0
