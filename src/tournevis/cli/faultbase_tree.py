"""`tournevis faultbase import-tree FILE`: what a decision tree would become and what it lacks; with --by, imported."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tournevis.cli.site import load_site
from tournevis.cli.words import _, terminal_language
from tournevis.troubleshooting.packs import read_content
from tournevis.troubleshooting.packs.records import applied, checked, flatten
from tournevis.troubleshooting.trees import Into, Report, TreeError, convert, judge, read_tree
from tournevis.troubleshooting.trees.convert import slug
from tournevis.troubleshooting.trees.read import MOST_BYTES


def add_to(parser: argparse.ArgumentParser) -> None:
    """What the act takes."""
    parser.add_argument("file", type=Path, help=_("the tree: .yaml, .json, .mmd or .csv; see docs/trees.md"))
    parser.add_argument("--into", metavar="FAMILY", help=_("a family of the base, or the name of a new one"))
    parser.add_argument("--by", metavar="USER", help=_("import it for this person; without it, only look"))


def import_tree(options: argparse.Namespace) -> int:
    """Look at a tree, or import it; exit code 0, or 1 where it is refused and nothing was imported."""
    language = terminal_language()
    try:
        with options.file.open("rb") as file:
            report = judge(read_tree(file.read(MOST_BYTES + 1), options.file.name))
    except TreeError as error:
        print("\n".join(one.text(language) for one in error.remarks), file=sys.stderr)
        return 1
    family = options.into or options.file.stem
    print("\n".join(_told(report, family, language)))
    return _apply(report, family, options.by) if options.by else 0


def _told(report: Report, family: str, language: str) -> list[str]:
    """What would be made, checked against the shipped base, and what the tree lacks."""
    content = read_content()
    shipped = flatten(content)
    name = slug(family)
    into = Into(name, frozenset(shipped) - {f"families:{name}"}, is_new=f"families:{name}" not in shipped)
    made = convert(report, into)
    checked(applied(shipped, made.records), content["scales"], "tree")
    lines = [
        f"{fault}  <-  " + "; ".join(f"{_any(node.said)} {_any(answer.said)}" for node, answer in way.steps)
        for fault, way in made.faults.items()
    ]
    facts = sum(key.startswith("facts:") for key in made.records)
    counts = _("%(faults)d causes, %(facts)d questions, %(remedies)d actions") % {
        "faults": len(made.faults),
        "facts": facts,
        "remedies": sum(key.startswith("remedies:") for key in made.records),
    }
    return [*lines, counts, *(one.text(language) for one in report.lacks)]


def _apply(report: Report, family: str, username: str) -> int:
    load_site()
    from tournevis.knowledge.rules import import_tree as bring_in
    from tournevis.people.models import User
    from tournevis.people.rules import NotAllowed, Refused

    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        print(_("nobody is called %(name)s here") % {"name": username}, file=sys.stderr)
        return 1
    try:
        version = bring_in(report, family, by=user)
    except (Refused, NotAllowed) as error:
        print(error, file=sys.stderr)
        return 1
    print(_("in force: %(version)s") % {"version": version})
    return 0


def _any(said: object) -> str:
    return str(next(iter(said.values()), "")) if isinstance(said, dict) else ""
