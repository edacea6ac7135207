"""A decision tree taken into the organisation's own base, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tournevis.knowledge.models import Version
from tournevis.knowledge.queries.editions import newest, records_of, release_now, shipped_with
from tournevis.people.models import Organisation, User
from tournevis.people.rules import Refused, require
from tournevis.troubleshooting.packs.records import Changes, applied, difference
from tournevis.troubleshooting.trees import Imported, Into, Report, convert
from tournevis.troubleshooting.trees.convert import slug

from .versions import BadPack, check, publish


@dataclass(frozen=True)
class TreePlan:
    """What importing a tree would do.

    Attributes:
        changes: record -> as it would be.
        same: how many records are there already as they would be.
        problem: why the base could not be reasoned with afterwards; None where it could.
    """

    report: Report
    imported: Imported
    changes: Changes
    same: int
    problem: BadPack | None


def plan_tree(report: Report, family: str, organisation: Organisation) -> TreePlan:
    """What importing a judged tree into a family would do; a family that is not there is made.

    Raises:
        Refused: the family's name holds no letter.
    """
    version = newest(organisation)
    before, theirs = records_of(version), shipped_with(version)
    imported = convert(report, into(family, frozenset(theirs)))
    after = applied(before, imported.records)
    changes, problem = difference(before, after), None
    try:
        check(after, version.release if version is not None else release_now())
    except BadPack as error:
        problem = error
    return TreePlan(report, imported, changes, len(imported.records) - len(changes), problem)


def import_tree(report: Report, family: str, *, by: User) -> Version:
    """Make a judged tree faults, questions and remedies of the organisation's newest version.

    Raises:
        NotAllowed. Refused: all of it is there already. BadPack: a rule of the linter is broken.
    """
    require(by, "knowledge.author", by.organisation)
    version = newest(by.organisation)
    imported = convert(report, into(family, frozenset(shipped_with(version))))
    name = report.tree.name.get("fr") or report.tree.name.get("en") or report.tree.file or family
    return publish(imported.records, by=by, what=_("Decision tree “%(name)s”") % {"name": name}, on=version)


def into(family: str, shipped: frozenset[str]) -> Into:
    """Where a tree goes: the shipped family of that id, or one of the organisation's own.

    Raises:
        Refused: the name holds no letter or figure.
    """
    name = slug(family)[:30].strip("_")
    if name == "x":
        raise Refused(_("Give the family a name of letters."))
    return Into(name, shipped - {f"families:{name}"}, is_new=f"families:{name}" not in shipped)
