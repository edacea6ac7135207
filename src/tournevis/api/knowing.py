"""The fault base in shapes: for the operations and for MCP alike."""

from __future__ import annotations

from django.http import Http404

from tournevis.api.schemas.knowledge import CountShape, FaultBrief, FaultShape, RemedyShape
from tournevis.diagnosis import engine, showing
from tournevis.diagnosis.wording import language
from tournevis.knowledge.queries import edition_now, find_faults, outcomes
from tournevis.people.models import User
from tournevis.troubleshooting import Base
from tournevis.troubleshooting.packs.content import Fault


def searched(user: User, text: str, limit: int) -> list[FaultBrief]:
    """The faults that hold every word, best first."""
    edition = edition_now(user.organisation)
    base = engine.model_of(edition).base
    return [_brief(base, one.fault) for one in find_faults(text, edition, limit=limit)]


def family(user: User, key: str) -> list[FaultBrief]:
    """The faults of a family, or all; by their ids."""
    base = engine.base_for(user.organisation)
    return [_brief(base, base.faults[f]) for f in sorted(base.faults) if not key or base.family_of[f] == key]


def fault(user: User, key: str, system: str) -> FaultShape:
    """A fault, its remedies for a system, and what worked in his organisation.

    Raises:
        Http404: the base has no such fault.
    """
    model, tongue = engine.model_of(edition_now(user.organisation)), language()
    base = model.base
    known = base.faults.get(key)
    if known is None:
        raise Http404
    session = engine.session(of=model)
    counted = outcomes(user.organisation, [key]).get(key, [])
    return FaultShape(
        **_brief(base, known).model_dump(),
        technical=known.explain.technical[tongue],
        prevent=known.prevent[tongue],
        caution=known.caution[tongue] if known.caution else "",
        complaints=list(known.complaints[tongue]),
        remedies=[RemedyShape.of(showing.remedy(session, use.use, system)) for use in known.remedies],
        outcomes=[CountShape(**{name: getattr(row, name) for name in CountShape.model_fields}) for row in counted],
    )


def _brief(base: Base, fault: Fault) -> FaultBrief:
    tongue = language()
    return FaultBrief(
        id=fault.id,
        name=fault.names[tongue],
        family=base.family_of[fault.id],
        explanation=fault.explain.plain[tongue],
    )
