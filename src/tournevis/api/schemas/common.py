"""Shapes that every area shares."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from ninja import Schema
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tournevis.people.models import Site, Team, User

Item = TypeVar("Item")
MOST_KEY = 2**63 - 1


def _storable(text: str) -> str:
    """Text that a database keeps: no NUL, no lone half of a pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


Text = Annotated[str, AfterValidator(_storable)]
Words = Annotated[Text, Field(max_length=20_000)]
Line = Annotated[Text, Field(max_length=250)]
Key = Annotated[int, Field(ge=1, le=MOST_KEY)]


class Given(BaseModel):
    """What is sent: a field that is not known is a mistake, not ignored."""

    model_config = ConfigDict(extra="forbid")


class ProblemShape(Schema):
    """An error (RFC 9457)."""

    type: str = Field(description="A stable name of the kind of error.")
    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, str]] = Field([], description="The wrong places of the request: at, message.")


class Page(Schema, Generic[Item]):
    """Some rows of a list, and the marks of its neighbours: send one back as `after` or `before`."""

    items: list[Item]
    next: str | None = None
    previous: str | None = None


class Done(Schema):
    """That it was done, in words."""

    message: str


class Named(Schema):
    """A thing by its key and name."""

    id: int
    name: str

    @classmethod
    def of(cls, thing: Site | Team | None) -> Named | None:
        """It, or nothing."""
        return cls(id=thing.pk, name=thing.name) if thing is not None else None


class PersonBrief(Schema):
    """Somebody, as he is named beside things."""

    id: int
    name: str
    email: str

    @classmethod
    def of(cls, user: User) -> PersonBrief:
        """Somebody."""
        return cls(id=user.pk, name=str(user), email=user.email)

    @classmethod
    def or_none(cls, user: User | None) -> PersonBrief | None:
        """Somebody, or nobody."""
        return cls.of(user) if user is not None else None
