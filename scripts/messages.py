#!/usr/bin/env python3
"""Translations: `compile` the catalogues, `collect` the strings to translate, `check` that nothing is missing.

Compiled files (.mo) are built, never committed; the wheel carries them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tournevis"
CATALOGUE = PACKAGE / "locale" / "fr" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|\{\w*\}")


def compile_catalogues() -> int:
    """Write a .mo beside each .po; returns the exit code."""
    for catalogue in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po")):
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
    return 0


def collect() -> int:
    """Bring the catalogue up to date with the strings that code and templates mark (needs gettext)."""
    command = [sys.executable, "-m", "django", "makemessages", "-l", "fr"]
    options = ["--no-location", "--no-wrap", "--no-obsolete", "-v", "0"]
    ignored = [f"--ignore={pattern}" for pattern in ("*/tests/*", "static/*", "faultbase/*")]
    return subprocess.run([*command, *options, *ignored], cwd=PACKAGE, check=False).returncode


def problems(catalogue: polib.POFile) -> Iterator[str]:
    """What is wrong with a catalogue read by polib: untranslated, fuzzy, placeholders that do not match."""
    for entry in catalogue:
        if entry.obsolete:
            yield f"obsolete: {entry.msgid}"
        elif entry.fuzzy:
            yield f"fuzzy: {entry.msgid}"
        elif not entry.translated():
            yield f"not translated: {entry.msgid}"
        else:
            yield from unmatched(entry)


def unmatched(entry: polib.POEntry) -> Iterator[str]:
    """Translations of `entry` whose placeholders are not those of its message."""
    texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    allowed = [sorted(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text]
    for text in texts:
        if sorted(PLACEHOLDER.findall(text)) not in allowed:
            yield f"placeholders differ: {entry.msgid!r} -> {text!r}"


def check() -> int:
    """Whether the catalogue holds exactly the strings marked now, each translated; says what is wrong."""
    before = CATALOGUE.read_text(encoding="utf-8")
    try:
        if code := collect():
            return code
        marked = polib.pofile(str(CATALOGUE))
    finally:
        CATALOGUE.write_text(before, encoding="utf-8")
    known = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}
    wanted = {(entry.msgctxt, entry.msgid) for entry in marked if not entry.obsolete}
    found = [f"no longer used: {message}" for _context, message in sorted(known - wanted, key=str)]
    found += list(problems(marked))
    print("\n".join(found) or f"{len(wanted)} messages, all translated")
    return bool(found)


def main() -> int:
    """Run the command named on the line."""
    commands = {"compile": compile_catalogues, "collect": collect, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        print(f"usage: messages.py {'|'.join(commands)}", file=sys.stderr)
        return 2
    return int(commands[sys.argv[1]]())


if __name__ == "__main__":
    sys.exit(main())
