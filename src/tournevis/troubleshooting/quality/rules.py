"""Rules of good content that need no simulation, each broken one with its file and line."""

from collections.abc import Collection, Iterator

from tournevis.troubleshooting.model import Model
from tournevis.troubleshooting.packs import Base, Remark
from tournevis.troubleshooting.packs.content import Fault, Remedy
from tournevis.troubleshooting.packs.lint import Places

from .neighbours import nearest
from .reading import LIMIT, ease

LANGUAGES = ("fr", "en")
LEAST_COMPLAINTS = 4
MOST_ANSWERS = 20  # the pages show the five likeliest at once, the others on demand
LEAST_SPREAD = 0.25  # a question that moves no answer by more is never worth a minute
LEAST_APART = 0.5  # total variation: the best finding alone is then right three times in four


def errors(model: Model, places: Places, pictures: Collection[str] = ()) -> Iterator[Remark]:
    """What must be mended before the content is good; `pictures` are the names of those that there are."""
    base = model.base
    for fault in base.faults.values():
        yield from fault_errors(fault, places)
    for remedy in base.remedies.values():
        yield from remedy_errors(remedy, places)
        if remedy.picture and remedy.picture not in pictures:
            yield _at(places, "remedies", remedy.id, f"unknown picture {remedy.picture!r}", "picture")
    yield from _apart(model, places)
    yield from _never_worth(model, places)
    yield from _idle_questions(model, places)
    yield from _long_questions(base, places)


def warnings(base: Base, places: Places) -> Iterator[Remark]:
    """What an author should look at again."""
    for fact in base.facts.values():
        if any(way.ask and not way.how for way in fact.ways):
            yield _at(places, "facts", fact.id, "is asked without `how`: say how to find the answer out", "how")


def fault_errors(fault: Fault, places: Places) -> Iterator[Remark]:
    """What of a fault's own words must be mended."""
    for message, field in (*_complaints(fault), *_explanations(fault)):
        yield _at(places, "faults", fault.id, message, field)


def remedy_errors(remedy: Remedy, places: Places) -> Iterator[Remark]:
    """What of a remedy must be made safer."""
    if remedy.risk.data_loss == "high" and not remedy.guards:
        message = "data_loss is high: it needs a guard (consent alone does not bring data back)"
        yield _at(places, "remedies", remedy.id, message, "guards")


def _at(places: Places, kind: str, key: str, message: str, field: str = "") -> Remark:
    return Remark(*places.get(f"{kind}:{key}", ("?", 0)), f"{key}: {message}", field)


def _complaints(fault: Fault) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        count = len(set(fault.complaints[language]))
        if count < LEAST_COMPLAINTS:
            told = f"{count} complaints in {language}; give at least {LEAST_COMPLAINTS}, short and long"
            yield told, f"complaints.{language}"


def _explanations(fault: Fault) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        lix = ease(fault.explain.plain[language]).lix
        if lix > LIMIT:
            field = f"explain.plain.{language}"
            yield f"{field} reads at LIX {lix:.0f}, above {LIMIT:.0f}: shorter words and sentences", field


def _apart(model: Model, places: Places) -> Iterator[Remark]:
    for fault, near in nearest(model).items():
        if near.apart < LEAST_APART:
            told = f"{near.fact} tells {near.apart:.2f}" if near.apart else "no fact differs"
            yield _at(places, "faults", fault, f"no finding tells it from {near.neighbour} (best: {told})", "expects")


def _never_worth(model: Model, places: Places) -> Iterator[Remark]:
    """A remedy dearer than handing over even for the fault that it cures best, with all its set-ups had already."""
    ids, success = model.cures
    gains = success.max(axis=1) * model.base.scales.escalation
    first = {guard.done for remedy in model.base.remedies.values() for guard in remedy.guards}
    for remedy, gain, cost in zip(ids, gains, model.least_remedy_costs, strict=True):
        if cost >= gain and remedy not in model.contained and remedy not in first:
            told = f"costs {cost:.0f} minutes' worth and saves {gain:.0f} at most, so that it is never proposed"
            yield _at(places, "remedies", remedy, f"{told}: look at its minutes, risk and `cures`", "minutes")


def _idle_questions(model: Model, places: Places) -> Iterator[Remark]:
    """A fact whose answers are about as likely whatever the fault is never asked, unless a guard wants it."""
    guarded = {guard.fact for remedy in model.base.remedies.values() for guard in remedy.guards}
    for fact, rows in model.likelihood.items():
        spread = float((rows.max(axis=1) - rows.min(axis=1)).max())
        if spread < LEAST_SPREAD and fact not in guarded:
            told = (
                f"no fault makes any of its answers much likelier (at most by {spread:.2f}), so that it is never asked"
            )
            yield _at(places, "facts", fact, f"{told}: sharpen a fault's `expects`, or take it out", "answers")


def _long_questions(base: Base, places: Places) -> Iterator[Remark]:
    for fact in base.facts.values():
        count = len(fact.answers)
        if count > MOST_ANSWERS and any(way.ask for way in fact.ways):
            yield _at(places, "facts", fact.id, f"is asked with {count} answers; {MOST_ANSWERS} at most", "answers")
