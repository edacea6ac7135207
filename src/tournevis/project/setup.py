"""The first start: an organisation and its administrator, with a password shown once."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tournevis.people.models import Organisation, Role, User
from tournevis.people.rules import create_organisation, create_user

# No sign that is easily taken for another: the password is copied from a screen by hand.
SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"


def new_password() -> str:
    """A password easy to copy: four groups of four signs, 80 bits."""
    return "-".join("".join(secrets.choice(SIGNS) for _sign in range(4)) for _group in range(4))


def create_administrator(organisation: Organisation, password: str) -> User:
    """The account `admin` of `organisation`."""
    return create_user(
        organisation,
        by=None,
        username="admin",
        email="",
        first_name="",
        last_name=_("Administrator"),
        role=Role.ADMINISTRATOR,
        password=password,
    )


def is_first_start() -> bool:
    """Whether nobody is here yet."""
    return not Organisation.objects.exists()


def first_organisation(*, with_demo: bool) -> str:
    """Make the first organisation, with its administrator, unless there is one already.

    Returns:
        how to sign in, with the new passwords in clear, to be shown once; empty when nothing was made.
    """
    if not is_first_start():
        return ""
    # Here, since it takes in every room, and is needed once in the life of an installation.
    from tournevis.project import demo

    password, people = new_password(), new_password()
    with transaction.atomic():
        with translation.override(settings.LANGUAGE_CODE):
            organisation = demo.create_empty() if with_demo else create_organisation(_("My organisation"))
            administrator = create_administrator(organisation, password)
        if not with_demo:
            return first_notice(password)
        demo.fill(organisation, by=administrator, password=people)
    return first_notice(password) + "\n" + demo_notice(organisation, people)


def first_notice(password: str) -> str:
    """The administrator's password, which nobody can read again."""
    lines = [
        _("Sign in as administrator: admin"),
        _("Password, shown only now: %(password)s") % {"password": password},
    ]
    return "\n".join(f"  {line}" for line in lines)


def demo_notice(organisation: Organisation, password: str) -> str:
    """Who can be tried in the demonstration, and how it is removed."""
    lines = [_("Demonstration “%(name)s”, people to try (same password): %(password)s")]
    samples = (Role.USER, Role.TECHNICIAN, Role.MANAGER)
    people = [organisation.users.filter(role=role).order_by("id").first() for role in samples]
    lines += [f"  {person.get_role_display()}: {person.username}" for person in people if person]
    lines.append(_("Remove it in one command: .venv/bin/tournevis demo remove"))
    return "\n".join(f"  {line}" for line in lines) % {"name": organisation.name, "password": password}


def sign_in_notice() -> str:
    """How to sign in on a later start."""
    admin = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).order_by("id").first()
    if admin is None:
        return ""
    lines = [
        _("Sign in as administrator: %(name)s"),
        _("Password lost? .venv/bin/tournevis password %(name)s"),
    ]
    return "\n".join(f"  {line}" for line in lines) % {"name": admin.username}
