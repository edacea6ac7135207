"""Ready-made keys, and a program that uses one."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tournevis.api.models import Subscription, Token
from tournevis.api.rules import make_token
from tournevis.api.scopes import AREAS, open_to


def widest(user):
    """The widest scopes that open something to `user`."""
    found = open_to(user)
    return [
        f"{a.key}:{[lv.key for lv in a.levels if f'{a.key}:{lv.key}' in found][-1]}"
        for a in AREAS.values()
        if any(one.startswith(f"{a.key}:") for one in found)
    ]


def make_key(user, scopes=None, **fields):
    """A key of `user`, by default with all that opens something to him; its row and its text."""
    token, text = make_token(user, "test", widest(user) if scopes is None else scopes, days=30, now=timezone.now())
    if fields:
        Token.objects.filter(pk=token.pk).update(**fields)
    return token, text


class Program:
    """A program that holds a key."""

    def __init__(self, text="", **headers):
        self.client = Client(raise_request_exception=True)
        self.headers = ({"Authorization": f"Bearer {text}"} if text else {}) | headers

    def call(self, method, path, body=None, **headers):
        """The answer to one request; `headers` with underscores for dashes."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        data = "" if body is None else json.dumps(body)
        return self.client.generic(
            method.upper(), f"/api/v1{path}", data, "application/json", headers=self.headers | more
        )

    def get(self, path, **headers):
        """GET."""
        return self.call("GET", path, **headers)

    def post(self, path, body=None, **headers):
        """POST."""
        return self.call("POST", path, {} if body is None else body, **headers)

    def patch(self, path, body, **headers):
        """PATCH."""
        return self.call("PATCH", path, body, **headers)

    def send_file(self, path, name="note.txt", content=b"hello"):
        """POST with a file, as a form."""
        fields = {"text": "Here", "files": [SimpleUploadedFile(name, content)]}
        return self.client.post(f"/api/v1{path}", fields, headers=self.headers)


def program_of(user, scopes=None, **headers):
    """A program that holds a new key of `user`."""
    return Program(make_key(user, scopes)[1], **headers)


def make_webhook(user, events=("ticket.opened",)):
    """A webhook of the organisation of `user`, at an address that nothing is sent to."""
    return Subscription.objects.create(
        organisation=user.organisation,
        url="https://hook.invalid/",
        events=list(events),
        secret="whsec_",
    )
