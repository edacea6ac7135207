"""One hidden case: what is really so, told only through observations and repairs that are paid for."""

import numpy as np

from .trouble import NORMAL, Trouble


class Hidden:
    """A case by seed: one even number a node fixes all that chance decides, drawn again until the trouble shows."""

    def __init__(self, trouble: Trouble, seed: int) -> None:
        self.trouble, self.network = trouble, trouble.network
        r = np.random.default_rng(seed)
        self.repaired: set[str] = set()
        while True:
            self.numbers = {name: r.random() for name in self.network.order}
            self.states = self._follow()
            if self.states[trouble.problem] == trouble.wrong:
                break

    def again(self) -> "Hidden":
        """The same case, with nothing repaired."""
        self.repaired.clear()
        self.states = self._follow()
        return self

    def _follow(self) -> dict[str, int]:
        states: dict[str, int] = {}
        for name in self.network.order:
            node = self.network.nodes[name]
            if name in self.repaired:
                states[name] = NORMAL
                continue
            row = np.cumsum(node.table[tuple(states[p] for p in node.parents)])
            states[name] = min(int(np.searchsorted(row, self.numbers[name], side="right")), len(row) - 1)
        return states

    def observe(self, node: str) -> int:
        """The state of a node now."""
        return self.states[node]

    def repair(self, root: str) -> bool:
        """Set a root to normal, and what follows; whether the trouble is gone."""
        self.repaired.add(root)
        self.states = self._follow()
        return self.states[self.trouble.problem] != self.trouble.wrong
