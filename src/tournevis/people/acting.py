"""Where somebody acts: in his own organisation, or in one that he works for; kept in his session."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy

from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse

from tournevis.people.models import Membership, Organisation, User
from tournevis.people.queries import memberships_of
from tournevis.people.tenancy import scope

KEY = "acting_in"  # in the session: the number of the organisation


class Acting:
    """Lets the signed-in user of a request act where he chose to; a membership that ended brings him home."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with scope.directory():
            place(request)
        if isinstance(request.user, User):
            allowed = scope.Scope(frozenset({request.user.organisation_id}))
        else:
            allowed = scope.Scope(directory=True)
        with scope.held(allowed):
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = scope.spread(allowed, response.streaming_content)  # type: ignore[arg-type]
        return response


def place(request: HttpRequest) -> None:
    """Let the user of a request act where he chose to."""
    wanted = request.session.get(KEY)
    if not isinstance(request.user, User) or not wanted:
        return
    membership = memberships_of(request.user).filter(organisation=wanted).first()
    if membership is None:
        del request.session[KEY]
    else:
        request.user.act_by(membership)


def go_to(request: HttpRequest, user: User, organisation: int) -> bool:
    """Act in another organisation from the next request on; False, and nothing changes, where he may not."""
    if organisation == user.home_id:
        request.session.pop(KEY, None)
        return True
    with scope.directory():
        if not memberships_of(user).filter(organisation=organisation).exists():
            return False
    request.session[KEY] = organisation
    return True


def workplaces_of(user: User) -> list[Organisation]:
    """The organisations that somebody works for, his own first; none where there is but his own."""
    if not getattr(user, "works_elsewhere", True):
        return []
    elsewhere = Membership.objects.filter(user=user.pk, is_active=True).values("organisation")
    with scope.directory():
        found = list(Organisation.objects.filter(Q(pk=user.home_id) | Q(pk__in=elsewhere)).order_by("name"))
    return sorted(found, key=lambda place: place.pk != user.home_id) if len(found) > 1 else []


def everywhere(user: User) -> list[User]:
    """`user` once for each organisation that he works for, acting there; at home first."""
    with scope.directory():
        home = User.objects.select_related("organisation").get(pk=user.pk) if user.membership else user
        return [home, *(as_member(home, membership) for membership in memberships_of(user))]


def acting_in(user: User, organisation: int) -> User | None:
    """Somebody as he acts in an organisation; None where he does not work for it."""
    if user.organisation_id == organisation:
        return user
    membership = memberships_of(user).filter(organisation=organisation).first()
    return as_member(user, membership) if membership else None


def as_member(user: User, membership: Membership) -> User:
    """Another object of the same person, acting by `membership`."""
    other = copy(user)
    other._state = copy(user._state)
    other._state.fields_cache = dict(user._state.fields_cache)
    other.act_by(membership)
    return other
