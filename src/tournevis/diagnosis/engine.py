"""The engine as this process uses it: the compiled base, the words understood, the advices given last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from threading import Lock

from tournevis.knowledge.queries import Edition, base, base_of, edition_now
from tournevis.knowledge.queries.editions import SHIPPED, is_shipped
from tournevis.language import Lesson, Understander
from tournevis.people.models import Organisation
from tournevis.troubleshooting import Advice, Allowance, Base, Event, Model, Session, compile_model
from tournevis.troubleshooting.planner import DEFAULT_BUDGET

MAX_COMPLAINT = 20_000  # characters that are understood: a pasted log tells no more further down
KEPT_ADVICES = 500
KEPT_MODELS = 6  # of organisations with a base of their own, and of former releases


@dataclass(frozen=True)
class Heard:
    """What a complaint's words tell.

    Attributes:
        weights: fault id -> likelihood ratio.
        symptoms: those recognised, surest first.
        facts: fact id -> answer id, said outright.
        urgency: kinds of `language.Cue`, such as "work_stopped".
        deadline: until when he wants it, counted from his complaint, where he gives a delay.
    """

    weights: Mapping[str, float]
    symptoms: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    urgency: frozenset[str] = frozenset()
    deadline: timedelta | None = None


@lru_cache(maxsize=1)
def model() -> Model:
    """The numbers of the base that this process reasons with; compiled once.

    Raises:
        PackError: the content is wrong.
    """
    return compile_model(base())


def model_of(edition: Edition) -> Model:
    """The numbers of the base that a case began with; the last ones are kept in this process."""
    return model() if is_shipped(edition) else _pinned(edition)


@lru_cache(maxsize=KEPT_MODELS)
def _pinned(edition: Edition) -> Model:
    return compile_model(base_of(edition))


def base_for(organisation: Organisation) -> Base:
    """The base that a case of the organisation would begin with now, for lists and searches."""
    return model_of(edition_now(organisation)).base


def understand(text: str, lessons: Sequence[Lesson] = (), edition: Edition = SHIPPED) -> Heard:
    """What the words of a complaint tell, in whichever of both languages they are.

    Args:
        lessons: what corrections of earlier complaints taught.
        edition: the base whose faults and symptoms are looked for.
    """
    heard = _understander(edition).understand(text[:MAX_COMPLAINT], lessons)
    return Heard(
        weights=heard.weights,
        symptoms=tuple(symptom.id for symptom in heard.symptoms),
        facts=heard.facts,
        urgency=frozenset(cue.kind for cue in heard.urgency),
        deadline=next((timedelta(minutes=cue.minutes) for cue in heard.urgency if cue.minutes is not None), None),
    )


def memorable(text: str, names: Collection[str]) -> tuple[str, ...]:
    """The words of a complaint that a lesson may keep, without these folded names."""
    return _understander(SHIPPED).memorable(text[:MAX_COMPLAINT], names)


def warm() -> None:
    """Read and compile everything now, so that the first user does not wait for it."""
    understand("")


def session(events: tuple[Event, ...] = (), *, of: Model | None = None, budget: int = 0, seed: int = 0) -> Session:
    """The case of those events; no model is the authors' own, a budget of 0 the engine's usual one."""
    return Session(of or model(), events, budget=budget or DEFAULT_BUDGET, seed=seed)


def advise(case: Session, allowance: Allowance) -> Advice:
    """The next best step of a case, planned once for the same events: the same case always gets the same advice."""
    acts = tuple((event.kind, event.id, event.value, event.via, _weights(event)) for event in case.events)
    base_used = (case.base.version, id(case.base))  # a new base may lie where one was that is gone
    place = (acts, allowance, case.budget, case.seed, case.model.counts, base_used)
    return _kept.get(place) or _kept.put(place, case.advice(allowance))


def forget() -> None:
    """Drop the advices that are kept in this process."""
    _kept.clear()


def _weights(event: Event) -> Hashable:
    return tuple(sorted(event.data.get("weights", {}).items()))


class _Kept:
    """The advices given last, by what they rest on."""

    def __init__(self) -> None:
        self._advices: OrderedDict[Hashable, Advice] = OrderedDict()
        self._lock = Lock()

    def get(self, place: Hashable) -> Advice | None:
        return self._advices.get(place)

    def put(self, place: Hashable, advice: Advice) -> Advice:
        with self._lock:
            self._advices[place] = advice
            if len(self._advices) > KEPT_ADVICES:
                self._advices.popitem(last=False)
        return advice

    def clear(self) -> None:
        with self._lock:
            self._advices.clear()


_kept = _Kept()


def _understander(edition: Edition) -> Understander:
    return _understanding(SHIPPED if is_shipped(edition) else edition)


@lru_cache(maxsize=KEPT_MODELS)
def _understanding(edition: Edition) -> Understander:
    return Understander(model_of(edition).base)
