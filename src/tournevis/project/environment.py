"""What the environment says: data folder, secret key, database. Read once, by the settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def flag(name: str, default: bool = False) -> bool:
    """Whether the variable `name` says yes (1, true, yes, on), no otherwise; `default` when unset or empty."""
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated words of the variable `name`."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def data_folder() -> Path:
    """The folder that holds everything this installation keeps, made when missing.

    Raises:
        ImproperlyConfigured: the folder cannot be made.
    """
    folder = Path(os.environ.get("TOURNEVIS_DATA") or "var").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"The data folder {folder} cannot be made: {error.strerror}") from error
    return folder


def secret_key(folder: Path) -> str:
    """The key that signs sessions: from TOURNEVIS_SECRET_KEY, else kept in `folder`, made on first use.

    Raises:
        ImproperlyConfigured: no key is given and `folder` cannot be written.
    """
    if key := os.environ.get("TOURNEVIS_SECRET_KEY"):
        return key
    file = folder / "secret_key"
    try:
        # Exclusive creation: two processes that start together must not sign with two keys.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"The data folder {folder} cannot be written: {error.strerror}") from error
    with os.fdopen(descriptor, "w") as stream:
        stream.write(get_random_secret_key())
    return file.read_text().strip()


def sqlite(file: Path | str) -> dict[str, Any]:
    """Settings of an SQLite database that keeps every acknowledged write.

    A write takes the lock at once (IMMEDIATE), so that two of them queue rather than fail half-way; each commit
    reaches the disk (FULL) before it is acknowledged.
    """
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": pragmas},
    }


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's settings of the database at `url`; an empty one is the embedded SQLite in `folder`.

    Raises:
        ImproperlyConfigured: the scheme is neither `sqlite` nor `postgres`.
    """
    if not url:
        return sqlite(folder / "tournevis.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(unquote(parts.path.removeprefix("/")) or folder / "tournevis.sqlite3")
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"TOURNEVIS_DATABASE_URL: {parts.scheme or url!r} is neither sqlite nor postgres")
    options: Mapping[str, str] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "tournevis.people.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(options),
    }


def database_url() -> tuple[str, str]:
    """Where the database is, and the role that answers requests there when it is not the one that owns the tables.

    With TOURNEVIS_OWNER_URL set, the commands of the server (TOURNEVIS_AS_OWNER, see `cli.site`) use it, and requests
    go by TOURNEVIS_DATABASE_URL, whose role row-level security binds.
    """
    url, owner = os.environ.get("TOURNEVIS_DATABASE_URL", ""), os.environ.get("TOURNEVIS_OWNER_URL", "")
    if not owner:
        return url, ""
    return owner if flag("TOURNEVIS_AS_OWNER") else url, unquote(urlsplit(url).username or "")
