"""The real program `tournevis diagnose --json-lines`, led as another program would."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

Line = dict[str, Any]
# the network probe asks this machine alone: no test goes outside
INSIDE = ("--look", "places=127.0.0.1:9", "--look", "name=localhost")


class Program:
    """One case led by JSON lines; readings and errors met on the way are kept."""

    def __init__(self, complaint: str, *options: str, env: Mapping[str, str] | None = None) -> None:
        self.readings: list[Line] = []
        self.errors: list[Line] = []
        self.proposed: list[str] = []
        self.asked: list[str] = []
        command = [sys.executable, "-m", "tournevis.cli", "diagnose", complaint, "--json-lines", "--language", "fr"]
        self._process = subprocess.Popen(
            [*command, *INSIDE, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=env,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()

    def next(self) -> Line:
        """The next line that is a step; readings and errors before it are kept aside."""
        assert self._process.stdout is not None
        while True:
            text = self._process.stdout.readline()
            assert text, f"the program ended with {self._process.wait()}"
            line: Line = json.loads(text)
            assert line["protocol"] == 1
            if line["step"] == "reading":
                self.readings.append(line)
            elif line["step"] == "error":
                self.errors.append(line)
            else:
                return line

    def say(self, **message: Any) -> None:
        """Send one line."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()

    def lead(self, answers: Mapping[str, str | None], act: Callable[[str], str], steps: int = 40) -> Line:
        """Answer each question from `answers` ("I don't know" when absent), each remedy by `act`; the last line."""
        for _ in range(steps):
            line = self.next()
            if line["step"] in ("done", "escalate"):
                return line
            if line["step"] == "remedy":
                self.proposed.append(line["id"])
                self.say(answer=act(line["id"]))
            else:
                self.asked.append(line["id"])
                self.say(answer=answers.get(line["id"]))
        raise AssertionError(f"no end after {steps} steps; proposed {self.proposed}, asked {self.asked}")

    def read(self, fact: str) -> list[str | None]:
        """What was read of a fact, in order."""
        return [line["answer"] for line in self.readings if line["id"] == fact]


def uses(fault: str) -> set[str]:
    """The remedies that the base lists for a fault."""
    from tournevis.troubleshooting import load_base

    return {use.use for use in load_base().faults[fault].remedies}
