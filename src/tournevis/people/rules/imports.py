"""Users brought as a table. The e-mail is the key: importing the same table again changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tournevis.people.folding import fold
from tournevis.people.models import Language, Level, Organisation, Role, Site, User
from tournevis.people.tables import Column, Plan, Row, choice_of, read
from tournevis.people.tenancy import scope

from .access import Refused, require
from .accounts import change_user, create_user, deactivate, invite
from .audit import record

COLUMNS = (
    Column("email", gettext_lazy("E-mail"), required=True),
    Column("first_name", gettext_lazy("First name"), required=True),
    Column("last_name", gettext_lazy("Last name"), required=True),
    Column("role", gettext_lazy("Role")),
    Column("language", gettext_lazy("Language")),
    Column("level", gettext_lazy("Ease with computers")),
    Column("phone", gettext_lazy("Phone")),
    Column("job_title", gettext_lazy("Job title")),
    Column("site", gettext_lazy("Site")),
)
CHOICES: dict[str, Any] = {"role": Role, "language": Language, "level": Level}


def plan_users(text: str, *, by: User) -> Plan:
    """What importing `text` would do, row by row; nothing is written.

    An empty cell leaves what is there. A site must exist. Open accounts that the table does not name come last, with
    the act `close` and no line: to be closed where the table tells of everybody. Never the account of `by`.

    Raises:
        NotAllowed: `by` is not an administrator.
        BadTable: the text cannot be read as a table of users.
    """
    require(by, "people.administer")
    rows = read(text, COLUMNS)
    emails = [row.cells["email"].lower() for row in rows if row.cells.get("email")]
    with scope.directory():
        users = list(User.objects.filter(email__in=set(emails)).select_related("site"))
    known = {user.email.lower(): user for user in users}
    sites = {fold(site.name): site for site in Site.objects.filter(organisation=by.organisation)}
    seen: dict[str, int] = {}
    for row in rows:
        _plan(row, known, sites, by.organisation)
        _once(row, seen)
    return Plan([*rows, *_missing({email.lower() for email in emails}, by)])


def _missing(named: set[str], by: User) -> list[Row]:
    people = User.objects.filter(organisation=by.organisation, is_active=True).exclude(pk=by.pk).exclude(email="")
    rows = []
    for person in people:
        if person.email.lower() not in named:
            told = {"email": person.email, "name": str(person), "role": person.get_role_display()}
            rows.append(Row(0, told, "close", values={"user": person}))
    return rows


class Broken(Refused):
    """A row of the table is wrong: nothing of it was imported; `plan` says which rows, and why."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(_("Nothing was imported: correct the rows in red in your file, then bring it again."))
        self.plan = plan


def import_users(text: str, *, by: User, invited: bool = False, closing: bool = False, base: str = "") -> Plan:
    """Do what `plan_users` says, all of it or nothing.

    Args:
        invited: mail each new user a link to choose his password; `base` as in `accounts.invite`.
        closing: the table tells of everybody: close the accounts that it does not name.

    Raises:
        Broken: a row is wrong, and nothing was done.
    """
    with transaction.atomic():
        plan = plan_users(text, by=by)
        for row in plan.to_do:
            user = _carry_out(row, by)
            if user and invited and row.act == "create":
                invite(user, by=by, base=base)
        for row in (row for row in plan.rows if row.act == "close" and closing):
            _close(row, by)
        if plan.count("error"):
            # Undoes what was written so far: the transaction ends with the error.
            raise Broken(plan)
        counts = {"created": plan.count("create"), "changed": plan.count("change")}
        counts |= {"closed": plan.count("close")} if closing else {}
        record(by, "users.import", _("Import of users"), after=counts)
    return plan


def _plan(row: Row, known: dict[str, User], sites: dict[str, Site], organisation: Organisation) -> None:
    values: dict[str, Any] = {key: cell for key, cell in row.cells.items() if cell}
    values["email"] = values.get("email", "").lower()
    for key, choices in CHOICES.items():
        if key in values and (choice := choice_of(values[key], choices)) is None:
            text = _("%(value)s is not one of: %(choices)s") % _choices(values.pop(key), choices)
            _refuse(row, key, text)
        elif key in values:
            values[key] = choice
    if "site" in values:
        name = values.pop("site")
        if site := sites.get(fold(name)):
            values["site"] = site
        else:
            text = _("There is no site named %(name)s.") % {"name": name}
            _refuse(row, "site", text)
    row.values = values
    user = known.get(values["email"])
    _check(row, user, organisation)
    if row.act == "error":
        return
    if user is None:
        row.act = "create"
    elif any(getattr(user, key) != value for key, value in values.items()):
        row.act = "change"
    row.values["user"] = user


def _check(row: Row, user: User | None, organisation: Organisation) -> None:
    values = {key: value for key, value in row.values.items() if key != "user"}
    if user is not None and user.organisation_id != organisation.pk:
        _refuse(row, "email", _("This e-mail is already used."))
        return
    draft = User(organisation=organisation, username=user.username if user else values["email"], **values)
    draft.pk = user.pk if user else None
    if not values["email"]:
        _refuse(row, "email", _("The e-mail is missing."))
        return
    try:
        draft.clean_fields(exclude=["password", "last_login", "date_joined", "organisation", "site"])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            row.refuse(f"{_label(name)}: {' '.join(messages)}")


def _once(row: Row, seen: dict[str, int]) -> None:
    email = row.values.get("email", "")
    if email and email in seen:
        text = _("This e-mail is already on line %(line)s.") % {"line": seen[email]}
        _refuse(row, "email", text)
    seen.setdefault(email, row.line)


def _carry_out(row: Row, by: User) -> User | None:
    values = dict(row.values)
    user = values.pop("user")
    try:
        if user is None:
            return create_user(by.organisation, by=by, **values)
        return change_user(user, by=by, **values)
    except Refused as error:
        row.refuse(str(error))
    except ValidationError as error:
        row.refuse(" ".join(error.messages))
    return None


def _close(row: Row, by: User) -> None:
    try:
        deactivate(row.values["user"], by=by)
    except Refused as error:
        row.refuse(str(error))


def _refuse(row: Row, column: str, message: str) -> None:
    row.refuse(f"{_label(column)}: {message}")


def _choices(value: str, choices: Any) -> dict[str, str]:
    return {"value": value, "choices": ", ".join(str(label) for label in choices.labels)}


def _label(name: str) -> str | Promise:
    return next((column.label for column in COLUMNS if column.key == name), name)
