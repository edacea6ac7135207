"""For which organisations the queries of this thread are. Without a word about it: for none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Scope:
    """What the database lets through.

    Attributes:
        organisations: whose rows.
        directory: also who there is, to read only: for the door, where nobody is known yet.
    """

    organisations: frozenset[int] = frozenset()
    directory: bool = False

    def as_settings(self) -> tuple[str, str]:
        """The values of the two variables that the policies read."""
        return ",".join(map(str, sorted(self.organisations))), "on" if self.directory else ""


NOBODY = Scope()
_current: ContextVar[Scope] = ContextVar("scope", default=NOBODY)


def current() -> Scope:
    """What holds now."""
    return _current.get()


def enter(*organisations: int) -> None:
    """From now on, and until what surrounds this ends, only rows of these organisations."""
    _current.set(Scope(frozenset(organisations)))


@contextmanager
def held(scope: Scope) -> Iterator[None]:
    """Hold `scope` within."""
    token = _current.set(scope)
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def within(*organisations: int) -> Iterator[None]:
    """Only rows of these organisations."""
    with held(Scope(frozenset(organisations))):
        yield


@contextmanager
def also(organisation: int) -> Iterator[None]:
    """Rows of one more organisation."""
    now = current()
    with held(replace(now, organisations=now.organisations | {organisation})):
        yield


@contextmanager
def directory() -> Iterator[None]:
    """Who there is can be read too: people, where they work, organisations."""
    with held(replace(current(), directory=True)):
        yield


def spread(scope: Scope, parts: Iterable[bytes]) -> Iterator[bytes]:
    """`parts`, each made within `scope`: for an answer that is written after its page has returned."""
    iterator = iter(parts)
    while True:
        with held(scope):
            part = next(iterator, None)
        if part is None:
            return
        yield part
