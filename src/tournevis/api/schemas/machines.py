"""Machines, who has them, what they last said."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from tournevis.assets import showing
from tournevis.assets.models import Asset, AssetFact, Holding

from .common import Given, Key, Named, Page, PersonBrief, Text

KindWord = Literal["computer", "printer", "phone", "screen", "other"]
ActWord = Literal["create", "change", "same", "close", "error"]
StatusWord = Literal["in_use", "in_stock", "in_repair", "retired", "lost"]


class MachineShape(Schema):
    """A machine or device."""

    id: int
    name: str
    kind: KindWord
    status: StatusWord
    maker: str
    model: str
    serial: str
    os: str
    address: str
    site: Named | None
    holder: PersonBrief | None = Field(description="In whose hands it is now.")
    held_at: Named | None = Field(description="At which site it stands, where nobody has it.")
    bought_on: date | None
    warranty_until: date | None
    notes: str
    locked: list[str] = Field(description="Fields corrected by hand, which imports leave alone.")
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, asset: Asset, holding: Holding | None) -> MachineShape:
        """A machine and its open holding."""
        plain = {name: getattr(asset, name) for name in PLAIN}
        return cls(
            **plain,
            id=asset.pk,
            site=Named.of(asset.site),
            holder=PersonBrief.or_none(holding.holder if holding else None),
            held_at=Named.of(holding.site if holding else None),
        )


_TOLD = "name kind status maker model serial os address bought_on warranty_until notes locked created_at updated_at"
PLAIN = tuple(_TOLD.split())


class MachinePage(Page[MachineShape]):
    """Some machines."""


class ReadingShape(Schema):
    """The last reading of one datum."""

    name: str
    label: str
    outcome: str
    value: Any = None
    unit: str
    words: str = Field(description="As its reader knows it.")
    source: str
    read_at: datetime

    @classmethod
    def of(cls, fact: AssetFact) -> ReadingShape:
        """A reading."""
        return cls(
            name=fact.name,
            label=showing.name(fact),
            outcome=fact.outcome,
            value=fact.value,
            unit=fact.unit,
            words=showing.words(fact),
            source=fact.source,
            read_at=fact.read_at,
        )


class HoldingShape(Schema):
    """Who or what had a machine, from when to when."""

    holder: PersonBrief | None
    site: Named | None
    since: datetime
    until: datetime | None

    @classmethod
    def of(cls, holding: Holding) -> HoldingShape:
        """A holding."""
        return cls(
            holder=PersonBrief.or_none(holding.holder),
            site=Named.of(holding.site),
            since=holding.since,
            until=holding.until,
        )


class MachineChange(Given):
    """What to change; what is not sent stays."""

    name: Text | None = Field(None, min_length=1, max_length=120)
    kind: KindWord | None = None
    status: StatusWord | None = None
    maker: Text | None = Field(None, max_length=120)
    model: Text | None = Field(None, max_length=160)
    serial: Text | None = Field(None, max_length=120)
    os: Text | None = Field(None, max_length=120)
    address: Text | None = Field(None, max_length=253)
    site: Key | None = None
    bought_on: date | None = None
    warranty_until: date | None = None
    notes: Text | None = Field(None, max_length=20_000)


class NewMachine(MachineChange):
    """A new machine."""

    name: Text = Field(min_length=1, max_length=120, examples=["PC-0042"])


class HolderGiven(Given):
    """Who has it from now on: a person or a site; neither takes it back."""

    person: Key | None = None
    site: Key | None = None


class Table(Given):
    """A table to bring in, as CSV with its headings."""

    csv: Text = Field(min_length=1, max_length=2_000_000, examples=["name;kind\nPC-0042;computer\n"])
    dry_run: bool = Field(True, description="Only tell what would be done.")


class RowShape(Schema):
    """A row of an import: what is done with it, or why nothing is."""

    line: int
    act: ActWord
    shown: str
    errors: list[str]
    notes: list[str]


class PlanShape(Schema):
    """An import, row by row."""

    carried_out: bool
    created: int
    changed: int
    same: int
    left_out: int
    rows: list[RowShape]
