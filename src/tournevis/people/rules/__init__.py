"""What may happen to people, and what follows."""

from .access import NotAllowed, Refused, allowed, require
from .accounts import (
    activate,
    ask_reset,
    change_user,
    create_organisation,
    create_user,
    deactivate,
    edit_profile,
    follow_role,
    invite,
    password_changed,
    send_reset,
)
from .audit import record
from .consent import agrees, answer_consent, ask_consent, keep_spoken, note_spoken_consent, withdraw_consent
from .imports import import_users, plan_users
from .memberships import add_member, change_member, end_member, open_organisation
from .places import remove_site, remove_team, save_site, save_team
from .settings import change_settings
from .sign_in import LockedOut, WrongCredentials, guarded, identify, is_called

__all__ = [
    "LockedOut",
    "NotAllowed",
    "Refused",
    "WrongCredentials",
    "activate",
    "add_member",
    "agrees",
    "allowed",
    "answer_consent",
    "ask_consent",
    "ask_reset",
    "change_member",
    "change_settings",
    "change_user",
    "create_organisation",
    "create_user",
    "deactivate",
    "edit_profile",
    "end_member",
    "follow_role",
    "guarded",
    "identify",
    "import_users",
    "invite",
    "is_called",
    "keep_spoken",
    "note_spoken_consent",
    "open_organisation",
    "password_changed",
    "plan_users",
    "record",
    "remove_site",
    "remove_team",
    "require",
    "save_site",
    "save_team",
    "send_reset",
    "withdraw_consent",
]
