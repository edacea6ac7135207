"""What a break of the log is called."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tournevis.people.chain import Break


def break_words(found: Break) -> str:
    """The break in a sentence."""
    text = {
        "changed": _("Entry %(first)d is not what was written: it was changed, moved or put in."),
        "missing": _("Entries %(first)d to %(last)d are missing."),
        "repeated": _("Entry %(first)d is there twice."),
        "end_missing": _("Entries %(first)d to %(last)d are missing at the end."),
    }[found.kind]
    return text % {"first": found.first, "last": found.last}
