"""`tournevis diagnose --join CODE`: this machine's facts go to a case in the browser, once, after they were shown."""

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from rich.console import Console
from rich.markup import escape

from tournevis import probing
from tournevis.facts import Outcome, Reading

from .case import targets_for
from .words import translation

TIMEOUT = 15  # seconds for the server to answer


def join(
    code: str, server: str, devices: list[str], language: str, *, yes: bool, console: Console | None = None
) -> int:
    """Read this machine, show what would be sent, ask, send; exit code 0 when the case took it, 1 when not."""
    return _Join(code, server, devices, language, console or Console(highlight=False)).run(yes=yes)


class _Join:
    def __init__(self, code: str, server: str, devices: list[str], language: str, console: Console) -> None:
        self.url = f"{server.rstrip('/')}/join/{urllib.parse.quote(code.strip().upper(), safe='')}/"
        self.devices, self.console, self.language, self._ = devices, console, language, translation(language)

    def run(self, *, yes: bool) -> int:
        _ = self._
        try:
            case = self._call(None)
            self.console.print(
                _("Case {ticket} of {organisation}").format(
                    **{k: escape(str(case.get(k, ""))) for k in ("ticket", "organisation")}
                )
            )
            readings = self._read()
            self._show(readings)
            if not yes and not self._agreed():
                self.console.print(_("Nothing was sent."))
                return 1
            answer = self._call(_message(readings))
        except (urllib.error.URLError, ValueError, OSError) as error:
            self.console.print(f"[red]{escape(self._refusal(error))}[/]")
            return 1
        self.console.print(f"[green]{escape(str(answer.get('next') or _('The case has taken it.')))}[/]")
        return 0

    def _agreed(self) -> bool:
        try:
            return self.console.input(self._("Send this to the case? [y/N] "), markup=False).strip().lower() in (
                "y",
                "yes",
                "o",
                "oui",
            )
        except (EOFError, KeyboardInterrupt):
            return False

    def _read(self) -> dict[str, tuple[Reading, ...]]:
        found = {}
        for probe, target in sorted(targets_for(self.devices, local=True).items()):
            with self.console.status(probe):
                found[probe] = probing.run(probe, target)
        return found

    def _show(self, readings: dict[str, tuple[Reading, ...]]) -> None:
        """Every datum that will leave the machine; secret ones never do, personal ones are told as such."""
        data = {datum.name: datum for probe in probing.catalogue.values() for datum in probe.gives}
        for reading in (reading for group in readings.values() for reading in group):
            datum = data.get(reading.name)
            privacy = datum.privacy if datum else "none"
            if privacy == "secret":
                continue
            name = datum.names.get(self.language, reading.name) if datum else reading.name
            note = f" [yellow]({self._('personal')})[/]" if privacy == "personal" else ""
            self.console.print(f"  {escape(name)} = {escape(self._told(reading))}{note}")

    def _told(self, reading: Reading) -> str:
        if reading.outcome is not Outcome.VALUE:
            return probing.explain(reading.because or reading.outcome.value, self.language)
        value = ", ".join(reading.value) if isinstance(reading.value, tuple) else str(reading.value)
        return f"{value} {reading.unit}".strip()

    def _call(self, message: dict[str, Any] | None) -> dict[str, Any]:
        data = None if message is None else json.dumps(message).encode()
        request = urllib.request.Request(
            self.url, data=data, headers={"Content-Type": "application/json", "Accept": "application/json"}
        )
        if not self.url.startswith(("http://", "https://")):
            raise ValueError(self._("The server's address must begin with http:// or https://."))
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            found = json.loads(answer.read(1_000_000))
        if not isinstance(found, dict):
            raise ValueError(self._("This address is not a Tournevis server."))
        return found

    def _refusal(self, error: Exception) -> str:
        if isinstance(error, urllib.error.HTTPError):
            try:
                told = json.loads(error.read(10_000)).get("error")
            except (ValueError, AttributeError, OSError):
                told = None
            return str(told or self._("The server refused: {reason}").format(reason=f"{error.code} {error.reason}"))
        if isinstance(error, urllib.error.URLError):
            return self._("The server does not answer: {reason}").format(reason=error.reason)
        return str(error)


def _message(readings: dict[str, tuple[Reading, ...]]) -> dict[str, Any]:
    secret = {datum.name for probe in probing.catalogue.values() for datum in probe.gives if datum.privacy == "secret"}
    probes = {probe: [r.to_json() for r in group if r.name not in secret] for probe, group in readings.items()}
    return {"protocol": 1, "probes": probes}
