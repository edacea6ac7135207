"""Who may see an attachment: whoever added it, and whoever may see the thing that it is part of."""

from __future__ import annotations

from collections.abc import Callable

import rules

from tournevis.files.models import Attachment
from tournevis.people.models import User
from tournevis.people.permissions import predicate, same_organisation

Reader = Callable[[User, Attachment], bool]
_readers: list[Reader] = []
_readers_from_elsewhere: list[Reader] = []


def let_read(reader: Reader, *, from_elsewhere: bool = False) -> None:
    """Let `reader` say, for a room on a higher floor, whether somebody sees the thing that holds the attachment.

    Args:
        from_elsewhere: it is asked for people of other organisations too, and looks at the organisation itself.
    """
    kept = _readers_from_elsewhere if from_elsewhere else _readers
    if reader not in kept:
        kept.append(reader)


@predicate
def is_uploader(user: User, attachment: Attachment) -> bool:
    """He added it himself."""
    return attachment.uploaded_by_id == user.pk


@predicate
def sees_its_holder(user: User, attachment: Attachment) -> bool:
    """He may see something that it is attached to."""
    return any(reader(user, attachment) for reader in _readers)


@predicate
def sees_what_is_shared(user: User, attachment: Attachment) -> bool:
    """He may see something that it is attached to, whosever that is."""
    return any(reader(user, attachment) for reader in _readers_from_elsewhere)


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("files.read", (same_organisation & (is_uploader | sees_its_holder)) | sees_what_is_shared)
