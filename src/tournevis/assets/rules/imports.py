"""Machines brought as a table. The serial number is the key, or the name where it is missing or junk: importing the
same table again changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tournevis.assets.models import Asset, Holding, Identifier
from tournevis.assets.rules.editing import save_asset
from tournevis.assets.rules.holding import give
from tournevis.assets.rules.identity import mark
from tournevis.people.folding import fold
from tournevis.people.models import Site, User
from tournevis.people.rules import Refused, record, require
from tournevis.people.tables import Column, Plan, Row, choice_of, read

COLUMNS = (
    Column("name", gettext_lazy("Name"), required=True),
    Column("kind", gettext_lazy("Kind")),
    Column("serial", gettext_lazy("Serial number")),
    Column("maker", gettext_lazy("Maker")),
    Column("model", gettext_lazy("Model")),
    Column("os", gettext_lazy("System")),
    Column("address", gettext_lazy("Address")),
    Column("site", gettext_lazy("Site")),
    Column("holder", gettext_lazy("Holder's e-mail")),
    Column("bought_on", gettext_lazy("Bought on")),
    Column("warranty_until", gettext_lazy("Warranty until")),
    Column("status", gettext_lazy("Status")),
    Column("notes", gettext_lazy("Notes")),
)
CHOICES: dict[str, Any] = {"kind": Asset.Kind, "status": Asset.Status}
DATES = ("bought_on", "warranty_until")
DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d/%m/%y")


class _Known:
    """What the rows refer to, read once for the whole table."""

    def __init__(self, rows: list[Row], by: User) -> None:
        mine = {"organisation": by.organisation}
        emails = {row.cells["holder"].lower() for row in rows if row.cells.get("holder")}
        self.sites = {fold(site.name): site for site in Site.objects.filter(**mine)}
        self.holders = {user.email.lower(): user for user in User.objects.filter(email__in=emails, **mine)}
        self.assets = {asset.pk: asset for asset in Asset.objects.filter(**mine).select_related("site")}
        marks = Identifier.objects.filter(kind=Identifier.Kind.SERIAL, **mine)
        self.by_serial = {row.value: self.assets[row.asset_id] for row in marks}
        self.by_name = {asset.name.lower(): asset for asset in self.assets.values()}
        held = Holding.objects.filter(asset__organisation=by.organisation, until__isnull=True, holder__isnull=False)
        self.held = dict(held.values_list("asset_id", "holder_id"))


def plan_assets(text: str, *, by: User) -> Plan:
    """What importing `text` would do, row by row; nothing is written.

    An empty cell leaves what is there. Sites and holders must exist.

    Raises:
        NotAllowed: `by` may not import machines.
        BadTable: the text cannot be read as a table of machines.
    """
    require(by, "assets.import", by.organisation)
    rows = read(text, COLUMNS)
    known = _Known(rows, by)
    seen: dict[str, int] = {}
    for row in rows:
        _values(row, known)
        asset = _same(row, known)
        _once(row, asset, seen)
        if row.act != "error":
            _decide(row, asset, known, by)
    return Plan(rows)


def import_assets(text: str, *, by: User, now: datetime) -> Plan:
    """Do what `plan_assets` says, all of it or nothing; rows with errors are left out."""
    with transaction.atomic():
        plan = plan_assets(text, by=by)
        for row in plan.to_do:
            _carry_out(row, by, now)
        counts = {"created": plan.count("create"), "changed": plan.count("change"), "left_out": plan.count("error")}
        record(by, "assets.import", _("Import of machines"), after=counts)
    return plan


def _values(row: Row, known: _Known) -> None:
    values: dict[str, Any] = {key: cell for key, cell in row.cells.items() if cell}
    if "name" not in values:
        row.refuse(_("The name is missing."))
    for key, choices in CHOICES.items():
        if key in values and (choice := choice_of(values[key], choices)) is None:
            labels = ", ".join(str(label) for label in choices.labels)
            row.refuse(_("%(value)s is not one of: %(choices)s") % {"value": values.pop(key), "choices": labels})
        elif key in values:
            values[key] = choice
    for key in DATES:
        if key in values and (day := _day(values[key])) is None:
            row.refuse(_("%(value)s is not a date such as 2026-01-31.") % {"value": values.pop(key)})
        elif key in values:
            values[key] = day
    _refer(row, values, "site", known.sites, fold, _("There is no site named %(value)s."))
    _refer(row, values, "holder", known.holders, str.lower, _("Nobody has the e-mail %(value)s."))
    row.values = values


def _refer(row: Row, values: dict[str, Any], key: str, known: Mapping[str, Any], spelt: Any, message: str) -> None:
    if key not in values:
        return
    text = values.pop(key)
    if found := known.get(spelt(text)):
        values[key] = found
    else:
        row.refuse(message % {"value": text})


def _same(row: Row, known: _Known) -> Asset | None:
    """The machine that a row speaks of."""
    serial = mark(Identifier.Kind.SERIAL, row.cells.get("serial", ""))
    by_name = known.by_name.get(row.cells.get("name", "").lower())
    if serial is None:
        if row.cells.get("serial"):
            row.notes.append(_("This serial number is a maker's filler: the name is the key."))
        return by_name
    by_serial = known.by_serial.get(serial)
    if by_serial is None and by_name is not None and mark(Identifier.Kind.SERIAL, by_name.serial):
        row.refuse(_("%(name)s is another machine, with serial number %(serial)s.") % _of(by_name))
        return None
    if by_serial and by_name and by_serial != by_name:
        row.refuse(_("%(name)s is another machine, with serial number %(serial)s.") % _of(by_name))
        return None
    return by_serial or by_name


def _once(row: Row, asset: Asset | None, seen: dict[str, int]) -> None:
    serial = mark(Identifier.Kind.SERIAL, row.cells.get("serial", ""))
    keys = [f"serial {serial}"] if serial else []
    keys += [f"name {row.cells.get('name', '').lower()}"] + ([f"asset {asset.pk}"] if asset else [])
    if lines := [seen[key] for key in keys if key in seen]:
        row.refuse(_("This machine is already on line %(line)s.") % {"line": lines[0]})
    for key in keys:
        seen.setdefault(key, row.line)


def _decide(row: Row, asset: Asset | None, known: _Known, by: User) -> None:
    if asset and mark(Identifier.Kind.SERIAL, row.values.get("serial", "")) in {
        None,
        mark(Identifier.Kind.SERIAL, asset.serial),
    }:
        # Another spelling of the number it has, or a filler: no change.
        row.values.pop("serial", None)
    values = {key: value for key, value in row.values.items() if key != "holder"}
    draft = Asset(organisation=by.organisation, **values)
    try:
        draft.clean_fields(exclude=["organisation", "site"])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            row.refuse(f"{_label(name)}: {' '.join(messages)}")
        return
    row.values["asset"] = asset
    if asset is None:
        row.act = "create"
        return
    for name in sorted(set(values) & set(asset.locked)):
        if getattr(asset, name) != values[name]:
            row.notes.append(_("%(field)s was corrected by hand and stays.") % {"field": _label(name)})
    changed = any(getattr(asset, name) != value for name, value in values.items() if name not in asset.locked)
    holder = row.values.get("holder")
    if changed or (holder and known.held.get(asset.pk) != holder.pk):
        row.act = "change"


def _carry_out(row: Row, by: User, now: datetime) -> None:
    values = dict(row.values)
    asset, holder = values.pop("asset"), values.pop("holder", None)
    try:
        with transaction.atomic():
            asset = save_asset(by.organisation, by=by, asset=asset, imported=True, **values)
            if holder:
                give(asset, holder, by=by, now=now)
    except ValidationError as error:
        row.refuse(" ".join(error.messages))
    except Refused as error:
        row.refuse(str(error))


def _of(asset: Asset) -> dict[str, str]:
    """What messages say of a machine."""
    return {"name": asset.name, "serial": asset.serial}


def _day(text: str) -> date | None:
    for form in DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _label(name: str) -> str:
    return str(next((column.label for column in COLUMNS if column.key == name), name))
