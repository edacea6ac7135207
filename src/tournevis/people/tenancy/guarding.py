"""Putting the policies into a PostgreSQL database, and looking whether they bind."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connections

from .policies import Policy, policies

# Privileges are for the application's role; its own tables it may never change.
GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}",
)


def guard(using: str = "default", **_signal: Any) -> int:
    """Make each policy as this version wants it (after each migration); how many tables were changed.

    A policy that is there already is left alone, so that nothing waits for a lock. Other databases have none.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return 0
    changed = 0
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        told = _told(cursor)
        for policy in policies():
            if policy.table in there and told.get(policy.table) != _mark(policy):
                _make(cursor, policy)
                changed += 1
        if role := settings.APPLICATION_ROLE:
            for grant in GRANTS:
                cursor.execute(grant.format(role=connection.ops.quote_name(role)))
    return changed


def binds(using: str = "default") -> bool | None:
    """Whether the policies bind the role that this connection is of; None on another kind of database.

    They do not bind an owner of the tables, a superuser, or a role that may pass them by.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active('people_organisation')")
        return bool(cursor.fetchone()[0])


def _make(cursor: Any, policy: Policy) -> None:
    cursor.execute(f"ALTER TABLE {policy.table} ENABLE ROW LEVEL SECURITY")
    for name, clause in {
        "tournevis_read": f"FOR SELECT USING ({policy.reads})",
        "tournevis_add": f"FOR INSERT WITH CHECK ({policy.adds})",
        "tournevis_change": f"FOR UPDATE USING ({policy.writes}) WITH CHECK ({policy.writes})",
        "tournevis_remove": f"FOR DELETE USING ({policy.writes})",
    }.items():
        cursor.execute(f"DROP POLICY IF EXISTS {name} ON {policy.table}")
        cursor.execute(f"CREATE POLICY {name} ON {policy.table} {clause}")
    cursor.execute(f"COMMENT ON POLICY tournevis_read ON {policy.table} IS %s", [_mark(policy)])


def _mark(policy: Policy) -> str:
    """What the policy was made from; PostgreSQL gives back its own wording of it, which cannot be compared."""
    return f"{policy.reads}\n{policy.writes}"


def _told(cursor: Any) -> dict[str, str]:
    cursor.execute(
        "SELECT c.relname, obj_description(p.oid, 'pg_policy') FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid "
        "WHERE p.polname = 'tournevis_read' AND c.relrowsecurity"
    )
    return dict(cursor.fetchall())
