"""The engine of sessions: Django's own on the database, with whose each one is (SESSION_ENGINE)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

DOOR = "door"


class SessionStore(DatabaseStore):
    """Writes beside the data what the list of sessions shows."""

    @classmethod
    def get_model_class(cls) -> Any:
        """Our table."""
        from tournevis.signon.models import Session

        return Session

    def create_model_instance(self, data: Any) -> Any:
        """A row for the session's `data`."""
        row: Any = super().create_model_instance(data)
        door = data.get(DOOR, {})
        row.user_id = data.get("_auth_user_id")
        row.handle, row.means, row.browser = (door.get(name, "") for name in ("handle", "means", "browser"))
        row.address = door.get("address")
        row.began_at, row.seen_at = (_instant(door.get(name)) for name in ("began", "seen"))
        return row


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
