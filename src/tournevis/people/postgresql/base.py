"""The connection to PostgreSQL: before a query, the database knows which organisations it may concern.

What the database was told last is kept beside the connection, so that a page of the same organisation pays nothing.
A rollback may take the telling back with it: after one, it is told again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base

from tournevis.people.tenancy import scope

TELL = "SELECT set_config('tournevis.organisations', %s, false), set_config('tournevis.directory', %s, false)"
# A transaction's kind is set before its first query; one that failed takes nothing but its way back.
UNTOLD = ("SET TRANSACTION", "ROLLBACK TO SAVEPOINT")


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that says for whom it asks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: scope.Scope | None = None
        self.execute_wrappers.append(self._ask)

    def init_connection_state(self) -> None:
        """A new connection was told nothing."""
        super().init_connection_state()
        self._told = None

    def _rollback(self) -> None:
        self._told = None
        super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        self._told = None
        super()._savepoint_rollback(sid)  # type: ignore[misc]

    def _ask(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if (now := scope.current()) != self._told and not sql.startswith(UNTOLD):
            with self.wrap_database_errors, self.connection.cursor() as cursor:
                cursor.execute(TELL, now.as_settings())
            self._told = now
        return execute(sql, params, many, context)
