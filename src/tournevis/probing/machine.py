"""What a probe may ask of the machine that it looks at; live, recorded in tests, or far away one day."""

from collections.abc import Callable, Container
from datetime import datetime
from typing import Literal, Protocol

System = Literal["linux", "windows", "macos"]


class Machine(Protocol):
    """A machine that can only be looked at. Whatever cannot be read raises `Unread` with the reason."""

    @property
    def system(self) -> System:
        """The operating system's family."""

    def run(self, *argv: str, accept: Container[int] = (0,), cap: int = 4_000_000, seconds: float | None = None) -> str:
        """What a command prints, in English and without a shell.

        Args:
            argv: the program and its arguments.
            accept: exit codes that are no failure.
            cap: most bytes taken; more than that is an abnormal answer.
            seconds: the most that it may take, when that is less than what the probe has left.
        """

    def read(self, path: str) -> str:
        """The text of a small file."""

    def link(self, path: str) -> str:
        """The last part of what a symbolic link points to."""

    def names(self, folder: str) -> tuple[str, ...]:
        """The names in a folder, sorted."""

    def variable(self, name: str) -> str:
        """An environment variable, empty when unset."""

    def home(self) -> str:
        """The folder of the user who asks."""

    def now(self) -> datetime:
        """The machine's clock, with its time zone."""

    def pause(self, seconds: float) -> None:
        """Lets time pass between two samples."""

    def reaches(self, address: str, port: int) -> bool:
        """Whether a TCP connection from the machine can be opened."""

    def seconds_left(self) -> float:
        """Time until the probe is cut off."""

    def on_stop(self, close: Callable[[], None]) -> None:
        """Something to close when the probe is cut off, so that a blocked read ends."""
