"""The ticket machine of kiosk.yaml, as a thing that answers calls; it knows nothing of packs."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PACK = Path(__file__).parent / "kiosk.yaml"
UNTIL = {"ended": "2026-01-31"}


@dataclass
class Kiosk:
    power: str = "on"
    cable: str = "in"
    lid: str = "shut"
    contract: str = "paid"
    lies: dict[int, str] = field(default_factory=dict)  # number of a call -> what is answered instead
    calls: list[str] = field(default_factory=list)

    def __call__(self, by: str, tool: str, arguments: dict[str, Any]) -> str:
        self.calls.append(tool)
        answer = self.terms(**arguments) if tool == "contract" else getattr(self, tool)(**arguments)
        return self.lies.get(len(self.calls), answer)

    @property
    def sells(self) -> bool:
        return (self.power, self.cable, self.lid, self.contract) == ("on", "in", "shut", "paid")

    def look(self) -> str:
        return "dark" if self.power == "off" else "lit, linked" if self.cable == "in" else "lit"

    def look_behind(self) -> str:
        return "the cable hangs" if self.cable == "out" else "the cable sits"

    def look_at_lid(self) -> str:
        return "the lid is ajar" if self.lid == "open" else "the lid is closed"

    def buy(self) -> str:
        return "sold" if self.sells else "failed"

    def search(self, number: str) -> str:
        return json.dumps({"contracts": ["K-21", "K-17", "K-42"]})

    def terms(self, of: str) -> str:
        owed = 0.0 if self.contract == "paid" else 30.0
        until = UNTIL.get(self.contract, "2027-12-31")
        return json.dumps({"machine": f"T-{of[2:]}", "owed": owed, "until": until})

    def press(self) -> str:
        self.power = "off" if self.power == "on" else "on"
        return self.look()

    def plug(self) -> str:
        self.cable = "in"
        return self.look()

    def close(self) -> str:
        self.lid = "shut"
        return "done"

    def send_bill(self, of: str) -> str:
        if self.contract != "unpaid" or of != "K-17":
            return "Error: nothing is owed"
        self.contract = "sent"
        return "sent"

    def pay(self) -> str:
        self.contract = "paid" if self.contract == "sent" else self.contract
        return "paid"

    def hand_over(self, summary: str) -> str:
        return "taken over"
