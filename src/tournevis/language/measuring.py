"""How well complaints are understood: how often the right fault and family stand at the top, from words alone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from tournevis.troubleshooting import OTHER, BadAnswer, Base, Model, Session, compile_model

from .understander import Understander

RANKS = {"top1": 1, "top3": 3, "top5": 5}
FAMILY_RANKS = {"family_top1": 1, "family_top3": 3}
SENT_ON = {"found_at_5": 0.05, "found_at_10": 0.10}  # of true complaints handed over, how many that are outside
LANGUAGES = ("fr", "en")


class BadFile(Exception):
    """The file of complaints cannot be used; the message says why."""


@dataclass(frozen=True)
class Complaint:
    """One case of the file; `faults` holds every acceptable id that the base has, or OTHER alone."""

    id: str
    language: str
    text: str
    faults: frozenset[str]
    answers: Mapping[str, str | None]


@dataclass(frozen=True)
class Outcome:
    """How a complaint was ranked.

    Attributes:
        rank, family_rank: places of the first acceptable fault and family, from 1.
        first: the three likeliest faults.
        unknown: belief in the cause that the base does not have.
        ms: what understanding the words took.
        strange: facts answered in the file that the base does not have, or not so.
    """

    complaint: Complaint
    rank: int
    family_rank: int
    first: tuple[str, ...]
    unknown: float
    ms: float
    strange: tuple[str, ...] = ()


@dataclass
class Bench:
    """Ranks complaints by the belief that a case starts with: priors times what the words tell.

    Attributes:
        clock: seconds that only go forward.
    """

    base: Base
    clock: Callable[[], float]
    model: Model = field(init=False)
    understander: Understander = field(init=False)

    def __post_init__(self) -> None:
        self.model = compile_model(self.base)
        self.understander = Understander(self.base)
        self.understander.understand("")  # what is read once is not a complaint's time

    def run(self, complaint: Complaint, *, answered: bool = False) -> Outcome:
        """Rank the faults for a complaint, before any question or after its true answers."""
        start = self.clock()
        heard = self.understander.understand(complaint.text)
        ms = (self.clock() - start) * 1000
        session = Session(self.model)
        session.understood(heard.weights, complaint=complaint.text, language=heard.language)
        answers = complaint.answers.items() if answered else ()
        strange = tuple(fact for fact, answer in answers if not _answer(session, fact, answer))
        belief = dict(zip(self.model.faults, session.belief().tolist(), strict=True))
        unknown = belief.pop(OTHER)
        ranked = sorted(belief, key=lambda fault: -belief[fault])
        families: dict[str, float] = {}
        for fault, share in belief.items():
            families[self.base.family_of[fault]] = families.get(self.base.family_of[fault], 0.0) + share
        by_family = sorted(families, key=lambda family: -families[family])
        wanted = {self.base.family_of[fault] for fault in complaint.faults if fault != OTHER}
        rank, family_rank = _first(ranked, complaint.faults), _first(by_family, wanted)
        return Outcome(complaint, rank, family_rank, tuple(ranked[:3]), unknown, ms, strange)


def _answer(session: Session, fact: str, answer: str | None) -> bool:
    """Whether the base knows that fact and that answer; one of another base is passed over."""
    try:
        session.answer(fact, answer)
    except BadAnswer:
        return False
    return True


def _first(ranked: Sequence[str], wanted: Iterable[str]) -> int:
    """Place of the first of `wanted`, from 1; past the end where none is ranked."""
    chosen = set(wanted)
    return next((place for place, item in enumerate(ranked, start=1) if item in chosen), len(ranked) + 1)


def read_complaints(path: Path, base: Base) -> tuple[list[Complaint], int]:
    """The cases of a file whose fault the base has, or is outside of it; and how many were left out.

    Raises:
        BadFile: not a list of cases, or a case without what it needs.
    """
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadFile(f"{path}: {error}") from error
    if not isinstance(raw, list):
        raise BadFile(f"{path}: a list of {{id, language, complaint, fault}} is wanted")
    cases = [_complaint(item, place, base) for place, item in enumerate(raw, start=1)]
    kept = [case for case in cases if case.faults]
    return kept, len(cases) - len(kept)


def _complaint(item: Any, place: int, base: Base) -> Complaint:
    try:
        named = item["fault"]
        faults = [str(fault) for fault in (named if isinstance(named, list) else [named])]
        known = frozenset(fault for fault in faults if fault in base.faults or faults == [OTHER])
        answers = {str(fact): _answer_id(answer) for fact, answer in (item.get("answers") or {}).items()}
        return Complaint(str(item.get("id", place)), str(item["language"]), str(item["complaint"]), known, answers)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadFile(f"case {place}: id, language, complaint and fault are wanted ({error!r})") from error


def _answer_id(answer: Any) -> str | None:
    """YAML reads yes and no as truth values."""
    return None if answer is None else {True: "yes", False: "no"}.get(answer, str(answer))


def interval(hits: int, cases: int) -> tuple[float, float]:
    """95 % interval of a share.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    if cases == 0:
        return 0.0, 1.0
    z, share = 1.96, hits / cases
    middle = (share + z * z / (2 * cases)) / (1 + z * z / cases)
    half = z * sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases)) / (1 + z * z / cases)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)


