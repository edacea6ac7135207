"""Accounts: made, changed, closed; profile; invitation and reset of the password."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tournevis.people.models import AuditEntry, FailedSignIn, Installation, Organisation, Role, User

from . import courier
from .access import Refused, require
from .audit import difference, record
from .uniqueness import refuse_taken

OWN_FIELDS = frozenset({"first_name", "last_name", "language", "level", "phone", "job_title", "site"})
RESET_PAUSE = timedelta(minutes=2)
FIELDS = OWN_FIELDS | {"email", "username", "role", "reach"}


class LastAdministrator(Refused):
    """The organisation would be left without anybody to administer it."""


def create_organisation(name: str, *, is_demo: bool = False) -> Organisation:
    """A new, empty organisation, its short name made from `name`; the first of all serves the others."""
    stem = slugify(name)[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug = next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
    first = not Organisation.objects.exists()
    return Organisation.objects.create(name=name, slug=slug, is_demo=is_demo, serves_others=first)


@transaction.atomic
def create_user(
    organisation: Organisation,
    *,
    by: User | None,
    password: str | None = None,
    address: str | None = None,
    **fields: Any,
) -> User:
    """A new user of `organisation`; without `password` he cannot sign in until he sets one (see `invite`).

    Args:
        by: the administrator who makes the account; None when the product itself does (first start, demonstration).

    Raises:
        NotAllowed: `by` does not administer `organisation`.
        ValidationError: a field is wrong, or the e-mail or user name is taken.
    """
    if by is not None:
        require(by, "people.administer", organisation)
    _only(fields, FIELDS)
    fields["email"] = fields.get("email", "").strip().lower()
    fields["username"] = fields.get("username") or fields["email"]
    user = User(organisation=organisation, **fields)
    user.set_password(password)
    _check(user)
    user.save()
    record(by, "user.create", user, after=_brief(user), address=address, organisation=organisation)
    return user


@transaction.atomic
def change_user(user: User, *, by: User, address: str | None = None, **changes: Any) -> User:
    """Change an account on behalf of its organisation.

    Raises:
        NotAllowed: `by` does not administer the user's organisation.
        ValidationError: a value is wrong or taken.
        LastAdministrator: nobody would be left to administer the organisation.
    """
    require(by, "people.administer", user)
    if user.erased_at:
        raise Refused(_("This person was erased: make a new account."))
    _only(changes, FIELDS)
    if "email" in changes:
        _follow_email(user, changes)
    if changes.get("role", user.role) != Role.ADMINISTRATOR:
        _keep_an_administrator(user)
    return _apply(user, by, "user.change", changes, address)


@transaction.atomic
def edit_profile(user: User, **changes: Any) -> User:
    """What anybody may change about himself: name, language, ease with computers, phone, job title, site."""
    _only(changes, OWN_FIELDS)
    return _apply(user, user, "profile.change", changes, None)


@transaction.atomic
def deactivate(user: User, *, by: User, address: str | None = None) -> None:
    """Close an account: he is signed out at his next page and can no longer sign in; what he did stays his.

    Raises:
        NotAllowed: `by` does not administer the user's organisation.
        Refused: he would close his own account, or the last one that administers the organisation.
    """
    require(by, "people.administer", user)
    if user.pk == by.pk:
        raise Refused(_("You cannot close your own account: ask another administrator."))
    _keep_an_administrator(user)
    user.closed_at = timezone.now()
    user.save(update_fields=["closed_at"])
    _apply(user, by, "user.deactivate", {"is_active": False}, address)


@transaction.atomic
def activate(user: User, *, by: User, address: str | None = None) -> None:
    """Open a closed account again.

    Raises:
        NotAllowed: `by` does not administer the user's organisation. Refused: the person was erased.
    """
    require(by, "people.administer", user)
    if user.erased_at:
        raise Refused(_("This person was erased: make a new account."))
    user.closed_at = None
    user.save(update_fields=["closed_at"])
    _apply(user, by, "user.activate", {"is_active": True}, address)


@transaction.atomic
def follow_role(user: User, role: str, *, why: str) -> None:
    """Give `user` the role that a directory or provider says he has; the last administrator keeps his.

    Args:
        why: what said so, for the log.
    """
    if user.role == role:
        return
    try:
        _keep_an_administrator(user)
    except LastAdministrator:
        return
    before, after = difference(user, {"role": role})
    user.role = role
    user.save(update_fields=["role"])
    record(None, "user.change", user, before=before, after=after, reason=why, organisation=user.organisation)


def invite(user: User, *, by: User, base: str = "") -> None:
    """Mail him a link by which he sets his first password; `base` is the site's address, as `send_reset` takes it."""
    require(by, "people.administer", user)
    with translation.override(user.language), transaction.atomic():
        service = Installation.current().service_name
        subject = _("Your account on %(service)s") % {"service": service}
        text = _(
            "Hello %(name)s,\n\nAn account was made for you on %(service)s, where you tell what does not work and "
            "follow what we do about it.\n\nChoose your password here:\n%(link)s\n\nYour user name: %(username)s"
        )
        _mail_link(user, subject, text, service, base)
        record(by, "user.invite", user)


