"""What the engine advised, kept with all that replays it, and what its reader made of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from tournevis.diagnosis.models import Diagnosis, Suggestion
from tournevis.troubleshooting import Advice, Allowance, Event, Option, Session
from tournevis.troubleshooting.explain import Explanation
from tournevis.troubleshooting.worth import numbers

KEPT_CAUSES, KEPT_OPTIONS = 20, 10


def suggest(
    diagnosis: Diagnosis, session: Session, advice: Advice, allowance: Allowance, words: Explanation
) -> Suggestion:
    """Keep the advice that is about to be shown; the same one, shown again to the same kind of reader, is kept once."""
    position, step = len(session.events), advice.step
    same = {"diagnosis": diagnosis, "position": position, "step_kind": step.kind, "step_id": step.id}
    known = Suggestion.objects.filter(**same).first()
    return known or Suggestion.objects.create(
        **same, advice=_record(diagnosis, session, advice, allowance, words), at=timezone.now()
    )


def judge(diagnosis: Diagnosis, position: int, events: Sequence[Event]) -> None:
    """Note what was done with the advices shown before these events: followed, or set aside for something else.

    What a machine told by itself sets no advice aside.
    """
    acts = {(event.kind, event.id) for event in events}
    by_person = any(not event.via.startswith("probe:") for event in events)
    if not acts:
        return
    rows = Suggestion.objects.filter(diagnosis=diagnosis, position__lte=position, verdict=Suggestion.Verdict.OPEN)
    followed = [row.pk for row in rows if any(_answers(row, kind, subject) for kind, subject in acts)]
    if followed:
        Suggestion.objects.filter(pk__in=followed).update(verdict=Suggestion.Verdict.FOLLOWED)
    if by_person and len(followed) < len(rows):
        rows.exclude(pk__in=followed).update(verdict=Suggestion.Verdict.SET_ASIDE)


def _answers(suggestion: Suggestion, kind: str, subject: str) -> bool:
    if suggestion.step_kind in ("question", "probe"):
        return kind in ("answer", "unread") and subject == suggestion.step_id
    if suggestion.step_kind == "remedy":
        return kind == "outcome" and subject == suggestion.step_id
    return suggestion.step_kind == "escalate" and kind == "escalate"


def _record(
    diagnosis: Diagnosis, session: Session, advice: Advice, allowance: Allowance, words: Explanation
) -> dict[str, Any]:
    state = session.state
    return {
        "counts": diagnosis.counts,
        "evidence": {fact: finding.answer for fact, finding in state.findings.items()},
        "symptoms": state.symptoms,
        "trials": [[trial.remedy, trial.verdict] for trial in state.trials],
        "belief": [[fault, round(p, 5)] for fault, p in advice.belief[:KEPT_CAUSES]],
        "options": [_option(option) for option in advice.options[:KEPT_OPTIONS]],
        "expected_cost": round(advice.expected_cost, 4),
        "lower_bound": round(advice.lower_bound, 4),
        "price": numbers(advice.price),
        "success": numbers(advice.success),
        "row": [*advice.step.tests, advice.step.id, *advice.step.also] if advice.step.kind == "remedy" else [],
        "contradiction": advice.contradiction,
        "urgent": advice.urgent,
        "guard_of": advice.step.guard_of,
        "why": words.why,
        "base_version": advice.base_version,
        "budget": advice.budget,
        "seed": advice.seed,
        "states": advice.states,
        "allowance": {
            "roles": sorted(allowance.roles),
            "probes": sorted(allowance.probes),
            "max_risk": allowance.max_risk,
            "channel": allowance.channel,
            "at_home": allowance.at_home,
            "out_of_hours": allowance.out_of_hours,
            "consent": sorted(allowance.consent),
            "answerers": sorted(allowance.answerers),
        },
    }


def _option(option: Option) -> list[Any]:
    return [option.step.kind, option.step.id, round(option.expected_cost, 4)]
