"""Passwords that are refused: those that many people choose, and those that are known to be stolen."""

from __future__ import annotations

import hashlib
import logging
import re
import urllib.error
import urllib.request
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

import tournevis
from tournevis.people.folding import fold
from tournevis.people.models import Installation, User

from .models import Policy

PATIENCE = 3.0  # seconds for the service that knows stolen passwords
MOST_ANSWER = 200_000  # bytes; a range holds about 40,000
DISGUISE = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i", "€": "e"}
)
DECORATION = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_log = logging.getLogger(__name__)


@cache
def _common() -> frozenset[str]:
    """The 20,000 of Django's list, and those that the French choose."""
    own = (Path(__file__).parent / "data" / "common.txt").read_text(encoding="utf-8").split()
    return frozenset({*CommonPasswordValidator().passwords, *own})


def kernels(password: str) -> set[str]:
    """What is left of a password without its usual disguise.

    >>> sorted(kernels("S0le1l2024!"))
    ['s0le1l', 's0le1l2024', 'soleil', 'soleil2o2a']
    """
    folded = fold(password)
    bare = DECORATION.sub("", folded)
    return {folded, bare, folded.translate(DISGUISE), bare.translate(DISGUISE)}


class CommonPassword:
    """Refuses what many choose, dressed up or not, and the names of the house."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Let pass, or say no.

        Raises:
            ValidationError: it is too common.
        """
        found = kernels(password)
        if found & _common() or found & self._house(user):
            raise ValidationError(_("Many people choose this password: it is among the first to be tried."), "common")

    def _house(self, user: User | None) -> set[str]:
        names = ["tournevis", Installation.current().service_name]
        if user is not None and user.organisation_id:
            names.append(user.organisation.name)
        return {fold(name).replace(" ", "") for name in names}

    def get_help_text(self) -> str:
        """What a form says beforehand."""
        return _("Several words that do not belong together are easy to remember and hard to guess.")


class StolenPassword:
    """Refuses what is known to be stolen: by a file kept here, and where the setting allows it, by a service."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Let pass, or say no. A service that does not answer keeps nobody out.

        Raises:
            ValidationError: it is known to thieves.
        """
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        if in_file(digest, settings.STOLEN_PASSWORDS) or (Policy.current().breach_lookup and in_service(digest)):
            raise ValidationError(
                _("This password was stolen from another site: thieves have it on their lists."), "stolen"
            )

    def get_help_text(self) -> str:
        """Nothing to say beforehand."""
        return ""


def in_file(digest: str, path: str) -> bool:
    """Whether the file of SHA-1 digests in order (`DIGEST:COUNT` a line) holds `digest`; without a file, no.

    It is searched by halves, so that one of forty gigabytes is read in some thirty places.
    """
    if not path:
        return False
    try:
        with Path(path).open("rb") as file:
            low, high = 0, file.seek(0, 2)
            while low < high:
                middle = (low + high) // 2
                file.seek(middle)
                if middle:
                    file.readline()  # the rest of a line
                line = file.readline().decode("ascii", "replace").strip().upper()
                if line.startswith(digest):
                    return True
                if line and line[:40] < digest:
                    low = middle + 1
                else:
                    high = middle
    except OSError as error:
        _log.warning("The file of stolen passwords cannot be read: %s", error)
    return False


def in_service(digest: str) -> bool:
    """Whether the service knows `digest`; it is told five letters of it, and answers with all that begin so.

    Source: https://haveibeenpwned.com/API/v3#SearchingPwnedPasswordsByRange (k-anonymity, padded answers).
    """
    head = {"User-Agent": f"Tournevis/{tournevis.__version__}", "Add-Padding": "true"}
    request = urllib.request.Request(settings.STOLEN_PASSWORDS_SERVICE + digest[:5], headers=head)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            text = answer.read(MOST_ANSWER).decode("ascii", "replace").upper()
    except (OSError, ValueError) as error:
        _log.warning("The service of stolen passwords did not answer: %s", error)
        return False
    lines = (line.strip().split(":") for line in text.splitlines())
    return any(line[0] == digest[5:] and line[1:] != ["0"] for line in lines)
