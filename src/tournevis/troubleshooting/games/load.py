"""Reading a game's pack, every name resolved."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from ..packs.reading import line_of
from ..packs.source import Located, PackError, Remark, read_yaml
from .content import Game, Step, Where


def load_game(path: Path) -> Game:
    """The game of a pack.

    Raises:
        PackError: with every remark found, each with file and line.
    """
    data = read_yaml(path)
    try:
        game = Game.model_validate(data)
    except ValidationError as error:
        raise PackError(
            [
                Remark(path.name, line_of(data, item["loc"]), f"{'.'.join(map(str, item['loc']))}: {item['msg']}")
                for item in error.errors()
            ]
        ) from error
    remarks = [Remark(path.name, line_of(data, place), message) for place, message in _faults(game, data)]
    if remarks:
        raise PackError(remarks)
    return game


Fault = tuple[tuple[str, ...], str]


def _faults(game: Game, data: Located) -> Iterator[Fault]:
    yield from _parts(game)
    for name, rules in game.facts.items():
        if name in game.parts:
            yield ("facts", name), f"{name} is a part already; facts and parts share their names"
        for rule in rules:
            yield from _where(game, rule.when, ("facts", name))
        if not rules or rules[-1].when:
            yield ("facts", name), f"{name}: the last line must hold everywhere (no `when`)"
    yield from _screens(game)
    for name, step in game.steps.items():
        yield from _step(game, step, ("steps", name))
    yield from _complaints(game)
    for place, text in _expressions(game):
        try:
            re.compile(text)
        except re.error as error:
            yield place, f"{text!r} is no regular expression: {error}"


def _parts(game: Game) -> Iterator[Fault]:
    for name, part in game.parts.items():
        shares = list(part.states.values())
        if not shares or shares[0] <= 0 or min(shares) < 0:
            yield ("parts", name), f"{name}: no share below zero, and the good state, first, above zero"
        yield from _where(game, part.only, ("parts", name))
    for name, states in game.told.parts.items():
        yield from _where(game, {name: tuple(states)}, ("told", "parts", name))


def _where(game: Game, where: Where, place: tuple[str, ...]) -> Iterator[Fault]:
    for name, states in where.items():
        if name not in game.parts and name not in game.facts:
            yield place, f"{name} is neither a part nor a fact"
            continue
        for state in states:
            if state not in game.values(name):
                yield place, f"{name} is never {state}; it is one of {', '.join(game.values(name))}"


def _screens(game: Game) -> Iterator[Fault]:
    for screen, facts in game.screens.items():
        for name, signs in facts.items():
            yield from _where(game, {name: tuple(sign.value for sign in signs)}, ("screens", screen, name))


def _step(game: Game, step: Step, place: tuple[str, ...]) -> Iterator[Fault]:
    for where in step.when:
        yield from _where(game, where, place)
    for part, moves in step.moves.items():
        yield from _where(game, {part: (*moves, *moves.values())}, place)
        if part not in game.parts:
            yield place, f"{part} is no part; only parts can be moved"
    for screen in step.screens:
        if screen not in game.screens:
            yield place, f"{screen} is no screen; declare it under `screens`"


def _complaints(game: Game) -> Iterator[Fault]:
    if not any(step.kind == "hand_over" for step in game.steps.values()):
        yield ("steps",), "no step hands over: what cannot be mended needs one"
    for name, complaint in game.complaints.items():
        place = ("complaints", name)
        yield from _where(game, complaint.goal, place)
        yield from _where(game, complaint.parts, place)
    for name, states in game.kinds.items():
        yield from _where(game, states, ("kinds", name))


def _expressions(game: Game) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("refused",), game.refused
    for name, complaint in game.complaints.items():
        yield ("complaints", name), complaint.words
    for part, states in game.told.parts.items():
        yield from ((("told", "parts", part), text) for text in states.values())
    for name, text in game.told.keeps.items():
        yield ("told", "keeps", name), text
    for screen, facts in game.screens.items():
        for fact, signs in facts.items():
            yield from ((("screens", screen, fact), sign.text) for sign in signs if sign.text is not None)
