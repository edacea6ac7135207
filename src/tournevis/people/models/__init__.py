"""Tables of the room: one file for places, one for people, one for the log, one for the settings."""

from .audit import AuditEntry, AuditHead, FailedSignIn
from .consent import Consent
from .installation import Installation
from .memberships import Membership
from .places import Organisation, Site
from .roles import POWERS, POWERS_OF, Power, Role, roles_with
from .users import Language, Level, Team, User

__all__ = [
    "POWERS",
    "POWERS_OF",
    "AuditEntry",
    "AuditHead",
    "Consent",
    "FailedSignIn",
    "Installation",
    "Language",
    "Level",
    "Membership",
    "Organisation",
    "Power",
    "Role",
    "Site",
    "Team",
    "User",
    "roles_with",
]
