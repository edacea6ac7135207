"""Entry point of the command `tournevis`: finds the subcommand's module and hands it the rest of the line.

A subcommand is a module with `main(argv: list[str]) -> int`. It is imported only when it is called, so that
`tournevis diagnose` starts quickly.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

from tournevis import __version__
from tournevis.cli.words import gettext_noop as _
from tournevis.cli.words import terminal_language, translation

# The engine's products are small: threads of the linear algebra cost three times what they spare, and idle ones spin.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Words of the command -> module, what it does.
COMMANDS: dict[str, tuple[str, str]] = {
    "diagnose": ("tournevis.cli.diagnose", _("Find the cause of a trouble on this machine, and its remedy")),
    "bench planner": ("tournevis.cli.bench_planner", _("Measure the planner's cost and bound on instances")),
    "bench clusters": ("tournevis.cli.bench_clusters", _("Measure the planner where steps share what they cost")),
    "bench network": ("tournevis.cli.bench_network", _("Measure the planner on a published Bayesian network")),
    "bench tau2": ("tournevis.cli.bench_tau2", _("Play the telecom tasks of tau2-bench from its tools' answers")),
    "bench learning": ("tournevis.cli.bench_learning", _("Measure what closed cases teach")),
    "bench calibration": (
        "tournevis.cli.bench_calibration",
        _("Measure whether the engine is right as often as it says"),
    ),
    "bench pictures": ("tournevis.cli.bench_pictures", _("Draw what the other benches measured")),
    "bench trees": ("tournevis.cli.bench_trees", _("Measure imported decision trees beside the engine")),
    "bench probes": ("tournevis.cli.bench_probes", _("Measure the probes saved against reading them all")),
    "bench understanding": ("tournevis.cli.bench_understanding", _("Measure how well complaints are understood")),
    "bench search": ("tournevis.cli.bench_search", _("Measure searches and the writers of their index")),
    "faultbase": ("tournevis.cli.faultbase", _("Check the fault base")),
    "serve": ("tournevis.cli.serve", _("Start the site: web server and mail delivery")),
    "migrate": ("tournevis.cli.migrate", _("Bring the database to this version")),
    "demo remove": ("tournevis.cli.demo", _("Remove the demonstration organisation and all that it holds")),
    "backup": ("tournevis.cli.backup", _("Copy everything into one file, while the site runs")),
    "backup verify": ("tournevis.cli.backup", _("Try a backup: put it back into a scratch place and compare")),
    "restore": ("tournevis.cli.restore", _("Put a backup back into an empty place")),
    "audit check": ("tournevis.cli.audit", _("Check a copy of the log of acts, taken away by an auditor")),
    "audit verify": ("tournevis.cli.audit", _("Check that nobody changed the log of acts")),
    "keys rotate": ("tournevis.cli.keys", _("Seal every secret again with a new key")),
    "password": ("tournevis.cli.password", _("Give an account a new password")),
    "mcp": ("tournevis.cli.mcp", _("Let a language model use the product, over its input and output")),
    "manage": ("tournevis.cli.manage", _("Run a command of Django's manage.py")),
}


def usage() -> str:
    """The list of subcommands, as `tournevis --help` shows it."""
    say = translation(terminal_language())
    width = max(map(len, COMMANDS))
    lines = [f"  {words:<{width}}  {say(text)}" for words, (_module, text) in COMMANDS.items()]
    head, foot = _("usage: tournevis COMMAND ..."), _("tournevis COMMAND --help tells more of one.")
    return "\n".join([say(head), "", *lines, "", say(foot)])


def find(argv: list[str]) -> tuple[str, list[str]] | None:
    """The module for the words that `argv` begins with, and what to hand it; None when there is no such command.

    A command of two words keeps its second one, so that one module may serve several.
    """
    for size in (2, 1):
        if (entry := COMMANDS.get(" ".join(argv[:size]))) and len(argv) >= size:
            return entry[0], argv[1:]
    return None


def main(argv: list[str] | None = None) -> int:
    """Run `tournevis` with `argv` (default: the process's own) and return its exit code."""
    argv = sys.argv[1:] if argv is None else argv
    if not argv or argv[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0
    if argv[0] in {"-V", "--version"}:
        print(f"tournevis {__version__}")
        return 0
    found = find(argv)
    if found is None:
        unknown = translation(terminal_language())(_("unknown command: %(words)s")) % {"words": " ".join(argv[:2])}
        print(f"tournevis: {unknown}\n\n{usage()}", file=sys.stderr)
        return 2
    module, rest = found
    try:
        code: int = import_module(module).main(rest)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader went away (`| head`): no message, and none at the interpreter's own flush either.
        sys.stdout = None
        return 141
    return code
