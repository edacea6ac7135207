"""A game played to its end by the answers of calls alone."""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from .answers import Garbled, keep, read
from .belief import MISTAKEN, Belief, start, update
from .content import Each, Keep, Step
from .deciding import MET, Decider
from .worlds import Worlds, kept_from

MOST_CALLS = 60  # after so many the case is handed over, whatever is thought of it
Answer = Mapping[str, str]


class Desk(Protocol):
    """Where calls are made."""

    def __call__(self, by: Literal["user", "agent"], tool: str, arguments: Mapping[str, Any]) -> str:
        """The text that a tool answers."""


@dataclass(frozen=True)
class Call:
    """A call that was made."""

    step: str
    kind: Literal["read", "write", "hand_over"]
    by: Literal["user", "agent"]
    tool: str
    arguments: Mapping[str, Any]


@dataclass
class Played:
    """A game's calls in order, and how it ended."""

    calls: list[Call] = field(default_factory=list)
    end: Literal["met", "handed_over"] = "handed_over"


@dataclass
class Player:
    """Plays the games of one complaint; what was decided after the same answers once is not thought over again.

    Attributes:
        mistaken: chance that an answer of the user is mistaken in one of the things that it tells.
    """

    worlds: Worlds
    mistaken: float = MISTAKEN

    def __post_init__(self) -> None:
        self.decider = Decider(self.worlds)
        self._decided: dict[Hashable, str | None] = {}

    def play(self, text: str, desk: Desk, hear: Callable[[Step, Answer], Answer] | None = None) -> Played:
        """Play one case from its complaint's text to the end.

        Args:
            hear: what becomes of an answer before it is believed (a user who misreports, in a measurement).
        """
        return _Case(self, text, desk, hear or (lambda _step, answer: answer)).play()

    def decide(self, history: tuple[Hashable, ...], belief: Belief, barred: frozenset[str]) -> str | None:
        """The next step; `MET` when the goal is met; None when there is nothing left to do."""
        if history not in self._decided:
            self._decided[history] = self._think(belief, barred)
        return self._decided[history]

    def _think(self, belief: Belief, barred: frozenset[str]) -> str | None:
        end = self.decider.end(belief)
        if end is not None:
            return end
        options = self.decider.options(belief)
        return next((option.name for option in options if option.name not in barred), None)


class _Case:
    def __init__(self, player: Player, text: str, desk: Desk, hear: Callable[[Step, Answer], Answer]) -> None:
        self.player, self.worlds, self.desk, self.hear = player, player.worlds, desk, hear
        self.kept = kept_from(self.worlds.game, text)
        self.belief = start(self.worlds)
        self.history: tuple[Hashable, ...] = ()
        self.barred: frozenset[str] = frozenset()  # steps that were refused
        self.played = Played()

    def play(self) -> Played:
        steps = self.worlds.game.steps
        while len(self.played.calls) < MOST_CALLS:
            name = self.player.decide(self.history, self.belief, self.barred)
            if name == MET:
                self.played.end = "met"
                return self.played
            if name is None or steps[name].kind == "hand_over":
                break
            self._take(name, steps[name])
        self._hand_over()
        return self.played

    def _hand_over(self) -> None:
        name = self.player.decider.hand_over
        self.kept["summary"] = ", ".join(call.tool for call in self.played.calls)
        self._call(name, self.worlds.game.steps[name])

    def _take(self, name: str, step: Step) -> None:
        """Make a step's call and believe its answer; a refused step is not tried again."""
        try:
            text = self._searched(name, step, step.each) if step.each else self._call(name, step)
            if re.search(self.worlds.game.refused, text):
                raise Garbled(name)
            self.kept |= {key: keep(wanted, text) for key, wanted in step.keeps.items()}
        except Garbled:
            self.barred |= {name}
            self.history = (*self.history, (name, "refused"))
            return
        answer = dict(self.hear(step, read(self.worlds, step, text, self.kept)))
        self.belief = update(self.worlds, self.belief, step, answer, self.player.mistaken)
        self.history = (*self.history, (name, tuple(answer.items())))

    def _searched(self, name: str, step: Step, each: Each) -> str:
        """The answer for the one thing among those kept that is the wanted one; each look is a call."""
        wanted = str(self._kept(each.equals))
        for candidate in sorted(self._kept(each.among), key=lambda item: -_same_ending(str(item), wanted)):
            self.kept[each.name] = candidate
            text = self._call(name, step)
            if str(keep(Keep(key=each.key), text)) == wanted:
                return text
        raise Garbled(wanted)

    def _call(self, name: str, step: Step) -> str:
        arguments = {key: self._filled(value) for key, value in step.arguments.items()}
        self.played.calls.append(Call(name, step.kind, step.by, step.tool, arguments))
        return self.desk(step.by, step.tool, arguments)

    def _filled(self, value: str | float) -> Any:
        """An argument with what was kept in it."""
        filled = isinstance(value, str) and value.startswith("{") and value.endswith("}")
        return self._kept(str(value)[1:-1]) if filled else value

    def _kept(self, name: str) -> Any:
        if name not in self.kept:
            raise Garbled(name)
        return self.kept[name]


def _same_ending(one: str, other: str) -> int:
    """How many characters two texts end in alike: names of things often echo each other, and a look tells."""
    same = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            return same
        same += 1
    return same
