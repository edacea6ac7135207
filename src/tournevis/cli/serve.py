"""`tournevis serve`: the site and the delivery of its messages, in one tree of processes that stops as one."""

from __future__ import annotations

import argparse
import errno
import http.client
import multiprocessing
import os
import socket
import sys
import threading
import time
from pathlib import Path

from tournevis.cli.words import _, terminal_language

DEFAULT_PORT = 8000


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    made = argparse.ArgumentParser(prog="tournevis serve", description=_("Start the site."))
    made.add_argument("--host", default="127.0.0.1", help=_("address to listen on (default: this machine only)"))
    made.add_argument("--port", type=int, default=DEFAULT_PORT, help=_("port to listen on (default: 8000)"))
    made.add_argument("--workers", type=int, default=1, help=_("processes that answer requests (default: 1)"))
    made.add_argument("--demo", action="store_true", help=_("add the demonstration organisation on the first start"))
    made.add_argument("--no-migrate", action="store_true", help=_("refuse to start rather than change the database"))
    return made


def main(argv: list[str]) -> int:
    """Prepare the installation, serve it until interrupted, and return the exit code."""
    options = parser().parse_args(argv)
    if problem := port_problem(options.host, options.port) or folder_problem():
        return fail(problem)
    if problem := prepare(no_migrate=options.no_migrate):
        return fail(problem)
    notice = first_start(demo=options.demo)
    run(options, notice)
    print(_("Stopped."))
    return 0


def fail(problem: str) -> int:
    """Say why the site does not start."""
    print(problem, file=sys.stderr)
    return 1


def port_problem(host: str, port: int) -> str:
    """Why nothing can listen there, in words; empty when it can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            text = _("Port %(port)d is taken by another program. Choose another one: make run PORT=%(other)d")
            return text % {"port": port, "other": port + 1}
        return _("Cannot listen on %(host)s port %(port)d: %(why)s") % {"host": host, "port": port, "why": error}
    return ""


def folder_problem() -> str:
    """Why the data folder cannot be used, in words; empty when it can."""
    folder = Path(os.environ.get("TOURNEVIS_DATA") or "var").absolute()
    advice = _("Set TOURNEVIS_DATA to a folder that this user may write.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = _("The data folder %(folder)s cannot be made: %(why)s.") % {"folder": folder, "why": error.strerror}
        return f"{told} {advice}"
    if not os.access(folder, os.W_OK | os.X_OK):
        return _("The data folder %(folder)s cannot be written.") % {"folder": folder} + f" {advice}"
    return ""


def prepare(*, no_migrate: bool) -> str:
    """Load the settings, bring tables and static files up to date; what stands in the way, or empty."""
    os.environ["TOURNEVIS_AS_OWNER"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tournevis.project.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    try:
        django.setup()
        return bring_up_to_date(no_migrate=no_migrate)
    except ImproperlyConfigured as error:
        return str(error)
    except DatabaseError as error:
        return _("The database cannot be used: %(why)s") % {"why": error}
    except OSError as error:
        text = _("%(file)s cannot be written: %(why)s.")
        return text % {"file": error.filename, "why": error.strerror}


def bring_up_to_date(*, no_migrate: bool) -> str:
    """Tables and static files of this version; what stands in the way, or empty."""
    from tournevis.project.prepare import collect_static, migrate, pending_migrations

    if pending := pending_migrations():
        if no_migrate:
            return _("The database is older than this version. Run: tournevis migrate")
        print(_("Preparing the database (%(count)d steps)…") % {"count": len(pending)}, flush=True)
        migrate()
    collect_static()
    return ""


def first_start(*, demo: bool) -> str:
    """Make the first organisation when there is none; how to sign in, to print once the site answers."""
    from django.utils import translation

    from tournevis.project.setup import first_organisation, is_first_start, sign_in_notice

    if is_first_start() and demo:
        print(_("Making the demonstration company…"), flush=True)
    with translation.override(terminal_language()):
        return first_organisation(with_demo=demo) or sign_in_notice()


def run(options: argparse.Namespace, notice: str) -> None:
    """Serve until SIGINT or SIGTERM, then stop the workers and the delivery."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from tournevis.cli.delivery import Delivery

    connections.close_all()
    # A forked worker would inherit the delivery's thread locks and database connection.
    multiprocessing.set_start_method("spawn", force=True)
    os.environ["TOURNEVIS_SUPERVISOR"] = str(os.getpid())
    os.environ["TOURNEVIS_AS_OWNER"] = "0"  # the workers, spawned from here on, are bound by row-level security
    server = Granian(
        "tournevis.project.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=8,
        backpressure=128,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
    )
    delivery = Delivery()
    delivery.start()
    threading.Thread(target=announce, args=(options.host, options.port, notice), daemon=True).start()
    server.serve()
    delivery.stop()


def announce(host: str, port: int, notice: str, patience: float = 60.0) -> None:
    """Print the address once the site answers there."""
    local = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if answers(local, port):
            shown = f"[{local}]" if ":" in local else local
            heading = _("Tournevis is ready at %(url)s") % {"url": f"http://{shown}:{port}/"}
            stop = _("Ctrl-C stops it.")
            print(f"\n{heading}\n{notice}\n{stop}", flush=True)
            return
        time.sleep(0.05)


def answers(host: str, port: int) -> bool:
    """Whether the site answers at all."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/health/", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()
