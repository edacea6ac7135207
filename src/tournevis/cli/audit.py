"""`tournevis audit verify` and `audit check FILE`: whether the log of acts, or a copy of it, is what was written."""

from __future__ import annotations

import argparse
from pathlib import Path

from tournevis.cli.site import load_site
from tournevis.cli.words import _, terminal_language


def main(argv: list[str]) -> int:
    """Verify the log of each organisation, or a copy; exit code 0 when all is whole, 1 when something was changed."""
    description = _("Check that nobody changed the log of acts")
    parser = argparse.ArgumentParser(prog="tournevis audit", description=description)
    parser.add_argument("act", choices=["verify", "check"])
    parser.add_argument("file", nargs="?", type=Path, help=_("a log that was exported as JSON lines"))
    parser.add_argument("--without-key", action="store_true", help=_("check the order alone, where the key is not"))
    told = parser.parse_args(argv)
    if (told.act == "check") != (told.file is not None):
        parser.error(_("“check” takes one file, “verify” none"))
    load_site()
    from django.utils import translation

    with translation.override(terminal_language()):
        return _check(told.file, told.without_key) if told.file else _verify()


def _verify() -> int:
    from tournevis.people.models import Organisation
    from tournevis.people.rules.audit import verify
    from tournevis.people.wording import break_words

    whole = True
    for organisation in Organisation.objects.order_by("name"):
        found = verify(organisation)
        whole = whole and not found
        said = [f"  {break_words(place)}" for place in found] or ["  " + _("The log is whole.")]
        print("\n".join([f"{organisation}:", *said]))
    return 0 if whole else 1


def _check(file: Path, without_key: bool) -> int:
    from tournevis.people import trail
    from tournevis.people.wording import break_words
    from tournevis.vault.fields import keyring

    try:
        entries = list(trail.read(file.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        print(f"{file}: {error}")
        return 1
    except trail.NoTrail as error:
        print(_("%(file)s: line %(line)s is no entry of a log") % {"file": file, "line": error})
        return 1
    found = trail.breaks(entries, None if without_key else keyring().chain)
    for place in found:
        print(f"  {break_words(place)}")
    if not found:
        last = entries[-1] if entries else None
        end = {"count": len(entries), "number": last.number if last else 0, "digest": last.digest if last else "-"}
        print(_("The copy is whole: %(count)s entries, the last is %(number)s, %(digest)s") % end)
    return 1 if found else 0
