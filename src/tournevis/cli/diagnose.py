"""`tournevis diagnose`: a case on this machine, in the terminal or by JSON lines, without any server."""

import argparse
import io
import os
import platform
import sys
from pathlib import Path
from typing import get_args

from platformdirs import user_state_path

from tournevis.language import detect
from tournevis.troubleshooting import Allowance, PackError, compile_model, load_base
from tournevis.troubleshooting.costs import Channel
from tournevis.troubleshooting.openings import RISKS

from .case import Case, DamagedDiary, targets_for
from .words import LANGUAGES, _, language_of_locale, translation


def _pair(text: str) -> tuple[str, str]:
    word, equals, value = text.partition("=")
    if not (word and equals and value):
        raise argparse.ArgumentTypeError(_("expected WORD=VALUE, such as path=/home"))
    return word, value


def parser() -> argparse.ArgumentParser:
    """The command's options."""
    look = _("where to look here: path= (a disk), folder= and signatures= (antivirus), source= (deleted files)")
    found = argparse.ArgumentParser(
        prog="tournevis diagnose", description=_("Find the cause of a trouble on this machine, and its remedy")
    )
    found.add_argument("complaint", nargs="?", help=_("what is wrong, in your own words"))
    found.add_argument("--language", choices=LANGUAGES, help=_("default: the locale's, else the complaint's"))
    found.add_argument("--probe", action="append", default=[], metavar="ipp://…", help=_("a device to read too"))
    found.add_argument("--look", action="append", default=[], type=_pair, metavar="path=…", help=look)
    found.add_argument("--no-local-probes", action="store_true", help=_("read nothing of this machine"))
    found.add_argument("--json-lines", action="store_true", help=_("speak the protocol for programs"))
    found.add_argument("--report", type=Path, metavar="FILE", help=_("write the case as HTML, and as JSON beside it"))
    found.add_argument("--case", type=Path, metavar="FILE", help=_("keep the case in FILE, and go on where it stopped"))
    found.add_argument("--system", choices=("linux", "windows", "macos"), help=_("steps for this system"))
    found.add_argument("--faultbase", type=Path, metavar="FOLDER", help=_("another fault base than the one shipped"))
    _add_reach(found)
    found.add_argument("--join", metavar="CODE", help=_("send this machine's facts to the case of that code"))
    found.add_argument(
        "--server", metavar="URL", default="http://127.0.0.1:8000", help=_("where the case is, for --join")
    )
    found.add_argument("--yes", action="store_true", help=_("with --join: send without asking again"))
    return found


def _add_reach(found: argparse.ArgumentParser) -> None:
    """How whoever works on the case reaches the machine, and what he may risk."""
    channel = _("how you reach the machine: on the phone with its user, from afar, or standing at it")
    found.add_argument("--channel", choices=get_args(Channel), default="any", help=channel)
    found.add_argument("--at-home", action="store_true", help=_("nobody goes there: no visit, no screwdriver"))
    found.add_argument("--out-of-hours", action="store_true", help=_("going there and other levels cost more now"))
    found.add_argument("--max-risk", choices=RISKS, default="high", help=_("propose nothing riskier than this"))


def main(argv: list[str]) -> int:
    """Run a case; exit code 0 when it ended, 1 on an error, 2 on wrong options, 3 when it was left open."""
    options = parser().parse_args(argv)
    language = options.language or language_of_locale() or (detect(options.complaint) if options.complaint else "fr")
    _speak_utf8()
    try:
        if options.join:
            from .join import join

            return join(options.join, options.server, options.probe, language, yes=options.yes)
        _keepable(options, language)
        return _case(options, language)
    except (PackError, DamagedDiary, OSError) as error:
        print(f"tournevis diagnose: {error}", file=sys.stderr)
        return 1


def _keepable(options: argparse.Namespace, language: str) -> None:
    """Refuse a file that cannot be written before the case begins, not once it has ended and would be lost."""
    say = translation(language)
    for path in filter(None, (options.report, options.case)):
        known = path if path.exists() else path.absolute().parent
        if path.is_dir() or not os.access(known, os.W_OK):
            raise OSError(say("%(file)s cannot be written: name a file in a folder that is yours.") % {"file": path})


def _case(options: argparse.Namespace, language: str) -> int:
    model = compile_model(load_base(options.faultbase))
    reader_probes = options.json_lines and options.no_local_probes
    targets = targets_for(options.probe, local=not options.no_local_probes, look=dict(options.look))
    diary = options.case or (None if options.json_lines else _default_diary())
    case = Case(model, language, targets, reader_probes, diary, _reach(options))
    system = options.system or {"Windows": "windows", "Darwin": "macos"}.get(platform.system(), "linux")
    if options.json_lines:
        code = _by_json(case, options.complaint, system)
    else:
        from .terminal import converse

        code = converse(case, options.complaint, system, fresh=options.case is None)
    if options.report:
        from .report import write

        write(case, options.report)
    return code


def _reach(options: argparse.Namespace) -> Allowance:
    return Allowance(
        channel=options.channel,
        at_home=options.at_home,
        out_of_hours=options.out_of_hours,
        max_risk=options.max_risk,
    )


def _by_json(case: Case, complaint: str | None, system: str) -> int:
    from .json_lines import run

    begun = bool(case.session.events)
    alarms = [] if begun else case.complain(complaint or "")
    return run(case, sys.stdin, sys.stdout, system, alarms, [] if begun else case.codes())


def _default_diary() -> Path:
    folder = user_state_path("tournevis")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "case.jsonl"


def _speak_utf8() -> None:
    """A terminal in the C locale would refuse accents; bytes that are no text are replaced, never fatal."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
