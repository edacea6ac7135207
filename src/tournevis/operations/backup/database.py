"""The database of an installation: copied while it is used, put back, looked at."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from .manifest import BackupProblem

SCRATCH = "scratch"
MEMBER = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}


def engine() -> str:
    """`sqlite` or `postgresql`."""
    return connections["default"].vendor


def copy(folder: Path) -> tuple[Path, dict[str, int], list[str]]:
    """Copy the database as it is at one moment into `folder`: the copy, its rows by table, its migrations.

    Raises:
        BackupProblem: it cannot be copied.
    """
    path = folder / MEMBER[engine()]
    if engine() == "sqlite":
        name = connections["default"].settings_dict["NAME"]
        with contextlib.closing(sqlite3.connect(name)) as live, contextlib.closing(sqlite3.connect(path)) as made:
            live.backup(made)
            made.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        with opened(str(path)) as alias:
            return path, counts(alias), migrations(alias)
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={path}")
        return path, counts("default"), migrations("default")


def is_empty() -> bool:
    """Whether there is no database yet, or one without tables."""
    connection = connections["default"]
    if engine() == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        if not file.exists():
            return True
    with connection.cursor() as cursor:
        empty = not connection.introspection.table_names(cursor)
    connection.close()
    return empty


def put_back(copied: Path) -> None:
    """Make the copy the database of this installation.

    Raises:
        BackupProblem: PostgreSQL refuses it; its database is as empty as before.
    """
    if engine() == "sqlite":
        connections.close_all()
        target = Path(connections["default"].settings_dict["NAME"])
        for beside in ("-wal", "-shm"):
            target.with_name(target.name + beside).unlink(missing_ok=True)
        copied.replace(target)
    else:
        _run("pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", str(copied))


@contextlib.contextmanager
def scratch(copied: Path) -> Iterator[str]:
    """The copy as a database of its own beside the real one, gone at the end: the alias to reach it by."""
    if engine() == "sqlite":
        with opened(str(copied)) as alias:
            yield alias
        return
    name = f"tournevis_verify_{secrets.token_hex(6)}"
    with connections["default"].cursor() as cursor:
        try:
            cursor.execute(f'CREATE DATABASE "{name}"')
        except DatabaseError as error:
            text = _("A scratch database cannot be made (%(why)s): let the database's user CREATEDB.")
            raise BackupProblem(text % {"why": str(error).strip()}) from error
    try:
        _run("pg_restore", "--no-owner", "--exit-on-error", str(copied), database=name)
        with opened(name) as alias:
            yield alias
    finally:
        with connections["default"].cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


@contextlib.contextmanager
def opened(name: str) -> Iterator[str]:
    """Another database of the same kind, by its file or name, reachable under the alias that this gives."""
    settings = deepcopy(connections["default"].settings_dict)
    connections.databases[SCRATCH] = {**settings, "NAME": name}
    try:
        yield SCRATCH
    finally:
        connections[SCRATCH].close()
        with contextlib.suppress(AttributeError):
            del connections[SCRATCH]
        del connections.databases[SCRATCH]


def counts(alias: str) -> dict[str, int]:
    """Rows of each table of the rooms that the database has."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        found = {}
        for table in sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)} & there):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchone()[0]
    return found


def migrations(alias: str) -> list[str]:
    """`room.name` of each migration that the database had."""
    return sorted(f"{room}.{name}" for room, name in MigrationRecorder(connections[alias]).applied_migrations())


def known_migrations() -> set[str]:
    """`room.name` of each migration of this version."""
    return {f"{room}.{name}" for room, name in MigrationLoader(None).disk_migrations}


def is_whole(alias: str) -> bool:
    """Whether the database finds no damage in itself; PostgreSQL checked while it took the copy in."""
    if engine() != "sqlite":
        return True
    with connections[alias].cursor() as cursor:
        return bool(cursor.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def _run(program: str, *options: str, database: str = "") -> None:
    """Run a program of PostgreSQL on a database of the server, by default the installation's own."""
    if not shutil.which(program):
        raise BackupProblem(_("%(program)s is not here: install PostgreSQL's client programs.") % {"program": program})
    connection = connections["default"]
    name = database or connection.settings_dict["NAME"]
    command = [program, *options, f"--dbname={name}"]
    done = subprocess.run(command, env=_environment(connection), capture_output=True, text=True, check=False)
    if done.returncode:
        text = _("%(program)s failed: %(why)s")
        raise BackupProblem(text % {"program": program, "why": done.stderr.strip()[-500:]})


def _environment(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """How to reach the server, as PostgreSQL's programs read it: a password on the command line could be seen."""
    settings = connection.settings_dict
    options = {f"PG{name.upper()}": str(value) for name, value in settings["OPTIONS"].items() if name in _OPTIONS}
    given = {"PGHOST": settings["HOST"], "PGPORT": settings["PORT"], "PGUSER": settings["USER"]}
    given |= {"PGPASSWORD": settings["PASSWORD"], **options}
    return {**os.environ, **{name: str(value) for name, value in given.items() if value}}


_OPTIONS = frozenset({"host", "sslmode", "sslrootcert", "sslcert", "sslkey", "service"})
