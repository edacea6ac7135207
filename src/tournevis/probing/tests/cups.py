"""A real CUPS server of our own, with printers that jam, run out of paper or hang when told to.

    with PrivateCups() as cups:
        cups.add("accueil")
        cups.become("accueil", "jam")
        cups.print("accueil", b"hello")
        cups.uri("accueil")  # ipp://127.0.0.1:PORT/printers/accueil

Nothing of the machine's own CUPS is touched: folders, port and back end are private.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

SYSTEM_PARTS = Path("/usr/lib/cups")
TRIES = 3
READY_SECONDS = 15.0

# What the printer behind the back end does; `STATE:` lines are how a CUPS back end reports a printer's troubles, and
# exit 4 stops the queue and keeps the job, as exit 3 holds the job.
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && { echo 'network pretend "Unknown" "Pretended printer"'; exit 0; }
name=${DEVICE_URI##*/}
here=%(folder)s/printers/$name
case "$(cat "$here/does")" in
jam)   echo 'STATE: +media-jam-error' >&2; echo 'ERROR: Bourrage papier' >&2; exit 4 ;;
empty) echo 'STATE: +media-empty-error' >&2; echo 'ERROR: Plus de papier' >&2; exit 4 ;;
open)  echo 'STATE: +cover-open-error' >&2; echo 'ERROR: Capot ouvert' >&2; exit 4 ;;
toner) echo 'STATE: +toner-low-warning' >&2; echo 'ATTR: marker-types=toner,waste-toner' >&2
       echo 'ATTR: marker-names=Noir,Bac' >&2; echo 'ATTR: marker-levels=4,90' >&2 ;;
hold)  exit 3 ;;
fail)  exit 1 ;;
hang)  exec sleep 600 ;;
esac
[ -n "$6" ] && exec < "$6"
cat > "$here/out/$1"
"""

FILES_CONF = """ServerRoot %(folder)s/etc
ServerBin %(folder)s/bin
CacheDir %(folder)s/cache
RequestRoot %(folder)s/spool
StateDir %(folder)s/state
TempDir %(folder)s/spool/tmp
AccessLog %(folder)s/access_log
ErrorLog %(folder)s/error_log
PageLog %(folder)s/page_log
DataDir /usr/share/cups
SystemGroup root
FileDevice Yes
FatalErrors none
"""

