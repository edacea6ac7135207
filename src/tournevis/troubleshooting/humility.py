"""A base with a quarter of its faults gone: what becomes of their cases, and what the caution costs the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .calibration import needless, took_risk
from .model import OTHER, Model, compile_model
from .openings import DOUBT, Allowance
from .strategy import Strategy
from .worlds import Hidden, Trace, draw, draw_many, play, without

GONE = 0.25
SHARES_OF_UNKNOWN = (0.02, 0.05, 0.15, 0.3)
DOUBTS = (0.1, 0.25, 0.5, 1.0)


@dataclass(frozen=True)
class Gap:
    """A base that lacks some faults, with cases of those and cases of the ones that it kept."""

    model: Model
    unseen: tuple[Hidden, ...]
    known: tuple[Hidden, ...]


@dataclass(frozen=True)
class Caution:
    """One point of the curve; all but the costs are shares of the cases.

    Attributes:
        unknown, doubt: prior of the unknown cause, and the share of it above which no risk is proposed.
        handed_over: unseen cases handed over before any step of medium or high risk.
        solved_safely: unseen cases that a safe remedy of another fault ended.
        risked: unseen cases in which a step of medium or high risk was taken; `low_risked` counts low ones too.
        needless: known cases handed over while a remedy that would have worked was left.
        unseen_cost, known_cost: minutes' worth of a case.
    """

    unknown: float
    doubt: float
    handed_over: float
    solved_safely: float
    risked: float
    low_risked: float
    unseen_cost: float
    needless: float
    known_solved: float
    known_cost: float


def gap(full: Model, cases: int, rng: np.random.Generator) -> Gap:
    """A quarter of the faults taken out at random, with `cases` cases of those, by prior, and as many of the rest."""
    gone = set(rng.permutation(np.array(full.faults[:-1]))[: max(1, int((len(full.faults) - 1) * GONE))].tolist())
    odds = np.array([full.prior[full.index[fault]] for fault in sorted(gone)])
    unseen = [draw(full, str(f), rng) for f in rng.choice(sorted(gone), cases, p=odds / odds.sum())]
    pool = draw_many(full, 2 * cases, rng)
    known = [case for case in pool if case.fault not in gone and case.fault != OTHER][:cases]
    return Gap(compile_model(without(full.base, gone)), tuple(unseen), tuple(known))


def points() -> list[tuple[float, float]]:
    """The pairs (prior of the unknown, doubt) that are measured: each swept while the other stays as shipped."""
    shipped = 0.05
    return [(share, DOUBT) for share in SHARES_OF_UNKNOWN] + [(shipped, doubt) for doubt in DOUBTS if doubt != DOUBT]


def curve(full: Model, cases: int, budget: int, rng: np.random.Generator) -> Iterator[Caution]:
    """The points, on the same cases."""
    lacking = gap(full, cases, rng)
    for share, doubt in points():
        known = lacking.model.prior[:-1] / lacking.model.prior[:-1].sum() * (1 - share)
        yield _point(replace(lacking, model=replace(lacking.model, prior=np.append(known, share))), doubt, budget)


def _point(lacking: Gap, doubt: float, budget: int) -> Caution:
    model = lacking.model
    decide = Strategy(model, Allowance(reader_probes=True, doubt=doubt), budget).step
    unseen = [play(model, case, decide) for case in lacking.unseen]
    known = [play(model, case, decide) for case in lacking.known]
    risked = [took_risk(model, trace) for trace in unseen]
    return Caution(
        unknown=float(model.prior[-1]),
        doubt=doubt,
        handed_over=_share([not (t.solved or risk) for t, risk in zip(unseen, risked, strict=True)]),
        solved_safely=_share([t.solved and not risk for t, risk in zip(unseen, risked, strict=True)]),
        risked=_share(risked),
        low_risked=_share([took_risk(model, trace, "low") for trace in unseen]),
        unseen_cost=_cost(unseen),
        needless=_share([needless(model, trace) for trace in known]),
        known_solved=_share([trace.solved for trace in known]),
        known_cost=_cost(known),
    )


def _share(found: Sequence[bool]) -> float:
    return float(np.mean(found))


def _cost(traces: Sequence[Trace]) -> float:
    return float(np.mean([trace.cost for trace in traces]))
