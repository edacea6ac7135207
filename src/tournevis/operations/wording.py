"""What a chore did, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tournevis.operations.models import ChoreRun
from tournevis.operations.retention import KINDS
from tournevis.operations.rules import CHORES


def told(run: ChoreRun) -> tuple[str | Promise, str]:
    """What the chore is called, and what it did or why it could not."""
    chore = CHORES.get(run.chore)
    name = chore.name if chore else run.chore
    if run.error:
        return name, run.error
    if run.took_ms is None:
        return name, _("Begun, and broken off.")
    return name, " ".join(_count(key, count) for key, count in run.report.items()) or _("Nothing to do.")


def _count(key: str, count: int) -> str:
    if key == "breaks":
        if not count:
            return _("The log is whole.")
        return ngettext("%(n)d place was changed.", "%(n)d places were changed.", count) % {"n": count}
    if key == "closed":
        return ngettext("%(n)d ticket closed.", "%(n)d tickets closed.", count) % {"n": count}
    if key == "merged":
        return _("A newer base was brought in.") if count else _("The base is up to date.")
    if key == "to_settle":
        return ngettext("%(n)d field of the base is to settle.", "%(n)d fields of the base are to settle.", count) % {
            "n": count
        }
    if key == "broken_cases":
        return ngettext("%(n)d accepted case is broken.", "%(n)d accepted cases are broken.", count) % {"n": count}
    if key == "alarms":
        return ngettext("%(n)d family fell.", "%(n)d families fell.", count) % {"n": count}
    verb, _sign, kind = key.partition("_")
    if kind in KINDS and verb == "would":
        return _("%(kind)s: %(n)d would go tomorrow.") % {"kind": KINDS[kind].name, "n": count}
    if kind in KINDS:
        return _("%(kind)s: %(n)d gone.") % {"kind": KINDS[kind].name, "n": count}
    return f"{key}: {count}"
