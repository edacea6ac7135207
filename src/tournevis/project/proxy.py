"""Whose request it is, behind a proxy."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class BehindProxy:
    """Takes the visitor's address from a trusted proxy, so that refused sign-ins are counted for him and not for it.

    Only the last address of `X-Forwarded-For` is the proxy's own word; those before it are the visitor's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get("REMOTE_ADDR") in settings.PROXIES:
            told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
            if is_address(told):
                request.META["REMOTE_ADDR"] = told
        return self.get_response(request)


def is_address(text: str) -> bool:
    """Whether `text` is an IP address."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
