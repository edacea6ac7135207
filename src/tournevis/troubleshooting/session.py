"""One case from the first fact to the close; the same loop serves terminal, browser and programs."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, get_args

import numpy as np

from tournevis.facts import Reading, classify

from .advice import Advice, advise
from .anytime import Deadline, by
from .belief import believe
from .events import VERDICTS, BadAnswer, Event, Verdict, effective, last_act
from .model import Model
from .openings import Allowance
from .packs import Base, Fact
from .planner import DEFAULT_BUDGET
from .problem import Array
from .state import State, fold


class Session:
    """A case under diagnosis. `events` is its whole state: keep them, and `Session(model, events)` is the same case.

    Nothing here reads a clock, a file or a machine. Every act checks its argument and raises `BadAnswer` with what
    would have fitted; the case is then as it was.
    """

    def __init__(
        self, model: Model, events: Iterable[Event] = (), *, budget: int = DEFAULT_BUDGET, seed: int = 0
    ) -> None:
        self.model, self.budget, self.seed = model, budget, seed
        self.events: tuple[Event, ...] = tuple(events)

    @property
    def base(self) -> Base:
        """The content that the case is diagnosed with."""
        return self.model.base

    @cached_property
    def _states(self) -> dict[int, State]:
        return {}

    @property
    def state(self) -> State:
        """What is known now."""
        if len(self.events) not in self._states:
            self._states.clear()
            self._states[len(self.events)] = fold(self.base, effective(self.events))
        return self._states[len(self.events)]

    def belief(self) -> Array:
        """P(fault) now, shape (faults,)."""
        return believe(self.model, self.state)

    def advice(self, allowance: Allowance = Allowance(), deadline: Deadline | None = None) -> Advice:  # noqa: B008 - frozen
        """The next best step for those who work on the case now.

        Args:
            deadline: leaves the advice on the largest budget that the time allows; it tells which one that was.
        """

        def on(budget: int) -> Advice:
            return advise(self.model, self.state, allowance, budget, self.seed)

        return on(self.budget) if deadline is None else by(deadline, on, self.budget)

    def likely_answers(self, fact_id: str, most: int) -> tuple[str, ...]:
        """The `most` answers that are to be expected of a fact now, in the order in which the base lists them."""
        answers = self.base.facts[fact_id].answers
        odds = self.model.likelihood[fact_id] @ self.belief()
        kept = set(np.argsort(-odds, kind="stable")[:most].tolist())
        return tuple(answer.id for place, answer in enumerate(answers) if place in kept)

    def understood(
        self, weights: Mapping[str, float], *, complaint: str = "", language: str = "fr", symptoms: Sequence[str] = ()
    ) -> Event:
        """Take in what the complaint's words tell: a likelihood ratio for each fault, and the symptoms recognised."""
        rounded = {fault: round(float(weight), 6) for fault, weight in weights.items() if fault in self.model.index}
        data = {"weights": rounded, "complaint": complaint, "language": language, "symptoms": list(symptoms)}
        return self._add(Event("understood", data=data))

    def answer(self, fact_id: str, answer: str | None, via: str = "asked") -> Event:
        """Take a person's answer; None is "I don't know". An old id of a merged fact is understood.

        Raises:
            BadAnswer: unknown fact, or an answer that it does not have.
        """
        fact, answer = self._fact(fact_id, answer)
        return self._add(Event("answer", fact.id, answer, via))

    def read_probe(self, probe: str, readings: Mapping[str, Reading]) -> list[Event]:
        """Take what a probe read: each fact that it can tell gets its answer, or that way of getting it is used up."""
        added = []
        for fact, way in self.base.facts_of_probe(probe):
            known = self.state.findings.get(fact.id)
            if known is not None and not known.via.startswith("probe:"):
                continue  # what a person said stands until he corrects it
            reading = readings.get(way.reading or "")
            if reading is None:
                added.append(self._add(Event("unread", fact.id, "absent", f"probe:{probe}")))
                continue
            answer = classify(reading, way.cases(fact.answers))
            data = {"reading": reading.to_json()}
            if answer is None:
                added.append(self._add(Event("unread", fact.id, reading.outcome.value, f"probe:{probe}", data)))
            else:
                added.append(self._add(Event("answer", fact.id, answer, f"probe:{probe}", data)))
        return added

    def symptom(self, symptom: str, noticed: bool) -> Event:
        """Confirm or deny a symptom."""
        if symptom not in self.base.symptoms:
            raise BadAnswer("unknown_symptom", id=symptom[:80])
        return self._add(Event("symptom", symptom, noticed, "stated"))

    def outcome(self, remedy: str, verdict: str) -> Event:
        """Take what came of a remedy.

        Raises:
            BadAnswer: unknown remedy or verdict.
        """
        if remedy not in self.base.remedies:
            raise BadAnswer("unknown_remedy", id=remedy[:80])
        return self._add(Event("outcome", remedy, self._verdict(verdict)))

    def back(self) -> Event:
        """Take back the last answer, outcome or hand-over of a person.

        Raises:
            BadAnswer: there is nothing to take back.
        """
        if last_act(effective(self.events)) is None:
            raise BadAnswer("nothing_to_go_back_to")
        return self._add(Event("back"))

    def correct(self, subject: str, value: Any) -> Event:
        """Change an answer or an outcome given before, wherever it stands.

        Raises:
            BadAnswer: nothing of that id was answered, or the value does not fit it.
        """
        if any(trial.remedy == subject for trial in self.state.trials):
            return self._add(Event("correct", subject, self._verdict(value), data={"of": "outcome"}))
        fact, answer = self._fact(subject, value)
        known = {e.id for e in effective(self.events) if e.kind in ("answer", "unread")}
        if fact.id not in known:
            raise BadAnswer("nothing_to_correct", id=subject[:80])
        return self._add(Event("correct", fact.id, answer))

    def escalate(self, reason: str = "asked") -> Event:
        """Hand the case over with all that is known."""
        return self._add(Event("escalate", value=reason))

    def _add(self, event: Event) -> Event:
        self.events = (*self.events, event)
        return event

    def _verdict(self, value: Any) -> Verdict:
        if value not in get_args(Verdict):
            raise BadAnswer("no_such_verdict", known=", ".join(VERDICTS), answer=str(value)[:80])
        found: Verdict = value
        return found

    def _fact(self, fact_id: str, answer: Any) -> tuple[Fact, str | None]:
        if fact_id in self.base.aliases:
            fact_id, answers = self.base.aliases[fact_id]
            answer = answers.get(answer, answer) if isinstance(answer, str) else answer
        fact = self.base.facts.get(fact_id)
        if fact is None:
            raise BadAnswer("unknown_question", id=fact_id[:80])
        if answer is not None and (not isinstance(answer, str) or fact.answer(answer) is None):
            known = ", ".join(a.id for a in fact.answers)
            raise BadAnswer("no_such_answer", id=fact_id, answer=str(answer)[:80], known=known)
        return fact, answer
