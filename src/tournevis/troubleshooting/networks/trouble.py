"""A trouble on a network: what counts as one, which roots can be repaired, and what everything costs."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .inference import Inference
from .network import Network

NORMAL = 0  # the state of a root that has been repaired: the first that it declares
ESCALATION = 150.0
# Roots of win95pts that say what the machine is, not what is wrong with it: nobody repairs them.
CONTEXT = frozenset({"NetPrint", "DSApplctn", "EPSGrphc", "PrtPScript", "TrTypFnts"})


class UnknownNode(ValueError):
    """A node that the network does not have, or that cannot be a problem; says which there are."""


@dataclass(frozen=True)
class Trouble:
    """A problem node in its wrong state, to be repaired through the roots.

    Attributes:
        wrong: the state of `problem` that is the trouble.
        context: roots that are facts: they can be looked at, and not repaired.
    """

    network: Network
    problem: str
    wrong: int
    context: frozenset[str]

    @cached_property
    def inference(self) -> Inference:
        """Of the network; made once."""
        return Inference(self.network)

    @cached_property
    def repair_cost(self) -> dict[str, float]:
        """Minutes of setting a root to normal: 5 to 60, by the problem's name."""
        return self._costs[0]

    @cached_property
    def observe_cost(self) -> dict[str, float]:
        """Minutes of looking at any other node but the problem: 1 to 10, by the problem's name."""
        return self._costs[1]

    @cached_property
    def _costs(self) -> tuple[dict[str, float], dict[str, float]]:
        r = np.random.default_rng(10_000 + sum(map(ord, self.problem)))
        order, nodes = self.network.order, self.network.nodes
        roots = [n for n in order if not nodes[n].parents and n not in self.context]
        repair = {n: float(r.integers(5, 61)) for n in roots}
        seen = {n: float(r.integers(1, 11)) for n in order if n not in repair and n != self.problem}
        return repair, seen


def trouble_of(network: Network, problem: str, context: Collection[str] = CONTEXT) -> Trouble:
    """The trouble that a node shows: its less likely state.

    Raises:
        UnknownNode: the network has no such node, or it is a root, which is its own repair.
    """
    leaves = [name for name in network.nodes if name not in network.roots and not network.children[name]]
    if problem not in network.nodes:
        raise UnknownNode(f"{problem} is no node of this network; leaves that may be problems: {', '.join(leaves)}")
    if problem in network.roots:
        raise UnknownNode(f"{problem} is a root; name what it brings about: {', '.join(leaves)}")
    known = frozenset(context) & frozenset(network.roots)
    found = Trouble(network, problem, 0, known)
    wrong = int(np.argmin(found.inference.posteriors({})[problem]))
    return Trouble(network, problem, wrong, known)