def send_reset(user: User, *, base: str = "", address: str | None = None) -> None:
    """Mail `user` a link by which he sets a new password; it works once, and for three days at most.

    Args:
        base: `https://host` of this site, without a final slash; default: the address in the settings.
    """
    with translation.override(user.language), transaction.atomic():
        service = Installation.current().service_name
        subject = _("Your password on %(service)s") % {"service": service}
        text = _(
            "Hello %(name)s,\n\nA new password was asked for your account on %(service)s. Choose it here:\n%(link)s\n\n"
            "Your user name: %(username)s\n\nIf you did not ask for it, do nothing: your password stays as it is."
        )
        _mail_link(user, subject, text, service, base)
        record(None, "password.reset_asked", user, address=address, organisation=user.organisation)


def ask_reset(name: str, *, base: str, address: str | None, now: datetime) -> None:
    """Mail a link to whoever is known by `name` (e-mail or user name); nothing tells whether anybody is.

    A second asking within `RESET_PAUSE` sends nothing, so that nobody's box is filled by a stranger.
    """
    name = name.replace("\0", "").strip()
    user = User.objects.filter(Q(email__iexact=name) | Q(username__iexact=name), is_active=True).first()
    if user is None:
        return
    asked = AuditEntry.objects.filter(
        organisation=user.organisation, act="password.reset_asked", subject=str(user), at__gt=now - RESET_PAUSE
    )
    if not asked.exists():
        send_reset(user, base=base, address=address)


@transaction.atomic
def password_changed(user: User, *, address: str | None) -> None:
    """Note that `user` chose a new password, tell him by mail, and forget the refusals of the old one."""
    record(user, "password.change", user, address=address)
    FailedSignIn.objects.filter(name__in=[user.email.lower(), user.username.lower()]).delete()
    with translation.override(user.language):
        service = Installation.current().service_name
        subject = _("Your password on %(service)s was changed") % {"service": service}
        text = _(
            "Hello %(name)s,\n\nYour password on %(service)s was changed just now.\n\n"
            "If it was not you, tell the support desk at once."
        )
        courier.send(user, subject, text % {"name": user, "service": service}, about=f"user:{user.pk}")


def _mail_link(user: User, subject: str, text: str, service: str, base: str) -> None:
    link = reverse(
        "people:password_reset_confirm",
        args=[urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)],
    )
    base = (base or Installation.current().address).rstrip("/")
    filled = text % {"name": user, "service": service, "link": base + link, "username": user.username}
    courier.send(user, subject, filled, about=f"user:{user.pk}", secret=True)


def _apply(user: User, by: User, act: str, changes: dict[str, Any], address: str | None) -> User:
    before, after = difference(user, changes)
    if not after:
        return user
    for name, value in changes.items():
        setattr(user, name, value)
    _check(user)
    user.save(update_fields=list(changes))
    record(by, act, user, before=before, after=after, address=address, organisation=user.organisation)
    return user


def _follow_email(user: User, changes: dict[str, Any]) -> None:
    """A user name that is the e-mail moves with it."""
    changes["email"] = changes["email"].strip().lower()
    if user.username.lower() == user.email.lower() and "username" not in changes:
        changes["username"] = changes["email"] or user.username.replace("@", ".")


def _check(user: User) -> None:
    refuse_taken(user, "email")
    refuse_taken(user, "username")
    if "@" in user.username and user.username.lower() != user.email.lower():
        raise ValidationError({"username": _("A user name with an @ must be the e-mail of the account.")})
    # The constraints are the three rules above; asking the database for them again would double the time of an import.
    user.full_clean(exclude=["password", "last_login", "date_joined"], validate_constraints=False)
    for name in ("site", "reach"):
        site = getattr(user, name)
        if site and site.organisation_id != user.organisation_id:
            raise ValidationError({name: _("This site is not one of the organisation.")})


def _keep_an_administrator(user: User) -> None:
    if user.role != Role.ADMINISTRATOR or not user.is_active:
        return
    # Locked, so that two administrators cannot remove each other at once.
    others = User.objects.select_for_update().filter(
        organisation=user.organisation_id, role=Role.ADMINISTRATOR, is_active=True
    )
    if not any(other.pk != user.pk for other in others):
        raise LastAdministrator(_("The organisation needs at least one administrator."))


def _only(fields: dict[str, Any], known: frozenset[str]) -> None:
    if unknown := set(fields) - known:
        raise TypeError(f"not a field that can be set here: {', '.join(sorted(unknown))}")


def _brief(user: User) -> dict[str, str]:
    return {"email": user.email, "username": user.username, "role": user.role}
