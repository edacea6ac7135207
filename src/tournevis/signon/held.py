"""What this room holds on a person: the browsers that he is signed in with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from tournevis.people import personal
from tournevis.people.held import SAFETY
from tournevis.signon.models import Identity, Passkey, RecoveryCode, Session, Totp


def rows(request: personal.Request) -> Iterator[personal.Row]:
    """His sessions; never what opens one."""
    for session in Session.objects.filter(user=request.person).order_by("began_at"):
        yield {
            "at": session.began_at and session.began_at.isoformat(),
            "name": session.browser,
            "from": session.address,
            "until": session.expire_date.isoformat(),
        }


def erase(erasure: personal.Erasure) -> Mapping[str, int]:
    """They end at once, and go."""
    count, _by_model = Session.objects.filter(user=erasure.person).delete()
    return {"sessions": count}


def factors(request: personal.Request) -> Iterator[personal.Row]:
    """By what else he signs in; never what they open with."""
    for totp in Totp.objects.filter(user=request.person):
        yield {"name": str(totp), "made": totp.made_at.isoformat()}
    for passkey in Passkey.objects.filter(user=request.person).order_by("id"):
        yield {"name": passkey.name, "made": passkey.made_at.isoformat()}
    for identity in Identity.objects.filter(user=request.person).select_related("provider").order_by("id"):
        yield {"name": str(identity.provider), "is": identity.subject, "used": identity.used_at.isoformat()}
    if left := RecoveryCode.objects.filter(user=request.person).count():
        yield {"name": str(RecoveryCode()), "number": left}


def erase_factors(erasure: personal.Erasure) -> Mapping[str, int]:
    """They go."""
    models: tuple[type[Totp | RecoveryCode | Passkey | Identity], ...] = (Totp, RecoveryCode, Passkey, Identity)
    return {"factors": sum(model._default_manager.filter(user=erasure.person).delete()[0] for model in models)}


def register() -> None:
    """Tell the product; called once, when the room starts."""
    personal.tell(
        personal.Kind(
            "sessions",
            name=_("Browsers that you are signed in with"),
            purpose=_("To keep you signed in, and to let you end a session that is not yours."),
            ground=SAFETY,
            kept="",
            columns=("signon.Session.user",),
            rows=rows,
            erase=erase,
        ),
        personal.Kind(
            "factors",
            name=_("Your second factors and passkeys"),
            purpose=_("To be sure that it is you who signs in."),
            ground=SAFETY,
            kept="",
            columns=("signon.Totp.user", "signon.RecoveryCode.user", "signon.Passkey.user", "signon.Identity.user"),
            rows=factors,
            erase=erase_factors,
        ),
    )
