"""Trying a cause against the drafts: cases that the engine plays alone, one that the author plays as its user."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from tournevis.authoring.standing import Bench
from tournevis.authoring.words import LIKELIHOODS
from tournevis.troubleshooting import BadAnswer, Model, Session, Step
from tournevis.troubleshooting.authoring import CHOICES, Choice, Sequence, generated, simulated
from tournevis.troubleshooting.authoring.sequences import ALLOWANCE, BUDGET
from tournevis.troubleshooting.explain import verdict_name
from tournevis.troubleshooting.quality.unseen import complaint

CASES = 30
MOST_ACTS = 60
NAMES = {
    "random": lambda: _("Any case"),
    "longest": lambda: _("The longest"),
    "dearest": lambda: _("The dearest"),
    "riskiest": lambda: _("The riskiest"),
    "escalated": lambda: _("One that is handed over"),
}


@dataclass(frozen=True)
class Line:
    """One step of a case in words."""

    kind: str
    text: str
    answer: str


@dataclass(frozen=True)
class SequenceShown:
    """A case in words, and as a form sends it back."""

    choice: str
    name: str
    lines: list[Line]
    cost: int
    solved: bool
    sent: str


@dataclass(frozen=True)
class Outcome:
    """What simulated cases came to.

    Attributes:
        half, most: steps to the cause's own remedy in half and in nine tenths of the cases; None: not reached.
        reached, solved, over: percent of the cases that came to its remedy, that were solved, that were handed over.
        bars: steps -> cases.
    """

    cases: int
    half: int | None
    most: int | None
    reached: int
    solved: int
    over: int
    bars: list[tuple[str, int, int]]
    sequences: list[SequenceShown]


def outcome(model: Model, fault: str, tongue: str, cases: int = CASES) -> Outcome:
    """Play cases of a fault and say how soon its own remedy came."""
    played = simulated(model, fault, cases)
    steps = [case.reached for case in played]
    found = sorted(step for step in steps if step is not None)
    chosen = generated(model, played)
    return Outcome(
        cases=cases,
        half=_place(found, cases, 0.5),
        most=_place(found, cases, 0.9),
        reached=round(100 * len(found) / cases),
        solved=round(100 * sum(case.solved for case in played) / cases),
        over=round(100 * sum(not case.solved for case in played) / cases),
        bars=_bars(steps),
        sequences=_sequences(model, chosen, tongue),
    )


def _sequences(model: Model, chosen: dict[Choice, Sequence], tongue: str) -> list[SequenceShown]:
    """The chosen cases; one that fits several choices is shown once, by all their names."""
    found: dict[Sequence, SequenceShown] = {}
    for choice in CHOICES:
        case = chosen.get(choice)
        if case is None:
            continue
        if case in found:
            found[case] = replace(found[case], name=f"{found[case].name} · {NAMES[choice]()}")
        else:
            found[case] = shown(model, choice, case, tongue)
    return list(found.values())


def _place(found: list[int], cases: int, share: float) -> int | None:
    at = int(share * (cases - 1))
    return found[at] if at < len(found) else None


def _bars(steps: list[int | None]) -> list[tuple[str, int, int]]:
    """(label, cases, percent of the largest), for each number of steps."""
    counts = {str(n): sum(step == n for step in steps) for n in range(max((s or 0 for s in steps), default=0) + 1)}
    if None in steps:
        counts[_("never")] = sum(step is None for step in steps)
    most = max(counts.values(), default=1) or 1
    return [(label, count, round(100 * count / most)) for label, count in counts.items()]


def shown(model: Model, choice: str, case: Sequence, tongue: str) -> SequenceShown:
    """A case in words."""
    lines = [_line(model, step.kind, step.id, step.value, tongue) for step in case.steps]
    sent = json.dumps(case.to_json(), separators=(",", ":"))
    return SequenceShown(choice, NAMES[choice](), lines, round(case.cost), case.solved, sent)


def _line(model: Model, kind: str, key: str, value: str | None, tongue: str) -> Line:
    base = model.base
    if kind == "remedy":
        known = base.remedies.get(key)
        return Line("remedy", known.names[tongue] if known else key, verdict_name(base, key, value or "", tongue))
    fact = base.facts.get(key)
    asked = next((way.ask[tongue] for way in fact.ways if way.ask), fact.names[tongue]) if fact else key
    answer = fact.answer(value) if fact and value else None
    return Line("question", asked, answer[tongue] if answer else _("I don't know"))


@dataclass(frozen=True)
class ChoiceShown:
    """An answer, and how often the draft says that this cause gives it (empty for one it says nothing of)."""

    id: str
    text: str
    expected: str
    percent: int


@dataclass(frozen=True)
class Moment:
    """Where a played case stands.

    Attributes:
        place: rank of the cause among all (from 1), and its probability in percent.
        own: the step is one of the cause's own remedies. ended: the case is over.
    """

    kind: str
    id: str
    title: str
    how: str
    choices: list[ChoiceShown]
    lines: list[Line]
    place: int
    percent: int
    own: bool
    ended: bool
    solved: bool
    acts: str


def acts_of(text: str) -> list[list[Any]]:
    """The acts that a form sent: [kind, id, value]…; [] for anything else."""
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return []
    right = isinstance(found, list) and all(isinstance(one, list) and len(one) == 3 for one in found)
    return found[:MOST_ACTS] if right else []


def moment(bench: Bench, fault: str, acts: list[list[Any]], tongue: str) -> Moment:
    """Play the acts and say what comes next; an act that does not fit is passed over."""
    model = bench.model
    session = Session(model, budget=BUDGET)
    session.understood(complaint(model, model.base.family_of[fault]))
    done = [act for act in acts if _took(session, act)]
    step = session.advice(ALLOWANCE).step
    belief = session.belief()
    own = {use.use for use in model.base.faults[fault].remedies}
    state, mine = session.state, float(belief[model.index[fault]])
    return Moment(
        kind=step.kind,
        id=step.id,
        title=_title(model, step, tongue),
        how=step.way.how[tongue] if step.way and step.way.how else "",
        choices=_choices(model, fault, step, tongue),
        lines=[_line(model, kind, key, value, tongue) for kind, key, value in done],
        place=1 + int((belief > mine).sum()),
        percent=round(100 * mine),
        own=step.kind == "remedy" and step.id in own,
        ended=step.kind in ("done", "escalate"),
        solved=state.solved_by is not None,
        acts=json.dumps(done),
    )


def _took(session: Session, act: list[Any]) -> bool:
    kind, key, value = act
    try:
        if kind == "remedy":
            session.outcome(str(key), str(value))
        else:
            session.answer(str(key), value if value else None, via="asked" if kind == "fact" else "reader")
    except BadAnswer:
        return False
    return True


def _title(model: Model, step: Step, tongue: str) -> str:
    if step.kind == "remedy":
        return model.base.remedies[step.id].names[tongue]
    if step.kind in ("done", "escalate"):
        return _("The trouble is gone") if step.kind == "done" else _("The case is handed over")
    asked = step.way.ask if step.way else None
    return asked[tongue] if asked else model.base.facts[step.id].names[tongue]


def _choices(model: Model, fault: str, step: Step, tongue: str) -> list[ChoiceShown]:
    if step.kind == "remedy":
        offered = [verdict for verdict in step.choices if verdict in ("solved", "not_solved", "not_done")]
        return [ChoiceShown(one, verdict_name(model.base, step.id, one, tongue), "", 0) for one in offered]
    if step.kind not in ("question", "probe"):
        return []
    wanted = model.base.faults[fault].expects.get(step.id, {})
    said = {wanted: "nearly_always"} if isinstance(wanted, str) else wanted
    chances = model.likelihood[step.id][:, model.index[fault]]
    return [
        ChoiceShown(answer.id, answer[tongue], str(LIKELIHOODS.get(said.get(answer.id, ""), "")), round(100 * chance))
        for answer, chance in zip(model.base.facts[step.id].answers, chances.tolist(), strict=True)
    ]
