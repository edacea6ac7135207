"""A machine speaks for itself: its user lets it join his case by a code, once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.assets.models import Asset
from tournevis.assets.rules import note_readings
from tournevis.desk.models import Ticket
from tournevis.diagnosis.models import Diagnosis, Joining, RefusedJoin
from tournevis.facts import Reading
from tournevis.people.models import User
from tournevis.people.rules import Refused, require
from tournevis.probing import catalogue

from .acting import Act, carry_out
from .reading import take_in

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another when it is read from a screen
LENGTH = 8
LIVES = timedelta(minutes=15)
MOST_REFUSALS, PAUSE = 10, timedelta(minutes=15)
MOST_PROBES, MOST_READINGS, LONGEST_TEXT = 100, 500, 2000


class NoSuchCode(Refused):
    """The code is wrong, too old, or was used already; which of these is not said."""


class TooManyTries(Refused):
    """Too many wrong codes came from one address."""


class BadReadings(Refused):
    """What a machine sent is not what the protocol says; the message names the place."""


def invite(ticket: Ticket, *, by: User) -> str:
    """A new code by which a machine may join the case of `ticket`; the former ones end. Only its digest is kept.

    Raises:
        NotAllowed: `by` may not see the ticket. Refused: it has no diagnosis, or is finished.
    """
    require(by, "diagnosis.act", ticket)
    diagnosis = Diagnosis.objects.filter(ticket=ticket).first()
    if diagnosis is None or not ticket.is_open:
        raise Refused(_("No machine can join a finished ticket."))
    now = timezone.now()
    Joining.objects.filter(diagnosis=diagnosis, used_at=None, expires_at__gt=now).update(expires_at=now)
    code = "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))
    Joining.objects.create(diagnosis=diagnosis, code_hash=_digest(code), created_by=by, expires_at=now + LIVES)
    return code


def find(code: str, *, address: str | None, now: datetime) -> Joining:
    """The invitation of that code, still good.

    Raises:
        TooManyTries: `address` sent too many wrong ones. NoSuchCode.
    """
    refused = RefusedJoin.objects.filter(address=address)
    if refused.filter(at__gt=now - PAUSE).count() >= MOST_REFUSALS:
        raise TooManyTries(_("Too many wrong codes came from here. Try again in a quarter of an hour."))
    rows = Joining.objects.select_related(
        "diagnosis__ticket__asset", "diagnosis__ticket__organisation", "diagnosis__ticket__requester", "created_by"
    )
    found = rows.filter(code_hash=_digest(code), used_at=None, expires_at__gt=now).first()
    if found is None:
        RefusedJoin.objects.filter(at__lt=now - 2 * PAUSE).delete()
        RefusedJoin.objects.create(address=address, at=now)
        raise NoSuchCode(_("This code is wrong, too old, or was used already. Show a new one on the page of the case."))
    return found


def join(joining: Joining, message: Any, *, machine: str = "") -> int:
    """Take the readings that a machine sent into the case; the code is then used up.

    Args:
        message: {"protocol": 1, "probes": {"disk": [reading, …], …}}, each reading as `Reading.to_json`.

    Returns:
        how many readings were taken. What no probe of this version gives, and what is secret, is left out.

    Raises:
        BadReadings: nothing was taken, and the code stays good. NoSuchCode: another machine just used it.
    """
    found = parse(message)
    ticket = joining.diagnosis.ticket

    def do(act: Act) -> None:
        # The ticket's lock makes this the one place where a code is used up.
        used = Joining.objects.filter(pk=joining.pk, used_at=None).update(
            used_at=act.now, facts={probe: [one.to_json() for one in group] for probe, group in found.items()}
        )
        if not used:
            raise NoSuchCode(_("This code was used already."))
        take_in(act, found, machine or _("the machine itself"))
        asset = act.ticket.asset
        if asset is not None and asset.kind == Asset.Kind.COMPUTER:
            # A code is shown for the machine that the case is about: its next case knows this already.
            note_readings(asset, [one for group in found.values() for one in group], now=act.now)

    carry_out(ticket, do, by=None)
    return sum(len(group) for group in found.values())


def parse(message: Any) -> dict[str, list[Reading]]:
    """The readings of a message, by probe; those of unknown probes and secret data left out.

    Raises:
        BadReadings: it is not the message of the protocol.
    """
    if not isinstance(message, Mapping) or message.get("protocol") != 1:
        raise BadReadings(_("This is not a message of protocol 1."))
    probes = message.get("probes")
    if not isinstance(probes, Mapping) or len(probes) > MOST_PROBES:
        raise BadReadings(_("“probes” is an object of at most %(most)s lists of readings.") % {"most": MOST_PROBES})
    found = {}
    for probe, group in probes.items():
        if not isinstance(group, list) or len(group) > MOST_READINGS:
            raise BadReadings(_("%(probe)s: a list of readings is expected.") % {"probe": str(probe)[:80]})
        readings = [_reading(str(probe), item) for item in group]
        if probe in catalogue:
            known = {datum.name for datum in catalogue[probe].gives if datum.privacy != "secret"}
            found[str(probe)] = [one for one in readings if one.name in known]
    return found


def _reading(probe: str, item: Any) -> Reading:
    try:
        reading = Reading.from_json(item)
    except (ValueError, AttributeError, TypeError) as error:
        raise BadReadings(f"{probe[:80]}: {str(error)[:200]}") from error
    texts = [reading.name, reading.unit, reading.because, reading.source]
    texts += list(reading.value) if isinstance(reading.value, tuple) else [str(reading.value)]
    if len(texts) > MOST_READINGS or any(len(text) > LONGEST_TEXT for text in texts):
        raise BadReadings(_("%(probe)s: a value is too long.") % {"probe": probe[:80]})
    return reading


def _digest(code: str) -> str:
    bare = "".join(sign for sign in code.upper() if sign.isalnum())
    return hmac.new(settings.SECRET_KEY.encode(), f"join:{bare}".encode(), hashlib.sha256).hexdigest()
