"""What this room holds on a person: the keys that he made for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from tournevis.api.models import Token
from tournevis.people import personal
from tournevis.people.held import SAFETY
from tournevis.people.masking import HIDDEN


def rows(request: personal.Request) -> Iterator[personal.Row]:
    """His keys, never what they open with."""
    for token in Token.objects.filter(user=request.person).order_by("id"):
        yield {
            "name": token.name,
            "made": token.created_at.isoformat(),
            "until": token.expires_at.isoformat(),
            "from": token.last_address,
        }


def erase(erasure: personal.Erasure) -> Mapping[str, int]:
    """They open nothing any more, and lose their names."""
    tokens = Token.objects.filter(user=erasure.person)
    tokens.filter(revoked_at=None).update(revoked_at=erasure.at)
    return {"keys": tokens.update(name=HIDDEN, last_address=None)}


def register() -> None:
    """Tell the product; called once, when the room starts."""
    personal.tell(
        personal.Kind(
            "keys",
            name=_("Keys for programs that you made"),
            purpose=_("To let your programs in, and to show what they did with your rights."),
            ground=SAFETY,
            kept=_("That there was a key; it opens nothing any more."),
            columns=("api.Token.user",),
            rows=rows,
            erase=erase,
        )
    )
