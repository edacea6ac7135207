"""The machine we run on: commands in their own process group, with a deadline and an output cap."""

import contextlib
import math
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from .machine import System
from .reasons import Unread

SYSTEMS: dict[str, System] = {"win32": "windows", "cygwin": "windows", "darwin": "macos"}
REFUSALS = ("permission denied", "not permitted", "access denied", "access is denied", "must be root", "are you root")
ADMINISTRATION = ("/usr/sbin", "/sbin", "/usr/local/sbin")
FILE_CAP = 1_000_000


@dataclass
class LocalMachine:
    """This machine, looked at until `deadline` (in `time.monotonic` seconds; None = for as long as it takes)."""

    deadline: float | None = None
    system: System = field(default_factory=lambda: SYSTEMS.get(sys.platform, "linux"))
    _closers: list[Callable[[], None]] = field(default_factory=list)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def within(self, seconds: float) -> "LocalMachine":
        """The same machine for one probe, which may take so many seconds."""
        return LocalMachine(deadline=time.monotonic() + seconds, system=self.system)

    def stop(self) -> None:
        """Kills what still runs and closes what is still open."""
        self._stopped.set()
        for close in self._closers:
            with contextlib.suppress(OSError):
                close()

    def on_stop(self, close: Callable[[], None]) -> None:
        """Remembers what `stop` must close."""
        self._closers.append(close)
        if self._stopped.is_set():
            close()

    def seconds_left(self) -> float:
        """Time until the deadline; an hour where there is none.

        Raises:
            Unread: the deadline has passed.
        """
        left = 3600.0 if self.deadline is None else self.deadline - time.monotonic()
        if left <= 0 or self._stopped.is_set():
            raise Unread("slow")
        return left

    def run(self, *argv: str, accept: Container[int] = (0,), cap: int = 4_000_000, seconds: float | None = None) -> str:
        """What the command prints on its standard output."""
        left = min(self.seconds_left(), seconds or math.inf)
        process = self._start(argv)
        out, err = _Intake(process.stdout, cap, process), _Intake(process.stderr, 64_000, None)
        try:
            process.wait(timeout=left)
        except subprocess.TimeoutExpired:
            raise Unread("slow", argv[0]) from None
        finally:
            kill(process)
        self._drain(process, out, err)
        if out.overflowed:
            raise Unread("too_much", argv[0])
        if process.returncode not in accept:
            raise _failure(argv[0], process.returncode, err.text() or out.text())
        return out.text()

    def _drain(self, process: subprocess.Popen[bytes], *intakes: "_Intake") -> None:
        """Waits for what was printed; a grandchild that keeps a pipe open is not waited for long."""
        for intake in intakes:
            intake.join(1.0)
        if any(intake.is_alive() for intake in intakes):
            # Its group lives as long as the grandchild does, so the number cannot be another's.
            _kill_group(process.pid)
            for intake in intakes:
                intake.join(1.0)

    def _start(self, argv: tuple[str, ...]) -> subprocess.Popen[bytes]:
        path = os.pathsep.join([os.environ.get("PATH", os.defpath), *ADMINISTRATION])
        program = shutil.which(argv[0], path=path)
        if program is None:
            raise Unread("tool_missing", argv[0])
        environment = {**os.environ, "LC_ALL": "C", "LANG": "C", "LANGUAGE": "", "PATH": path}
        try:
            process = subprocess.Popen(
                [program, *argv[1:]],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                start_new_session=True,
            )
        except PermissionError:
            raise Unread("refused", argv[0]) from None
        except (OSError, ValueError) as error:
            raise Unread("failed", f"{argv[0]}: {error}") from None
        self.on_stop(lambda: kill(process))
        return process

    def read(self, path: str) -> str:
        """The file's text; bytes that are no UTF-8 are replaced."""
        with _file_errors(path), Path(path).open("rb") as file:
            content = file.read(FILE_CAP + 1)
        if len(content) > FILE_CAP:
            raise Unread("too_much", path)
        return content.decode("utf-8", "replace")

    def link(self, path: str) -> str:
        """The name that the link points to."""
        with _file_errors(path):
            return Path(path).readlink().name

    def names(self, folder: str) -> tuple[str, ...]:
        """The folder's entries, sorted."""
        with _file_errors(folder):
            return tuple(sorted(entry.name for entry in Path(folder).iterdir()))

    def variable(self, name: str) -> str:
        """The variable of this process."""
        return os.environ.get(name, "")

    def home(self) -> str:
        """The home of the user who runs this process."""
        return str(Path.home())

    def now(self) -> datetime:
        """This machine's clock."""
        return datetime.now().astimezone()

    def pause(self, seconds: float) -> None:
        """Sleeps, but not beyond the deadline."""
        self._stopped.wait(min(seconds, self.seconds_left()))

    def reaches(self, address: str, port: int) -> bool:
        """Opens and closes a TCP connection."""
        try:
            socket.create_connection((address, port), timeout=min(3.0, self.seconds_left())).close()
        except OSError:
            return False
        return True


class _Intake(threading.Thread):
    """Reads a pipe to its end; beyond the cap it drops the rest and kills the process that floods it."""

    def __init__(self, pipe: IO[bytes] | None, cap: int, flooder: subprocess.Popen[bytes] | None) -> None:
        super().__init__(daemon=True)
        assert pipe is not None
        self.pipe, self.cap, self.flooder = pipe, cap, flooder
        self.kept, self.overflowed = bytearray(), False
        self.start()

    def run(self) -> None:
        with self.pipe:
            while chunk := self.pipe.read(65_536):
                room = self.cap - len(self.kept)
                self.kept += chunk[:room]
                if len(chunk) > room and not self.overflowed:
                    self.overflowed = True
                    if self.flooder:
                        kill(self.flooder)

    def text(self) -> str:
        """What was read; Windows tools may write UTF-16 with its mark."""
        marked = bytes(self.kept[:2]) in (b"\xff\xfe", b"\xfe\xff")
        return bytes(self.kept).decode("utf-16" if marked else "utf-8-sig", "replace")


def kill(process: subprocess.Popen[bytes]) -> None:
    """Ends a process that still runs, and its children, at once."""
    if process.poll() is not None:
        return
    _kill_group(process.pid)
    process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=1.0)


def _kill_group(number: int) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(number, signal.SIGKILL)


def _failure(program: str, code: int, words: str) -> Unread:
    words = words.strip()
    if code == 126 or any(refusal in words.lower() for refusal in REFUSALS):
        return Unread("refused", program)
    last = words.splitlines()[-1] if words else ""
    return Unread("failed", f"{program}, exit {code}" + (f", {last}" if last else ""))


@contextlib.contextmanager
def _file_errors(path: str) -> Iterator[None]:
    try:
        yield
    except PermissionError:
        raise Unread("refused", path) from None
    except (FileNotFoundError, NotADirectoryError):
        raise Unread("none_here", path) from None
    except (OSError, ValueError) as error:
        raise Unread("failed", f"{path}: {error}") from None
