"""`tournevis backup FILE` and `tournevis backup verify FILE`."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tournevis.cli.site import load_site
from tournevis.cli.words import _, terminal_language

if TYPE_CHECKING:
    from tournevis.operations.backup import Manifest

PASSPHRASE = "TOURNEVIS_BACKUP_PASSPHRASE"


def main(argv: list[str]) -> int:
    """Make or try a backup; exit code 0 when all is well, 1 when not."""
    verifying = argv[:1] == ["verify"]
    options = _parser(verifying).parse_args(argv[verifying:])
    load_site()
    from django.utils import translation

    from tournevis.operations.backup import BackupProblem, make_backup

    with translation.override(terminal_language()):
        try:
            if verifying:
                return _verify(options.file)
            phrase = passphrase(ask=options.seal)
            told = _("Backup written to %(file)s: %(what)s.")
            print(told % {"file": options.file, "what": what(make_backup(options.file, passphrase=phrase))})
        except BackupProblem as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def _parser(verifying: bool) -> argparse.ArgumentParser:
    if verifying:
        description = _("Try a backup: put it back into a scratch place and compare")
        parser = argparse.ArgumentParser(prog="tournevis backup verify", description=description)
        parser.add_argument("file", type=Path, help=_("the backup"))
        return parser
    description = _("Copy everything into one file, while the site runs")
    parser = argparse.ArgumentParser(prog="tournevis backup", description=description)
    parser.add_argument("file", type=Path, help=_("where to write the backup; one that is there is replaced"))
    text = _("ask for a pass phrase and seal the backup with it (or set %(variable)s)") % {"variable": PASSPHRASE}
    parser.add_argument("--seal", action="store_true", help=text)
    return parser


def _verify(file: Path) -> int:
    from tournevis.operations.backup import verify_backup

    verdict = verify_backup(file, passphrase=passphrase())
    for problem in verdict.problems:
        print(problem, file=sys.stderr)
    if not verdict.problems:
        print(
            _("The backup of %(made)s is good: %(what)s.")
            % {"made": verdict.manifest.made, "what": what(verdict.manifest)}
        )
    return 1 if verdict.problems else 0


def what(manifest: Manifest) -> str:
    """What a backup holds, in a few words."""
    files = sum(name.startswith("files/") for name in manifest.files)
    return _("%(rows)d rows, %(files)d attachments") % {"rows": sum(manifest.counts.values()), "files": files}


def passphrase(*, ask: bool = False) -> str:
    """The pass phrase of the environment, or asked for twice; empty when there is none."""
    if found := os.environ.get(PASSPHRASE):
        return found
    if not ask:
        return ""
    while True:
        first = getpass.getpass(_("Pass phrase: "))
        if first and first == getpass.getpass(_("Once more: ")):
            return first
        print(_("The two are not the same, or empty: once more."), file=sys.stderr)