def shares(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """How many of these complaints have a right fault, or family, among the first ones; with 95 % intervals."""
    hits = {name: sum(outcome.rank <= rank for outcome in outcomes) for name, rank in RANKS.items()}
    hits |= {name: sum(outcome.family_rank <= rank for outcome in outcomes) for name, rank in FAMILY_RANKS.items()}
    cases = len(outcomes)
    found: dict[str, Any] = {"cases": cases}
    found |= {name: round(count / cases, 4) if cases else None for name, count in hits.items()}
    found["intervals"] = {name: interval(count, cases) for name, count in hits.items()}
    return found


def by_language(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The shares of each language's complaints."""
    return {language: shares([o for o in outcomes if o.complaint.language == language]) for language in LANGUAGES}


def outside(inside: Sequence[Outcome], others: Sequence[Outcome]) -> dict[str, Any]:
    """How many complaints from outside the base are told by their words, for some true ones sent on with them."""
    found: dict[str, Any] = {"cases": len(others)}
    doubts = sorted((outcome.unknown for outcome in inside), reverse=True)
    for name, share in SENT_ON.items():
        if not doubts or not others:
            found[name] = None
            continue
        limit = doubts[min(int(share * len(doubts)), len(doubts) - 1)]
        found[name] = round(sum(outcome.unknown > limit for outcome in others) / len(others), 4)
    return found


def measure(bench: Bench, complaints: Sequence[Complaint]) -> dict[str, Any]:
    """Everything that the command prints."""
    outcomes = [bench.run(complaint) for complaint in complaints]
    inside = [outcome for outcome in outcomes if OTHER not in outcome.complaint.faults]
    others = [outcome for outcome in outcomes if OTHER in outcome.complaint.faults]
    answered = [bench.run(outcome.complaint, answered=True) for outcome in inside if outcome.complaint.answers]
    times = sorted(outcome.ms for outcome in outcomes)
    found = shares(inside)
    found["ms"] = round(median(times), 2) if times else None
    found["ms_longest"] = round(times[-1], 2) if times else None
    found["languages"] = by_language(inside)
    found["other"] = outside(inside, others)
    if answered:
        strange = sorted({fact for outcome in answered for fact in outcome.strange})
        found["after_answers"] = shares(answered) | {"languages": by_language(answered), "unknown_answers": strange}
    found["misses"] = [_miss(outcome) for outcome in inside if outcome.rank > RANKS["top5"]]
    return found


def _miss(outcome: Outcome) -> dict[str, Any]:
    complaint = outcome.complaint
    return {
        "id": complaint.id,
        "language": complaint.language,
        "complaint": complaint.text,
        "fault": sorted(complaint.faults),
        "rank": outcome.rank,
        "family_rank": outcome.family_rank,
        "first": list(outcome.first),
    }
