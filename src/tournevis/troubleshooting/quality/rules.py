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
LEAST_APART = 0.5  # total variation: the best finding alone is then right three times in four


def errors(model: Model, places: Places, pictures: Collection[str] = ()) -> Iterator[Remark]:
    """What must be mended before the content is good; `pictures` are the names of those that there are."""
    base = model.base
    for fault in base.faults.values():
        for message in (*_complaints(fault), *_explanations(fault)):
            yield _at(places, "faults", fault.id, message)
    for remedy in base.remedies.values():
        for message in _danger(remedy):
            yield _at(places, "remedies", remedy.id, message)
        if remedy.picture and remedy.picture not in pictures:
            yield _at(places, "remedies", remedy.id, f"unknown picture {remedy.picture!r}")
    yield from _apart(model, places)
    yield from _long_questions(base, places)


def warnings(base: Base, places: Places) -> Iterator[Remark]:
    """What an author should look at again."""
    for fact in base.facts.values():
        if any(way.ask and not way.how for way in fact.ways):
            yield _at(places, "facts", fact.id, "is asked without `how`: say how to find the answer out")


def _at(places: Places, kind: str, key: str, message: str) -> Remark:
    return Remark(*places.get(f"{kind}:{key}", ("?", 0)), f"{key}: {message}")


def _complaints(fault: Fault) -> Iterator[str]:
    for language in LANGUAGES:
        count = len(set(fault.complaints[language]))
        if count < LEAST_COMPLAINTS:
            yield f"{count} complaints in {language}; give at least {LEAST_COMPLAINTS}, short and long"


def _explanations(fault: Fault) -> Iterator[str]:
    for language in LANGUAGES:
        lix = ease(fault.explain.plain[language]).lix
        if lix > LIMIT:
            yield f"explain.plain.{language} reads at LIX {lix:.0f}, above {LIMIT:.0f}: shorter words and sentences"


def _danger(remedy: Remedy) -> Iterator[str]:
    if remedy.risk.data_loss == "high" and not remedy.guards:
        yield "data_loss is high: it needs a guard (consent alone does not bring data back)"


def _apart(model: Model, places: Places) -> Iterator[Remark]:
    for fault, near in nearest(model).items():
        if near.apart < LEAST_APART:
            told = f"{near.fact} tells {near.apart:.2f}" if near.apart else "no fact differs"
            yield _at(places, "faults", fault, f"no finding tells it from {near.neighbour} (best: {told})")


def _long_questions(base: Base, places: Places) -> Iterator[Remark]:
    for fact in base.facts.values():
        count = len(fact.answers)
        if count > MOST_ANSWERS and any(way.ask for way in fact.ways):
            yield _at(places, "facts", fact.id, f"is asked with {count} answers; {MOST_ANSWERS} at most")
