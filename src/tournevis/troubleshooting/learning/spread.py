"""How far authors are off in general, told from how far the cases are off: empirical Bayes over one number.

Where the authors are right, few cases that chanced to go otherwise must not unlearn it; where they are wrong, many
numbers are, and each is then corrected sooner. (Robbins 1956; Gelman et al. 2013, ch. 5.)
"""

import numpy as np

from tournevis.troubleshooting.problem import Array

from .strength import worth

SPREADS = np.array([0.1, 0.2, 0.4, 0.6, 0.8, 1.1, 1.5])  # tried, in standard deviations of log odds
USUAL, DOUBT = 0.5, 0.7  # log-normal belief in a spread before any case: its middle, and the deviation of its log
LEAST_CASES = 0.05  # what a cell must hold to be heard


def spread(chance: Array, seen: Array, cases: Array) -> float:
    """Geometric mean of the spreads, weighed by how well each foretells the cases (beta-binomial likelihood).

    Args:
        chance: authored chances above 0 and below 1.
        seen: cases in which the thing was so; cases: all that were looked at; all three of one shape.
    """
    heard = cases > LEAST_CASES
    p, k, n = chance[heard], seen[heard], cases[heard]
    prior = -0.5 * (np.log(SPREADS / USUAL) / DOUBT) ** 2
    fit = np.array([_fit(worth(p, float(one)), p, k, n) for one in SPREADS]) + prior
    weight = np.exp(fit - fit.max())
    return float(np.exp(weight @ np.log(SPREADS) / weight.sum()))


def _fit(behind: Array, p: Array, k: Array, n: Array) -> float:
    """Log likelihood of k of n where a Beta worth `behind` cases stands around p, a constant left out."""
    yes, no = behind * p, behind * (1.0 - p)
    told = _log_gamma(yes + k) - _log_gamma(yes) + _log_gamma(no + n - k) - _log_gamma(no)
    return float((told - _log_gamma(behind + n) + _log_gamma(behind)).sum())


def _log_gamma(x: Array) -> Array:
    """Stirling's series at x + 4, brought back by the recurrence; within 1e-6 for x above 0."""
    shifted = x + 4.0
    series = (shifted - 0.5) * np.log(shifted) - shifted + 0.5 * np.log(2.0 * np.pi) + 1.0 / (12.0 * shifted)
    series = series - 1.0 / (360.0 * shifted**3)
    return np.asarray(series - np.log(x * (x + 1.0) * (x + 2.0) * (x + 3.0)))
