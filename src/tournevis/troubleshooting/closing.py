"""What is said at the end of a case: the explanation for the user, or the hand-over for the next level."""

from dataclasses import dataclass

import numpy as np

from .belief import believe, evidence, parts_gone
from .explain import Register, evidence_text, fault_name, percent, verdict_name
from .model import OTHER, Model
from .packs import Base
from .packs.typography import french
from .phrases import phrase
from .state import State


@dataclass(frozen=True)
class Closing:
    """The explanation of a solved case: the cause, what fixed it, how to avoid it; `more` is for who wants to know."""

    fault: str
    cause: str
    why: str
    remedy: str
    prevent: str
    more: str = ""

    def text(self, language: str) -> str:
        """The whole as paragraphs."""
        parts = [
            f"{phrase('close.cause', language)} : {self.cause}. {self.why}",
            f"{phrase('close.remedy', language)} : {self.remedy}.",
            f"{phrase('close.prevent', language)} : {self.prevent}",
        ]
        if self.more:
            parts.append(f"{phrase('close.more', language)} : {self.more}")
        text = "\n\n".join(parts)
        return text.replace(" :", ":") if language == "en" else french(text)


def likeliest(model: Model, state: State) -> str:
    """The fault that is believed most, the unknown cause left aside unless nothing else is left."""
    belief = believe(model, state)
    order = sorted(range(len(model.faults)), key=lambda place: (model.faults[place] == OTHER, -belief[place]))
    return model.faults[order[0]]


def counted(state: State) -> list[tuple[str, str]]:
    """What each remedy did against the cause that was found last, as (remedy, verdict).

    One that only took another cause away did not end this one. Of a row tested at once, each failed where the row did;
    where it worked nobody knows which one it was.
    """
    found: list[tuple[str, str]] = []
    for trial in state.trials:
        if trial.verdict in ("partly", "not_solved"):
            found += [(remedy, "not_solved") for remedy in trial.tested]
        elif trial.verdict != "untested" and not trial.also:
            found.append((trial.remedy, trial.verdict))
    return found


def close(model: Model, state: State, language: str, register: Register = "plain") -> Closing:
    """The words that end a solved case, for a reader of the given register; what took a part away is told before."""
    base, last = model.base, likeliest(model, state)
    if last == OTHER or state.solved_by is None:
        return Closing(last, fault_name(base, last, language), "", "", "")
    causes = [base.faults[fault] for fault in dict.fromkeys((*_parts(model, state), last))]
    plain = " ".join(cause.explain.plain[language] for cause in causes)
    technical = " ".join(cause.explain.technical[language] for cause in causes)
    partly = [trial.remedy for trial in state.trials if trial.verdict == "partly"]
    remedies = [base.remedies[remedy].names[language] for remedy in (*partly, state.solved_by)]
    return Closing(
        last,
        "; ".join(cause.names[language] for cause in causes),
        technical if register == "technical" else plain,
        "; ".join(remedies),
        " ".join(dict.fromkeys(cause.prevent[language] for cause in causes)),
        technical if register == "both" else "",
    )


def _parts(model: Model, state: State) -> list[str]:
    """The likeliest fault of each part of the trouble that a remedy took away before the last."""
    found = [model.faults[int(np.argmax(one.share))] for one in parts_gone(model, state)]
    return [fault for fault in found if fault != OTHER]


def hand_over(model: Model, state: State, language: str, causes: int = 5) -> str:
    """All that the next level needs: the complaint, what is established, what was tried, the likeliest causes."""
    base, lines = model.base, [phrase("hand_over.complaint", language, complaint=state.complaint or "-")]
    found = [
        evidence_text(base, item, language) for item in evidence(model, state) if item.kind in ("answer", "symptom")
    ]
    lines += [phrase("hand_over.found", language), *_bullets(found, language)]
    lines += [phrase("hand_over.tried", language), *_bullets(_tried(base, state, language), language)]
    belief = believe(model, state)
    order = sorted(range(len(belief)), key=lambda place: -belief[place])[:causes]
    ranked = [f"{fault_name(base, model.faults[f], language)} ({percent(float(belief[f]))} %)" for f in order]
    lines += [phrase("hand_over.causes", language), *_bullets(ranked, language)]
    return "\n".join(lines)


def _tried(base: Base, state: State, language: str) -> list[str]:
    names = (
        (base.remedies[t.remedy].names[language], verdict_name(base, t.remedy, t.verdict, language))
        for t in state.trials
    )
    return [f"{name} ({verdict})" for name, verdict in names]


def _bullets(items: list[str], language: str) -> list[str]:
    return [f"- {item}" for item in items] or [f"- {phrase('hand_over.nothing', language)}"]