CUPSD_CONF = """Listen 127.0.0.1:%(port)d
Listen %(folder)s/sock
Browsing Off
DefaultAuthType None
DefaultShared No
WebInterface No
LogLevel warn
MaxLogSize 0
JobRetryInterval 5
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""


def missing() -> str:
    """The first tool that a private CUPS needs and this machine lacks; empty when all are there."""
    tools = ("cupsd", "lpadmin", "lp", "cupsenable", "cupsdisable", "cupsreject", "cupsaccept", "cancel")
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    return next((tool for tool in tools if shutil.which(tool, path=path) is None), "")


class PrivateCups:
    """A CUPS server for the time of a `with` block."""

    def __init__(self) -> None:
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        # A local socket's path may have 107 characters: the usual temporary folders of tests are too deep.
        self.folder = Path(tempfile.mkdtemp(prefix="tv-cups-", dir="/tmp"))

    def __enter__(self) -> Self:
        for _ in range(TRIES):
            self._lay_out()
            if self._start():
                return self
            self._stop()
        log = (self.folder / "error_log").read_text() if (self.folder / "error_log").exists() else ""
        self.__exit__(None, None, None)
        raise RuntimeError(f"cupsd does not start: {log[-2000:]}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which CUPS's tools, and our own probes, find this server."""
        return {"CUPS_SERVER": f"127.0.0.1:{self.port}"}

    @property
    def socket_path(self) -> str:
        """The server's local socket."""
        return str(self.folder / "sock")

    def uri(self, name: str) -> str:
        """A queue's address, as of a printer on the network."""
        return f"ipp://127.0.0.1:{self.port}/printers/{name}"

    def add(self, name: str, does: str = "ok", *, policy: str = "stop-printer", default: bool = False) -> str:
        """A new queue with a printer behind it; its address."""
        here = self.folder / "printers" / name
        (here / "out").mkdir(parents=True)
        self.become(name, does)
        self._tool("lpadmin", "-p", name, "-v", f"pretend:/{name}", "-D", f"Imprimante {name}", "-E")
        self._tool("lpadmin", "-p", name, "-o", f"printer-error-policy={policy}")
        if default:
            self._tool("lpadmin", "-d", name)
        return self.uri(name)

    def remove(self, name: str) -> None:
        """Takes a queue and its jobs away."""
        self._tool("lpadmin", "-x", name)
        shutil.rmtree(self.folder / "printers" / name)

    def become(self, name: str, does: str) -> None:
        """What the printer does from now on: ok, jam, empty, open, toner, hold, fail or hang."""
        (self.folder / "printers" / name / "does").write_text(does)

    def enable(self, name: str) -> None:
        """Starts a stopped queue again."""
        self._tool("cupsenable", name)

    def disable(self, name: str) -> None:
        """Stops a queue, as a user does who clicks on "pause"."""
        self._tool("cupsdisable", name)

    def reject(self, name: str) -> None:
        """Lets a queue take no documents."""
        self._tool("cupsreject", name)

    def accept(self, name: str) -> None:
        """Lets a queue take documents again."""
        self._tool("cupsaccept", name)

    def print(self, name: str, document: bytes = b"Bonjour\n") -> int:
        """Sends a document; the number of its job."""
        answer = self._tool("lp", "-d", name, "-", document=document)
        return int(answer.rpartition("-")[2].split()[0])

    def hold(self, job: int) -> None:
        """Holds a job that has not been printed yet."""
        self._tool("lp", "-i", str(job), "-H", "hold")

    def cancel_all(self, name: str) -> None:
        """Empties a queue."""
        self._tool("cancel", "-a", name)

    def printed(self, name: str) -> list[bytes]:
        """The documents that came out, oldest first."""
        out = self.folder / "printers" / name / "out"
        return [file.read_bytes() for file in sorted(out.iterdir(), key=lambda file: int(file.name))]

    def wait_for(self, name: str, words: str, seconds: float = 10.0) -> None:
        """Waits until `lpstat` says these words of the queue.

        Raises:
            TimeoutError: it did not say so in time; the message holds what it said instead.
        """
        until = time.monotonic() + seconds
        while words not in (said := self._tool("lpstat", "-l", "-p", name)):
            if time.monotonic() > until:
                raise TimeoutError(f"{words!r} not in {said!r}")
            time.sleep(0.05)

    def wait_for_pages(self, name: str, count: int, seconds: float = 10.0) -> None:
        """Waits until so many documents came out.

        Raises:
            TimeoutError: they did not come out in time.
        """
        until = time.monotonic() + seconds
        while len(self.printed(name)) < count:
            if time.monotonic() > until:
                raise TimeoutError(f"{len(self.printed(name))} of {count} documents came out")
            time.sleep(0.05)

    def stop_server(self) -> None:
        """Ends the server, as when the print service is down; leaving the block still cleans up."""
        self._stop()

    def _lay_out(self) -> None:
        self.port = _free_port()
        for part in ("etc/ssl", "bin/backend", "cache", "spool/tmp", "state/certs", "printers"):
            (self.folder / part).mkdir(parents=True, exist_ok=True)
        for part in ("filter", "daemon", "monitor", "notifier", "cgi-bin", "driver"):
            with contextlib.suppress(FileExistsError):
                (self.folder / "bin" / part).symlink_to(SYSTEM_PARTS / part)
        words: Mapping[str, object] = {"folder": self.folder, "port": self.port}
        backend = self.folder / "bin/backend/pretend"
        backend.write_text(BACKEND % words)
        # Only a back end that nobody else may run runs as root, and so may write here.
        backend.chmod(0o700)
        (self.folder / "etc/cups-files.conf").write_text(FILES_CONF % words)
        (self.folder / "etc/cupsd.conf").write_text(CUPSD_CONF % words)
        self.folder.chmod(0o755)

    def _start(self) -> bool:
        etc = self.folder / "etc"
        self._process = subprocess.Popen(
            [_path("cupsd"), "-f", "-c", str(etc / "cupsd.conf"), "-s", str(etc / "cups-files.conf")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
            time.sleep(0.05)
        return False

    def _stop(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _tool(self, *argv: str, document: bytes = b"") -> str:
        environment = {**os.environ, **self.environment, "LC_ALL": "C"}
        command = [_path(argv[0]), *argv[1:]]
        done = subprocess.run(command, input=document, capture_output=True, env=environment, timeout=30)
        if done.returncode:
            raise RuntimeError(f"{' '.join(argv)}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode(errors="replace")


def _path(tool: str) -> str:
    found = shutil.which(tool, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if found is None:
        raise RuntimeError(f"{tool} is not installed")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
