"""Which answer would change the plan: what comes next under each answer, planned ahead on a small budget."""

from collections.abc import Iterator
from dataclasses import dataclass

from .advice import Advice, Step, advise
from .events import Event
from .explain import percent, step_name
from .openings import Allowance
from .phrases import phrase
from .session import Session

AHEAD = 2_000  # states looked at for the step after one answer
MOST_ANSWERS = 6  # the likeliest ones that are looked at


@dataclass(frozen=True)
class Turn:
    """Answers that lead to the same next step.

    Attributes:
        chance: that one of them is given.
        changes: the next step is another one than if the fact stayed unknown.
    """

    answers: tuple[str, ...]
    chance: float
    then: Step
    changes: bool


@dataclass(frozen=True)
class Turning:
    """Where the plan may turn.

    Attributes:
        about: the question or reading whose answers were looked at: the advised step, or for any other the best one
            that was weighed beside it; None where there is none.
        turns: likeliest first.
        failing: what comes when the advised remedy ends nothing; None for other steps.
    """

    about: Step | None
    turns: tuple[Turn, ...]
    failing: Turn | None = None

    @property
    def changing(self) -> tuple[Turn, ...]:
        """Those that change the plan."""
        return tuple(turn for turn in self.turns if turn.changes)


def turning(session: Session, advice: Advice, allowance: Allowance, budget: int = AHEAD) -> Turning:
    """Which answer would change the plan, by one more advice for each answer; pure, as advice is."""
    if session.state.over:
        return Turning(None, ())
    told = next((option.step for option in advice.options if option.step.kind in ("question", "probe")), None)
    asked = advice.step if advice.step.kind in ("question", "probe") else told
    turns = _turns(session, asked, _without(advice), allowance, budget) if asked is not None else ()
    return Turning(asked, turns, _failing(session, advice, allowance, budget))


def _without(advice: Advice) -> Step:
    """What would be done if the fact stayed unknown: the advised step, or the best one that asks nothing."""
    if advice.step.kind not in ("question", "probe"):
        return advice.step
    acts = (option.step for option in advice.options if option.step.kind not in ("question", "probe"))
    return next(acts, advice.step)


def _turns(session: Session, asked: Step, otherwise: Step, allowance: Allowance, budget: int) -> tuple[Turn, ...]:
    odds = dict(zip(asked.choices, session.model.likelihood[asked.id] @ session.belief(), strict=True))
    found: dict[tuple[str, str], Turn] = {}
    for answer in session.likely_answers(asked.id, MOST_ANSWERS):
        via = f"probe:{asked.probe}" if asked.probe else "asked"
        then = _after(session, Event("answer", asked.id, answer, via), allowance, budget)
        key = (then.kind, then.id)
        known = found.get(key, Turn((), 0.0, then, key != (otherwise.kind, otherwise.id)))
        found[key] = Turn((*known.answers, answer), known.chance + float(odds[answer]), then, known.changes)
    return tuple(sorted(found.values(), key=lambda turn: -turn.chance))


def _failing(session: Session, advice: Advice, allowance: Allowance, budget: int) -> Turn | None:
    if advice.step.kind != "remedy" or "not_solved" not in advice.step.choices or advice.success is None:
        return None
    then = _after(session, Event("outcome", advice.step.id, "not_solved"), allowance, budget)
    return Turn(("not_solved",), 1.0 - advice.success.total, then, True)


def _after(session: Session, event: Event, allowance: Allowance, budget: int) -> Step:
    later = Session(session.model, (*session.events, event))
    return advise(session.model, later.state, allowance, budget, session.seed).step


def turning_text(session: Session, found: Turning, language: str) -> tuple[str, ...]:
    """The same in sentences; each number is one that was computed."""
    return tuple(_sentences(session, found, language))


def _sentences(session: Session, found: Turning, language: str) -> Iterator[str]:
    base = session.base
    if found.failing is not None:
        step, chance = step_name(base, found.failing.then, language), percent(found.failing.chance)
        yield phrase("turn.failing", language, step=step, chance=chance)
    if found.about is None:
        return
    fact = base.facts[found.about.id]
    if not found.changing:
        yield phrase("turn.none", language, fact=fact.names[language])
        return
    yield phrase("turn.about", language, fact=fact.names[language])
    for turn in found.turns:
        names = [answer[language] for answer in fact.answers if answer.id in turn.answers]
        values = {"answers": phrase("turn.or", language).join(names), "chance": percent(turn.chance)}
        path = "turn.changes" if turn.changes else "turn.stays"
        yield phrase(path, language, **values, step=step_name(base, turn.then, language))
