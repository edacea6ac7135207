"""A real server in a process of its own, as an installation runs it, and a browser's worth of HTTP to talk to it."""

from __future__ import annotations

import contextlib
import http.cookiejar
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def free_port() -> int:
    """A port that nobody listens on now, below those that the system hands out: it must be free again after a kill."""
    for port in random.SystemRandom().sample(range(20_000, 32_000), 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


class Server:
    """`tournevis serve --demo` on a data folder; started, stopped and killed at will."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data, self.environment = data, environment
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.said = data.with_suffix(".log")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, patience: float = 60.0) -> None:
        """Start it and wait until it answers."""
        environment = {**os.environ, "TOURNEVIS_DATA": str(self.data), "LC_ALL": "en_US.UTF-8", **self.environment}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", "tournevis.cli", "serve", "--demo", "--port", str(self.port)]
        with self.said.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + patience
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"the server did not start:\n{self.words()}")
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether it answers at all."""
        try:
            with urllib.request.urlopen(f"{self.url}/health/", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def words(self) -> str:
        """What it has said so far."""
        return self.said.read_text(encoding="utf-8", errors="replace")

    def password(self, whose: str) -> str:
        """The password shown at the first start: `admin`, or any other word for the people of the demonstration."""
        pattern = r"shown only now: (\S+)" if whose == "admin" else r"same password\): (\S+)"
        for _try in range(100):
            if found := re.search(pattern, self.words()):
                return found[1]
            time.sleep(0.05)
        raise AssertionError(f"no password was shown:\n{self.words()}")

    def kill(self) -> None:
        """End the whole tree at once, as a power cut would."""
        if self.process and self.process.poll() is None:
            tree = psutil.Process(self.process.pid).children(recursive=True)
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            # A worker inside a slow write dies after its parent, and holds the port until then.
            _gone, alive = psutil.wait_procs(tree, timeout=30)
            assert not alive, f"still running after a kill: {alive}"

    def stop(self, patience: float = 20.0) -> int:
        """Stop it as Ctrl-C does; its exit code."""
        assert self.process
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(patience)


def tournevis(data: Path, *words: object, **environment: str) -> tuple[int, str]:
    """Run a command on an installation; its exit code and all that it said, in English."""
    env = {**os.environ, "TOURNEVIS_DATA": str(data), "LC_ALL": "en_US.UTF-8", **environment}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "tournevis.cli", *map(str, words)]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


class Visitor:
    """Somebody who signs in and sends forms."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path: str) -> str:
        """The page at `path`."""
        with self.opener.open(self.url + path, timeout=20) as answer:
            return str(answer.read().decode())

    def post(self, path: str, page: str = "", **fields: str) -> str:
        """Send a form to `path`, with the token of the form on `page` (default: `path` itself); the page it leads to.

        Raises:
            OSError: it was not acknowledged.
        """
        token = CSRF.search(self.get(page or path))
        assert token, f"no form on {page or path}"
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        request = urllib.request.Request(self.url + path, data, {"Referer": self.url + path})
        with self.opener.open(request, timeout=20) as answer:
            return str(answer.read().decode())

    def sign_in(self, name: str, password: str) -> None:
        """Open the door."""
        page = self.post("/account/sign-in/", name=name, password=password)
        assert "/account/sign-out/" in page, "not signed in"
