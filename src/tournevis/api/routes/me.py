"""Whoever asks."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest
from ninja import Router

from tournevis.api import finding
from tournevis.api.door import BearerToken, asker, token_of
from tournevis.api.schemas.people import Me, PersonShape, ProfileChange
from tournevis.people.models import User
from tournevis.people.rules import edit_profile

router = Router(tags=["Me"])


@router.get("/me", auth=BearerToken(""), response=Me, operation_id="get_me")
def get_me(request: HttpRequest) -> Me:
    """Who I am, what I may do, how far this key reaches. Any good key may ask."""
    token = token_of(request)
    assert token is not None
    return Me.holding(token)


@router.patch("/me", auth=BearerToken("people:read"), response=PersonShape, operation_id="change_me")
def change_me(request: HttpRequest, change: ProfileChange) -> PersonShape:
    """Change my own name, language, phone, site."""
    user = asker(request)
    changes = change.model_dump(exclude_unset=True)
    if "site" in changes:
        changes["site"] = finding.site(user, changes["site"])
    with transaction.atomic():
        mine = User.objects.select_related("site").get(pk=user.pk)
        edit_profile(mine, **finding.told(changes))
    return PersonShape.of(User.objects.select_related("site").get(pk=user.pk))
