"""Who is signed in, fetched once a page with what every page asks of him."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef

from tournevis.people.models import Membership, User


class Accounts(ModelBackend):
    """Local accounts."""

    def get_user(self, user_id: int) -> User | None:
        """The account with its organisation, and whether it works for others (`works_elsewhere`)."""
        elsewhere = Membership.objects.filter(user=OuterRef("pk"), is_active=True)
        found = User.objects.select_related("organisation").annotate(works_elsewhere=Exists(elsewhere))
        user = found.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
