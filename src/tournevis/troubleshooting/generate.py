"""Made-up bases of any size with the real one's shape, to measure growth: sparse, skewed priors, shared questions."""

from typing import Any

import numpy as np

from .packs import Base

BOTH = {"fr": "x", "en": "x"}
WORDS = ("sometimes", "often", "usual", "nearly_always")
SCALES: dict[str, Any] = {
    "schema": 1,
    "version": "made-up",
    "likelihoods": {
        "never": 0.005, "very_rare": 0.02, "rare": 0.05, "seldom": 0.12, "sometimes": 0.3,
        "even": 0.5, "often": 0.7, "usual": 0.85, "nearly_always": 0.95, "always": 0.99,
    },
    "usual_answer": 0.9,
    "other_share": 0.05,
    "money": {"free": 0, "small": 15, "medium": 80, "large": 300},
    "patience": {"none": 0, "little": 1, "some": 4, "much": 12},
    "risk": {"none": 0, "low": 2, "medium": 15, "high": 60},
    "weights": {"technician": 1.0, "user": 0.8, "euro": 0.1},
    "setups": {"on_site": 25, "case_open": 10, "reboot": 4, "user_present": 0},
    "levels": {"user": 0, "first_line": 1, "second_line": 6, "on_site": 10},
    "escalation": 150,
}  # fmt: skip


def sparse_base(faults: int, remedies: int, questions: int, seed: int = 0, most: int = 30) -> Base:
    """A base where a remedy helps 1 to 3 faults, a question bears on 3 to `most`; the others give its usual answer."""
    r = np.random.default_rng(seed)
    uses = _uses(r, faults, remedies)
    expects = _expects(r, faults, questions, most)
    shares = r.dirichlet(np.full(faults, 0.7)) * 100 + 1e-3
    records = [_fault(n, float(min(shares[n], 100.0)), expects[n], uses[n]) for n in range(faults)]
    family = {
        "schema": 1,
        "family": "made",
        "names": BOTH,
        "share_percent": 100,
        "share_basis": BOTH,
        "faults": records,
        "remedies": [_remedy(r, n) for n in range(remedies)],
    }
    facts = {f"q{n}": _fact(r, n) for n in range(questions)}
    return Base.model_validate(
        {"version": "made-up", "scales": SCALES, "families": {"made": family}, "facts": facts, "symptoms": {}}
    )


def _uses(r: np.random.Generator, faults: int, remedies: int) -> list[list[dict[str, str]]]:
    """Which remedies each fault lists; each fault has at least one."""
    found: list[list[dict[str, str]]] = [[] for _ in range(faults)]
    for n in range(remedies):
        helped = {n % faults, *r.integers(0, faults, r.integers(0, 3)).tolist()}
        for fault in sorted(helped):
            found[fault].append({"use": f"made.r{n}", "cures": str(r.choice(WORDS))})
    return found


def _expects(r: np.random.Generator, faults: int, questions: int, most: int) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = [{} for _ in range(faults)]
    for n in range(questions):
        for fault in r.choice(faults, size=min(faults, int(r.integers(3, most + 1))), replace=False):
            found[int(fault)][f"q{n}"] = {f"a{r.integers(1, 3)}": str(r.choice(WORDS))}
    return found


def _fault(n: int, share: float, expects: dict[str, Any], uses: list[dict[str, str]]) -> dict[str, Any]:
    explain = {"plain": BOTH, "technical": BOTH}
    complaints = {"fr": ["x"], "en": ["x"]}
    texts = {"names": BOTH, "complaints": complaints, "explain": explain, "prevent": BOTH}
    return {"id": f"made.f{n}", **texts, "share": share, "expects": expects, "remedies": uses}


def _remedy(r: np.random.Generator, n: int) -> dict[str, Any]:
    steps = {"any": {"fr": ["x"], "en": ["x"]}}
    minutes = {"technician": int(r.integers(1, 40))}
    return {"id": f"made.r{n}", "names": BOTH, "steps": steps, "by": "first_line", "minutes": minutes, "check": BOTH}


def _fact(r: np.random.Generator, n: int) -> dict[str, Any]:
    answers = [{"id": f"a{k}", **BOTH} for k in range(int(r.integers(3, 6)))]
    ways = [{"ask": BOTH, "minutes": float(np.round(r.uniform(0.2, 3), 1))}]
    return {"id": f"q{n}", "names": BOTH, "answers": answers, "usual": "a0", "ways": ways}
