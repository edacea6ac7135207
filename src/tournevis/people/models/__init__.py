"""Tables of the room: one file for places, one for people, one for the log, one for the settings."""

from .audit import AuditEntry, AuditHead, FailedSignIn
from .installation import Installation
from .places import Organisation, Site
from .users import Language, Level, Role, Team, User

__all__ = [
    "AuditEntry",
    "AuditHead",
    "FailedSignIn",
    "Installation",
    "Language",
    "Level",
    "Organisation",
    "Role",
    "Site",
    "Team",
    "User",
]
