"""People, sites, teams, and the person who asks."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Schema
from pydantic import Field

from tournevis.api.models import Token
from tournevis.people.models import POWERS_OF, Site, Team, User

from .common import Given, Key, Named, Page, PersonBrief, Text

RoleWord = Literal[
    "user",
    "key_user",
    "technician",
    "second_line",
    "on_site",
    "asset_manager",
    "network_manager",
    "process_owner",
    "call_centre_manager",
    "manager",
    "auditor",
    "administrator",
]
LanguageWord = Literal["fr", "en"]
LevelWord = Literal["novice", "at_ease", "technical"]


class PersonShape(Schema):
    """Somebody with an account."""

    id: int
    first_name: str
    last_name: str
    email: str
    username: str
    role: RoleWord
    language: LanguageWord
    level: LevelWord
    phone: str
    job_title: str
    site: Named | None
    is_active: bool
    last_sign_in: datetime | None

    @classmethod
    def of(cls, user: User) -> PersonShape:
        """Somebody."""
        plain = {name: getattr(user, name) for name in PLAIN}
        return cls(**plain, id=user.pk, site=Named.of(user.site), last_sign_in=user.last_login)


PLAIN = ("first_name", "last_name", "email", "username", "role", "language", "level", "phone", "job_title", "is_active")


class PersonPage(Page[PersonShape]):
    """Some people."""


class Me(PersonShape):
    """Who asks, what he may do, and how far his key reaches."""

    organisation: Named
    powers: list[str]
    scopes: list[str]
    key_expires_at: datetime

    @classmethod
    def holding(cls, token: Token) -> Me:
        """The person of a key."""
        user = token.user
        return cls(
            **PersonShape.of(user).model_dump(),
            organisation=Named(id=user.organisation.pk, name=user.organisation.name),
            powers=sorted(POWERS_OF[user.role]),
            scopes=token.scopes,
            key_expires_at=token.expires_at,
        )


class SiteShape(Schema):
    """A site, and the one that holds it."""

    id: int
    name: str
    parent: int | None

    @classmethod
    def of(cls, site: Site) -> SiteShape:
        """A site."""
        return cls(id=site.pk, name=site.name, parent=site.parent_id)


class SitePage(Page[SiteShape]):
    """Some sites."""


class TeamShape(Schema):
    """A team and its members."""

    id: int
    name: str
    members: list[PersonBrief]

    @classmethod
    def of(cls, team: Team) -> TeamShape:
        """A team read with its members."""
        return cls(id=team.pk, name=team.name, members=[PersonBrief.of(user) for user in team.members.all()])


class TeamPage(Page[TeamShape]):
    """Some teams."""


class ProfileChange(Given):
    """What anybody may change about himself; what is not sent stays."""

    first_name: Text | None = Field(None, max_length=150)
    last_name: Text | None = Field(None, max_length=150)
    language: LanguageWord | None = None
    level: LevelWord | None = None
    phone: Text | None = Field(None, max_length=40)
    job_title: Text | None = Field(None, max_length=120)
    site: Key | None = None


class PersonChange(ProfileChange):
    """What an administrator changes of an account; what is not sent stays."""

    email: Text | None = Field(None, max_length=254)
    username: Text | None = Field(None, max_length=150)
    role: RoleWord | None = None


class NewPerson(PersonChange):
    """A new account."""

    first_name: Text = Field(max_length=150)
    last_name: Text = Field(max_length=150)
    email: Text = Field(max_length=254, examples=["camille.martin@example.org"])
    invite: bool = Field(True, description="Mail a link by which a password is chosen.")


class SiteGiven(Given):
    """A site."""

    name: Text = Field(min_length=1, max_length=200)
    parent: Key | None = None


class TeamGiven(Given):
    """A team, with exactly these members."""

    name: Text = Field(min_length=1, max_length=120)
    members: list[Key] = Field([], max_length=500)
