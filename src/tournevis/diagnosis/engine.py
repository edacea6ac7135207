"""The engine as this process uses it: the compiled base, the words understood, the advices given last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from threading import Lock

from tournevis.knowledge.queries import base
from tournevis.language import Lesson, Understander
from tournevis.troubleshooting import Advice, Allowance, Event, Model, Session, compile_model
from tournevis.troubleshooting.planner import DEFAULT_BUDGET

MAX_COMPLAINT = 20_000  # characters that are understood: a pasted log tells no more further down
KEPT_ADVICES = 500


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


def understand(text: str, lessons: Sequence[Lesson] = ()) -> Heard:
    """What the words of a complaint tell, in whichever of both languages they are.

    Args:
        lessons: what corrections of earlier complaints taught.
    """
    heard = _understander().understand(text[:MAX_COMPLAINT], lessons)
    return Heard(
        weights=heard.weights,
        symptoms=tuple(symptom.id for symptom in heard.symptoms),
        facts=heard.facts,
        urgency=frozenset(cue.kind for cue in heard.urgency),
        deadline=next((timedelta(minutes=cue.minutes) for cue in heard.urgency if cue.minutes is not None), None),
    )


def memorable(text: str, names: Collection[str]) -> tuple[str, ...]:
    """The words of a complaint that a lesson may keep, without these folded names."""
    return _understander().memorable(text[:MAX_COMPLAINT], names)


def warm() -> None:
    """Read and compile everything now, so that the first user does not wait for it."""
    understand("")


def session(events: tuple[Event, ...] = (), *, of: Model | None = None, budget: int = 0, seed: int = 0) -> Session:
    """The case of those events; no model is the authors' own, a budget of 0 the engine's usual one."""
    return Session(of or model(), events, budget=budget or DEFAULT_BUDGET, seed=seed)


def advise(case: Session, allowance: Allowance) -> Advice:
    """The next best step of a case, planned once for the same events: the same case always gets the same advice."""
    acts = tuple((event.kind, event.id, event.value, event.via, _weights(event)) for event in case.events)
    place = (acts, allowance, case.budget, case.seed, case.model.counts, id(case.base))
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


@lru_cache(maxsize=1)
def _understander() -> Understander:
    return Understander(model().base)
