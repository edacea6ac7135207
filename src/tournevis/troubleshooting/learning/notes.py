"""What one closed case tells: who may have caused it, what was answered, what failed, what was verified to work."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from tournevis.troubleshooting.belief import believe, fit_of_shares
from tournevis.troubleshooting.mistakes import told
from tournevis.troubleshooting.model import Model
from tournevis.troubleshooting.state import Finding, State

Ending = Literal["verified", "claimed", "handed_over", "abandoned"]
LEAST_SHARE = 1e-3  # belief below which a cause has no part in a note


@dataclass(frozen=True)
class Note:
    """What is kept of a closed case, without a word of its text.

    Attributes:
        day: when it was closed, in days since any fixed day.
        scopes: what it belongs to, from wide to narrow, such as ("machine:T480", "organisation:12").
        causes: fault id -> the part that it has in the case; they sum to at most 1.
        answers: fact id -> answer id.
        failed: remedies whose steps were carried out and did not end the trouble.
        worked: the remedy that a check proved, None where nothing was proved.
        mistakes: what the case tells of each share of mistaken answers, in nats; () where it tells nothing.
    """

    day: float
    scopes: tuple[str, ...]
    causes: Mapping[str, float]
    answers: Mapping[str, str]
    failed: tuple[str, ...]
    worked: str | None = None
    mistakes: tuple[float, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """What it tells, as JSON takes it; its day and scopes are kept apart."""
        return {
            "causes": {fault: round(share, 4) for fault, share in self.causes.items()},
            "answers": dict(self.answers),
            "failed": list(self.failed),
            "worked": self.worked,
            "mistakes": list(self.mistakes),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any], day: float, scopes: tuple[str, ...] = ()) -> "Note":
        """The note of `to_json`."""
        failed, mistakes = tuple(data["failed"]), tuple(data["mistakes"])
        return cls(day, scopes, data["causes"], data["answers"], failed, data["worked"], mistakes)


def note(
    model: Model, state: State, ending: Ending, day: float, scopes: tuple[str, ...] = (), cause: str | None = None
) -> Note:
    """The note of a case that ended.

    Only a verified fix counts as one. Any other ending says only when watching stopped: what was tried before and
    failed is told, what was never tried is not (a censored observation, no failure).

    Args:
        cause: the fault that somebody confirmed; without it the belief at the end shares the case out.
    """
    if ending != "verified":
        seen = [trial for trial in state.trials if trial.verdict != "solved"]
        state = replace(state, trials=seen, solved_by=None)
    return Note(
        day=day,
        scopes=scopes,
        causes={cause: 1.0} if cause is not None else _shared(model, state),
        answers={finding.fact: finding.answer for finding in _of_the_last_cause(state)},
        failed=tuple(
            dict.fromkeys(one for trial in state.trials if trial.verdict == "not_solved" for one in trial.tested)
        ),
        worked=state.solved_by if _alone(state) else None,
        mistakes=_mistakes(model, state),
    )


def _of_the_last_cause(state: State) -> list[Finding]:
    """What was told since a remedy took a part of the trouble away: before, it may have been of that part."""
    since = max((trial.position for trial in state.trials if trial.verdict == "partly"), default=-1)
    return [finding for finding in state.findings.values() if finding.position > since]


def _alone(state: State) -> bool:
    """Whether the last remedy was tested by itself: of a row nobody knows which one worked."""
    return bool(state.trials) and not state.trials[-1].also


def _mistakes(model: Model, state: State) -> tuple[float, ...]:
    people = [finding for finding in state.findings.values() if not finding.via.startswith("probe:")]
    return tuple(told(fit_of_shares(model, state)).round(4).tolist()) if people else ()


def _shared(model: Model, state: State) -> dict[str, float]:
    belief = believe(model, state)
    return {model.faults[f]: float(belief[f]) for f in range(len(belief)) if belief[f] > LEAST_SHARE}
