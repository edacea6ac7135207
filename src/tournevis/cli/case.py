"""A case on this machine: the session, what can be read from here, and its diary on the disk."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tournevis import probing
from tournevis.facts import Reading
from tournevis.language import Understander, meanings
from tournevis.troubleshooting import Advice, Allowance, Event, Model, Session

MAX_COMPLAINT = 20_000  # characters kept of a complaint; the rest of a pasted log tells no more


class DamagedDiary(Exception):
    """The file of a case cannot be read back; the message names the line and what to do."""


@dataclass
class Case:
    """One case in the terminal.

    Attributes:
        targets: probe id -> the machine or device that it reads; empty where nothing may be read.
        reach: how whoever works on it reaches the machine, and what he may risk.
        diary: file that takes each event as one JSON line before it is acknowledged; None keeps nothing.
        reader_probes: probes are put to the reader as steps.
    """

    model: Model
    language: str
    targets: dict[str, probing.Target] = field(default_factory=dict)
    reader_probes: bool = False
    diary: Path | None = None
    reach: Allowance = field(default_factory=Allowance)
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        self.session = Session(self.model, read_diary(self.diary) if self.diary else ())
        self._written = len(self.session.events)

    def complain(self, complaint: str) -> list[str]:
        """Take in the user's words; what must be said at once (smoke, a ransom note, a code given to a caller)."""
        text = complaint[:MAX_COMPLAINT]
        heard = Understander(self.model.base).understand(text)
        symptoms = [match.id for match in heard.symptoms]
        self.session.understood(heard.weights, complaint=text, language=self.language, symptoms=symptoms)
        for fact, answer in heard.facts.items():
            self.session.answer(fact, answer, via="stated")
        self.keep()
        return [alarm.say[self.language] for alarm in heard.alarms]

    def codes(self) -> list[str]:
        """What the codes of the complaint mean, and what each wants first, in the reader's language."""
        told = meanings(self.session.state.complaint)
        return [f"{code.code}: {code.says[self.language]} {code.first[self.language]}" for code in told]

    @property
    def allowance(self) -> Allowance:
        """What can be read here, beside what the reader may do."""
        return replace(self.reach, probes=frozenset(self.targets), reader_probes=self.reader_probes)

    def advice(self) -> Advice:
        """The next best step here."""
        return self.session.advice(self.allowance)

    def read(self, probe: str) -> list[tuple[Event, Reading | None]]:
        """Run a probe and take in what it says: each event with the reading behind it."""
        readings = {reading.name: reading for reading in probing.run(probe, self.targets[probe])}
        events = self.session.read_probe(probe, readings)
        self.keep()
        ways = {fact.id: way.reading for fact, way in self.model.base.facts_of_probe(probe)}
        return [(event, readings.get(ways.get(event.id) or "")) for event in events]

    def verify(self, remedy: str) -> tuple[Event, Reading | None, bool] | None:
        """Read again the fact that a remedy's check names: the event, the reading, whether it is as expected.

        None where the check names no fact, or nothing here can read it.
        """
        check = self.model.base.remedies[remedy].check
        fact = self.model.base.facts.get(check.probe or "")
        probe = next((way.probe for way in fact.ways if way.probe in self.targets), None) if fact else None
        if fact is None or probe is None:
            return None
        found = next((item for item in self.read(probe) if item[0].id == fact.id), None)
        return None if found is None else (*found, found[0].value in check.expect)

    def restart(self) -> None:
        """Leave the case that was open and begin anew; its diary is kept under another name."""
        if self.diary is not None and self.diary.exists():
            self.diary.rename(self.diary.with_suffix(".left.jsonl"))
        self.session, self._written = Session(self.model), 0

    def keep(self) -> None:
        """Write the events that are new to the diary, on the disk before anything is acknowledged."""
        if self.diary is None:
            return
        with self.diary.open("a", encoding="utf-8") as file:
            for event in self.session.events[self._written :]:
                file.write(json.dumps(event.to_json(), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._written = len(self.session.events)


def read_diary(path: Path) -> Iterator[Event]:
    """The events of a case's file, in order; none where there is no file. A last line cut by a crash is left out.

    Raises:
        DamagedDiary: a line before the last is no event.
    """
    if not path.exists():
        return
    lines = path.read_bytes().split(b"\n")
    if lines[-1]:
        # the writing was cut: drop the torn line, it was never acknowledged
        path.write_bytes(b"".join(line + b"\n" for line in lines[:-1]))
    for number, line in enumerate(lines[:-1], start=1):
        try:
            yield Event.from_json(json.loads(line))
        except (ValueError, AttributeError) as error:
            raise DamagedDiary(f"{path}:{number}: not an event of a case; move the file away to begin anew") from error


def targets_for(
    devices: Sequence[str], *, local: bool, look: Mapping[str, str] | None = None
) -> dict[str, probing.Target]:
    """Which target each readable probe is pointed at: this machine unless left out, then the devices named.

    Args:
        look: where on this machine to look, as the probes declare (`path`, `folder`, `source` …).
    """
    found: dict[str, probing.Target] = {}
    here = [probing.Target("local", options=look or {})] if local else []
    places = here + [probing.Target("device", device) for device in devices]
    for target in places:
        for probe in probing.available(target):
            found[probe] = target
    return found
