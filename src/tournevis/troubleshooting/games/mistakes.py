"""A user who misreports, for measuring what it costs."""

from collections.abc import Mapping
from random import Random

from .content import Step
from .worlds import Worlds


class Misreporting:
    """Changes one of the things told in a share of the user's answers, as a seeded generator draws.

    What an agent's own tool answers stays as it is.
    """

    def __init__(self, worlds: Worlds, share: float, seed: str) -> None:
        self.worlds, self.share, self.random = worlds, share, Random(seed)

    def __call__(self, step: Step, answer: Mapping[str, str]) -> Mapping[str, str]:
        if step.by != "user" or not answer or self.random.random() >= self.share:
            return answer
        fact = self.random.choice(sorted(answer))
        others = [value for value in self.worlds.game.values(fact) if value != answer[fact]]
        return {**answer, fact: self.random.choice(others)}
