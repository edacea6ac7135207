"""A write that is sent twice is done once: its sender gives it a key, and gets the first answer again.

After the draft "The Idempotency-Key HTTP Header Field" of the IETF. The act and its answer are kept in one transaction,
so a process that dies in between leaves neither. Acts that wait for a device hold no lock meanwhile: for them the key
is taken first, and given back if the act fails.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from tournevis.api.models import Replay, Token
from tournevis.api.problems import problem

HEADER = "Idempotency-Key"
WRITES = {"POST", "PUT", "PATCH", "DELETE"}
KEPT = timedelta(hours=24)
MOST_SIGNS = 200
SLOW = ("/read", "/verify")  # acts that wait for a device
Run = Callable[[], HttpResponseBase]


def once(request: HttpRequest, token: Token, run: Run) -> HttpResponseBase:
    """The answer of `run`, or the one that was given to the same key before."""
    key = request.headers.get(HEADER, "")
    if not key or request.method not in WRITES:
        return run()
    if len(key) > MOST_SIGNS or not key.isprintable():
        return problem("bad-request", _("A key has at most %(most)s printable signs.") % {"most": MOST_SIGNS})
    Replay.objects.filter(token=token, at__lt=timezone.now() - KEPT).delete()
    print_ = _fingerprint(request)
    try:
        return _slowly(token, key, print_, run) if request.path.endswith(SLOW) else _whole(token, key, print_, run)
    except IntegrityError:
        known = Replay.objects.filter(token=token, key=key).first()
        if known is None:
            raise
        return _again(known, print_)


def _whole(token: Token, key: str, fingerprint: str, run: Run) -> HttpResponseBase:
    """The act and its key, both or neither; a second sender waits at the key until the first is through."""
    with transaction.atomic():
        with transaction.atomic():
            row = Replay.objects.create(token=token, key=key, fingerprint=fingerprint, at=timezone.now())
        response = run()
        if not _keep(row, response):
            transaction.set_rollback(True)
    return response


def _slowly(token: Token, key: str, fingerprint: str, run: Run) -> HttpResponseBase:
    row = Replay.objects.create(token=token, key=key, fingerprint=fingerprint, at=timezone.now())
    response: HttpResponseBase | None = None
    try:
        response = run()
    finally:
        if response is None or not _keep(row, response):
            row.delete()
    return response


def _keep(row: Replay, response: HttpResponseBase) -> bool:
    """Keep what was answered; only success is, since nothing came of anything else."""
    if not isinstance(response, HttpResponse) or response.status_code >= 300:
        return False
    row.status, row.body = response.status_code, response.content.decode()
    row.save(update_fields=["status", "body"])
    return True


def _again(known: Replay, fingerprint: str) -> HttpResponse:
    if known.fingerprint != fingerprint:
        return problem("key-reused", _("Give each request a key of its own, and the same one only to its repetition."))
    if known.status is None:
        return problem("key-in-use")
    response = HttpResponse(known.body, content_type="application/json; charset=utf-8", status=known.status)
    response.headers["Idempotency-Replayed"] = "true"
    return response


def _fingerprint(request: HttpRequest) -> str:
    """What was asked. The boundary of a form with files is random, so of these only the address counts."""
    body = b"" if request.content_type == "multipart/form-data" else request.body
    return hashlib.sha256(b"\n".join([f"{request.method} {request.get_full_path()}".encode(), body])).hexdigest()
