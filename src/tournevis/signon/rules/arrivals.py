"""Somebody whom a provider has proven: known, recognised, or made; his role and teams follow his groups there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tournevis.people.models import Team, User
from tournevis.people.rules import Refused, create_user, follow_role, record
from tournevis.people.tenancy import scope
from tournevis.signon.models import Identity, Provider


@dataclass(frozen=True)
class Claim:
    """What a provider says of somebody.

    Attributes:
        subject: what he is called there, for good.
        has_proven_mail: whether the provider vouches for his e-mail.
        groups: None when it does not speak of groups at all; then role and teams stay.
    """

    subject: str
    email: str = ""
    username: str = ""
    first_name: str = ""
    last_name: str = ""
    has_proven_mail: bool = False
    groups: tuple[str, ...] | None = None


@transaction.atomic
def admit(provider: Provider, claim: Claim, *, address: str | None, now: datetime) -> User:
    """The user that `claim` speaks of.

    Raises:
        Refused: his account is closed, or he has none and none may be made; the message says what to do.
    """
    scope.enter(provider.organisation_id)  # nobody is known yet: what follows is read and written for this organisation
    identity = Identity.objects.select_related("user").filter(provider=provider, subject=claim.subject).first()
    user = identity.user if identity else _recognised(provider, claim) or _made(provider, claim, address)
    if not user.is_active:
        raise Refused(_("Your account here is closed. Ask your administrator to open it again."))
    if identity is None:
        Identity.objects.create(provider=provider, subject=claim.subject, user=user, used_at=now)
        after = {"provider": provider.name}
        record(None, "identity.link", user, after=after, address=address, organisation=provider.organisation)
    else:
        Identity.objects.filter(pk=identity.pk).update(used_at=now)
    if claim.groups is not None:
        _follow_groups(provider, user, {group.casefold() for group in claim.groups})
    return user


def _recognised(provider: Provider, claim: Claim) -> User | None:
    """An account of the provider's own organisation with a mail that it vouches for."""
    if not (provider.trusts_mail and claim.email and claim.has_proven_mail):
        return None
    return User.objects.filter(organisation=provider.organisation_id, email__iexact=claim.email).first()


def _made(provider: Provider, claim: Claim, address: str | None) -> User:
    if not provider.makes_people:
        raise Refused(_("You have no account here. Ask your administrator for one."))
    if not claim.email:
        words = _("%(provider)s does not tell your e-mail, and no account is made without one.")
        raise Refused(words % {"provider": provider.name})
    username = claim.username if claim.username and "@" not in claim.username else claim.email
    fields = {"email": claim.email, "username": username, "role": provider.default_role}
    names = {"first_name": claim.first_name[:150], "last_name": claim.last_name[:150] or claim.email.split("@")[0]}
    try:
        return create_user(provider.organisation, by=None, address=address, **fields, **names)
    except ValidationError as error:
        words = _("No account could be made for you: %(why)s Ask your administrator.")
        raise Refused(words % {"why": " ".join(error.messages)}) from error


def _follow_groups(provider: Provider, user: User, groups: set[str]) -> None:
    """Role and teams as the rules have them; what no rule speaks of stays as it is."""
    rules = list(provider.rules.select_related("team"))
    fitting = [rule for rule in rules if rule.group.casefold() in groups]
    role = next((rule.role for rule in fitting if rule.role), "")
    if role:
        follow_role(user, role, why=provider.name)
    if user.home_id != provider.organisation_id:
        return
    ruled = {rule.team for rule in rules if rule.team}
    wanted = {rule.team for rule in fitting if rule.team}
    _follow_teams(user, wanted, ruled - wanted, provider)


def _follow_teams(user: User, wanted: set[Team], left: set[Team], provider: Provider) -> None:
    mine = set(user.teams.all())
    joins, leaves = wanted - mine, left & mine
    if not joins and not leaves:
        return
    user.teams.add(*joins)
    user.teams.remove(*leaves)
    before, after = {"teams": _names(mine)}, {"teams": _names((mine | joins) - leaves)}
    why, where = provider.name, provider.organisation
    record(None, "user.teams", user, before=before, after=after, reason=why, organisation=where)


def _names(teams: set[Team]) -> list[str]:
    return sorted(team.name for team in teams)
