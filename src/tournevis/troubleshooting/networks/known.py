"""What was seen and repaired on a network so far, and the worlds in which all of it is so."""

from collections import OrderedDict
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from .trouble import Trouble
from .worlds import Mechanism, Worlds

DRAWS, ENOUGH, MORE = 3000, 300, 8
HELD = 48  # sets of worlds that are kept at hand, two megabytes each

Sighting = tuple[str, int]


@dataclass(frozen=True)
class Known:
    """The trouble showed after each repair; between them, nodes were seen in states.

    Attributes:
        repairs: in order.
        stages: sightings before the first repair, between it and the second, and so on; one more than `repairs`.
    """

    repairs: tuple[str, ...] = ()
    stages: tuple[frozenset[Sighting], ...] = (frozenset(),)

    def saw(self, trouble: Trouble, node: str, state: int) -> "Known":
        """With a sighting, put to the earliest stage that no repair since can have changed."""
        stage = len(self.repairs)
        while stage > 0 and node not in trouble.network.below(self.repairs[stage - 1]) | {self.repairs[stage - 1]}:
            stage -= 1
        stages = list(self.stages)
        stages[stage] = stages[stage] | {(node, state)}
        return Known(self.repairs, tuple(stages))

    def repaired(self, root: str) -> "Known":
        """After a repair that did not end the trouble."""
        return Known((*self.repairs, root), (*self.stages, frozenset()))


class Belief:
    """Worlds by what is known: drawn exactly from what was seen before a repair, then kept where all else fits."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble, self.mechanism = trouble, Mechanism(trouble.network)
        self._kept: OrderedDict[Known, Worlds] = OrderedDict()

    def worlds(self, known: Known) -> Worlds:
        """Equally likely worlds under what is known; the same each time. Empty only where next to nothing fits."""
        if known not in self._kept:
            found = self._step(known) if known.repairs else self._drawn(known.stages[0], DRAWS)
            if known.repairs and len(found) < ENOUGH:
                found = self._replayed(known, DRAWS * MORE)
            self._kept[known] = found
            while len(self._kept) > HELD:
                self._kept.popitem(last=False)
        self._kept.move_to_end(known)
        return self._kept[known]

    def _step(self, known: Known) -> Worlds:
        """From the worlds before the last repair."""
        before = self.worlds(Known(known.repairs[:-1], known.stages[:-1]))
        return self._after(before, known.repairs[-1], known.stages[-1])

    def _replayed(self, known: Known, count: int) -> Worlds:
        found = self._drawn(known.stages[0], count)
        for root, stage in zip(known.repairs, known.stages[1:], strict=True):
            found = self._after(found, root, stage)
        return found.where(np.arange(min(len(found), DRAWS)))

    def _after(self, worlds: Worlds, root: str, stage: frozenset[Sighting]) -> Worlds:
        tried = worlds.repaired(root)
        fits = tried.of(self.trouble.problem) == self.trouble.wrong
        for node, state in stage:
            fits &= tried.of(node) == state
        return tried.where(fits)

    def _drawn(self, seen: frozenset[Sighting], count: int) -> Worlds:
        evidence = {**dict(sorted(seen)), self.trouble.problem: self.trouble.wrong}
        rng = np.random.default_rng(crc32(repr((sorted(evidence.items()), count)).encode()))
        states = self.trouble.inference.draw(evidence, count, rng)
        return Worlds(self.mechanism, states, self.mechanism.numbers(states, rng))
