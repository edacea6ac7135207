"""Roles, and the powers that each has: the one table from which every right follows."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Power(StrEnum):
    """Something that somebody may do in his own organisation, beyond his own requests and machines."""

    FOLLOW_SITE = "follow_site"
    READ = "read"
    WORK = "work"
    KEEP_MACHINES = "keep_machines"
    IMPORT_MACHINES = "import_machines"
    WRITE_KNOWLEDGE = "write_knowledge"
    PUBLISH = "publish"
    OVERSEE = "oversee"
    READ_LOGS = "read_logs"
    ADMINISTER = "administer"


POWERS: Mapping[Power, str | Promise] = {
    Power.FOLLOW_SITE: _("Follow the requests of the people of his own site, and act on them as they may"),
    Power.READ: _("See all cases, machines and people"),
    Power.WORK: _("Work on cases: diagnose, answer, assign, close; open one for somebody who calls"),
    Power.KEEP_MACHINES: _("Add and change machines, and say who has them"),
    Power.IMPORT_MACHINES: _("Import many machines at once"),
    Power.WRITE_KNOWLEDGE: _("Write and correct articles, faults, questions and remedies"),
    Power.PUBLISH: _("Publish articles to users, share them with other organisations, see how they serve"),
    Power.OVERSEE: _("See the overview of the work"),
    Power.READ_LOGS: _("Read the log of acts, the outbox and the daily chores"),
    Power.ADMINISTER: _("Manage accounts, teams and sites, and change the settings"),
}


class Role(models.TextChoices):
    """What somebody does in the house."""

    USER = "user", _("User")
    KEY_USER = "key_user", _("Key user")
    TECHNICIAN = "technician", _("Technician")
    SECOND_LINE = "second_line", _("Second-line technician")
    ON_SITE = "on_site", _("On-site technician")
    ASSET_MANAGER = "asset_manager", _("Asset manager")
    NETWORK_MANAGER = "network_manager", _("Network manager")
    PROCESS_OWNER = "process_owner", _("Process owner")
    CALL_CENTRE_MANAGER = "call_centre_manager", _("Call-centre manager")
    MANAGER = "manager", _("Manager")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


# What can be had for one site or one team alone; the others are for a whole organisation, or not at all.
BOUND_POWERS = frozenset({Power.FOLLOW_SITE, Power.READ, Power.WORK, Power.KEEP_MACHINES, Power.OVERSEE})
_TECHNICIAN = frozenset({Power.READ, Power.WORK, Power.KEEP_MACHINES, Power.WRITE_KNOWLEDGE})
POWERS_OF: Mapping[str, frozenset[Power]] = {
    Role.USER: frozenset(),
    Role.KEY_USER: frozenset({Power.FOLLOW_SITE}),
    Role.TECHNICIAN: _TECHNICIAN,
    Role.SECOND_LINE: _TECHNICIAN,
    Role.ON_SITE: _TECHNICIAN,
    Role.ASSET_MANAGER: frozenset({Power.READ, Power.KEEP_MACHINES, Power.IMPORT_MACHINES}),
    Role.NETWORK_MANAGER: _TECHNICIAN | {Power.IMPORT_MACHINES},
    Role.PROCESS_OWNER: frozenset({Power.READ, Power.WRITE_KNOWLEDGE, Power.PUBLISH, Power.OVERSEE}),
    Role.CALL_CENTRE_MANAGER: frozenset({Power.READ, Power.WORK, Power.WRITE_KNOWLEDGE, Power.OVERSEE}),
    Role.MANAGER: _TECHNICIAN | {Power.IMPORT_MACHINES, Power.PUBLISH, Power.OVERSEE},
    Role.AUDITOR: frozenset({Power.READ, Power.OVERSEE, Power.READ_LOGS}),
    Role.ADMINISTRATOR: frozenset(Power) - {Power.FOLLOW_SITE},
}


def roles_with(power: Power) -> list[str]:
    """The roles that have a power."""
    return [role for role in Role.values if power in POWERS_OF[role]]
