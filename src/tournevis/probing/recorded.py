"""A machine that is not here: its commands' and files' recorded answers, for tests and for what was sent to us."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import PurePosixPath

from .machine import System
from .reasons import Unread

Answer = str | Unread | Sequence[str]


@dataclass
class RecordedMachine:
    """Answers from recordings.

    Attributes:
        system: the system recorded.
        commands: a piece of a command line -> what it printed, why it did not, or what it printed time after time;
            the longest piece found in the command line counts.
        files: path -> text (or successive texts); folders follow from the paths.
        links: path of a symbolic link -> the name it points to.
        reachable: (address, port) pairs that can be connected to.
    """

    system: System = "linux"
    commands: Mapping[str, Answer] = field(default_factory=dict)
    files: Mapping[str, Answer] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    reachable: Container[tuple[str, int]] = ()
    clock: datetime = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
    _asked: dict[str, int] = field(default_factory=dict)

    def run(self, *argv: str, accept: Container[int] = (0,), cap: int = 4_000_000, seconds: float | None = None) -> str:
        """The recorded output of the command."""
        line = " ".join(argv)
        known = max((piece for piece in self.commands if piece in line), key=len, default=None)
        if known is None:
            raise Unread("tool_missing", argv[0])
        return self._next(known, self.commands[known])

    def read(self, path: str) -> str:
        """The recorded text of the file."""
        if path not in self.files:
            raise Unread("none_here", path)
        return self._next(path, self.files[path])

    def _next(self, key: str, answer: Answer) -> str:
        if isinstance(answer, Unread):
            raise answer
        if isinstance(answer, str):
            return answer
        turn = self._asked.get(key, 0)
        self._asked[key] = turn + 1
        return answer[min(turn, len(answer) - 1)]

    def link(self, path: str) -> str:
        """The recorded end of the link."""
        if path not in self.links:
            raise Unread("none_here", path)
        return self.links[path]

    def names(self, folder: str) -> tuple[str, ...]:
        """The names that recorded paths have in the folder."""
        top = PurePosixPath(folder)
        found = {
            path.relative_to(top).parts[0]
            for path in map(PurePosixPath, chain(self.files, self.links))
            if path.is_relative_to(top) and path != top
        }
        if not found:
            raise Unread("none_here", folder)
        return tuple(sorted(found))

    def variable(self, name: str) -> str:
        """The recorded variable."""
        return self.variables.get(name, "")

    def home(self) -> str:
        """The recorded user's folder."""
        return self.variables.get("HOME", "/home/user")

    def now(self) -> datetime:
        """The instant of the recording."""
        return self.clock

    def pause(self, seconds: float) -> None:
        """Nothing waits in a recording."""

    def reaches(self, address: str, port: int) -> bool:
        """Whether the recording says that it answers."""
        return (address, port) in self.reachable

    def seconds_left(self) -> float:
        """As long as it takes."""
        return 3600.0

    def on_stop(self, close: Callable[[], None]) -> None:
        """A recording holds nothing open."""
