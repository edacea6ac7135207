"""A step in words: what is asked, read or done, shared by the terminal, the programs' protocol and the report."""

from tournevis import probing
from tournevis.facts import Outcome, Reading
from tournevis.troubleshooting import Event, Model, Session, Step
from tournevis.troubleshooting.closing import close, hand_over
from tournevis.troubleshooting.explain import verdict_name


def question(model: Model, step: Step, language: str) -> str:
    """The question or the reading that is wanted."""
    fact = model.base.facts[step.id]
    if step.way is not None and step.way.ask is not None:
        return step.way.ask[language]
    return fact.names[language]


def how(step: Step, language: str) -> str:
    """How to find the answer out, or nothing."""
    return step.way.how[language] if step.way is not None and step.way.how is not None else ""


def choices(model: Model, step: Step, language: str) -> list[dict[str, str]]:
    """What may be answered, as id and text."""
    if step.kind == "remedy":
        return [{"id": v, "text": verdict_name(model.base, step.id, v, language)} for v in step.choices]
    if step.kind not in ("question", "probe"):
        return []
    return [{"id": answer.id, "text": answer[language]} for answer in model.base.facts[step.id].answers]


def remedy_lines(model: Model, step: Step, language: str, system: str) -> list[str]:
    """A remedy as its name, its numbered steps, and the check that proves it."""
    remedy = model.base.remedies[step.id]
    steps = [f"{n}. {text}" for n, text in enumerate(remedy.steps_for(system, language), start=1)]
    return [remedy.names[language], *steps, f"-> {remedy.check[language]}"]


def ending(session: Session, step: Step, language: str) -> str:
    """The explanation of a solved case, or the hand-over, in full."""
    if step.kind == "done":
        return close(session.model, session.state, language).text(language)
    return hand_over(session.model, session.state, language)


def reading(model: Model, event: Event, raw: Reading | None, language: str) -> str:
    """What a probe found, or why it could not be read."""
    fact = model.base.facts[event.id]
    answer = fact.answer(event.value) if isinstance(event.value, str) and event.kind == "answer" else None
    value = _value(raw, language)
    told = answer[language] if answer else ""
    text = f"{told} ({value})" if told and value and value != told else told or value
    colon = " :" if language == "fr" else ":"
    return f"{fact.names[language]}{colon} {text or '?'}"


def _value(raw: Reading | None, language: str) -> str:
    if raw is None:
        return ""
    if raw.outcome is not Outcome.VALUE:
        return probing.explain(raw.because or raw.outcome.value, language)
    if isinstance(raw.value, tuple):
        return ", ".join(raw.value)
    number = f"{raw.value:g}" if isinstance(raw.value, float) else str(raw.value)
    return f"{number} {raw.unit}".strip()
