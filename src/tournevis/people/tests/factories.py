"""Ready-made people for tests."""

from itertools import count

from tournevis.people.models import Membership, Organisation, Role, Site, Team, User

_numbers = count(1)
PASSWORD = "correct horse battery"


def make_organisation(name="", **fields):
    """An organisation with a name of its own; the first one runs the installation."""
    number = next(_numbers)
    fields.setdefault("serves_others", not Organisation.objects.filter(serves_others=True).exists())
    return Organisation.objects.create(name=name or f"Organisation {number}", slug=f"organisation-{number}", **fields)


def make_site(organisation, name="", **fields):
    """A site of `organisation`."""
    return Site.objects.create(organisation=organisation, name=name or f"Site {next(_numbers)}", **fields)


def make_user(organisation=None, role=Role.USER, *, password=None, **fields):
    """Somebody of `organisation` (a new one by default); `password` only when the test signs in, since it is slow."""
    number = next(_numbers)
    fields.setdefault("first_name", "Camille")
    fields.setdefault("last_name", f"Martin {number}")
    email = fields.setdefault("email", f"camille.{number}@example.org")
    user = User(username=fields.pop("username", email), role=role, **fields)
    user.organisation = organisation or make_organisation()
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    return user


def make_technician(organisation=None, **fields):
    """A technician."""
    return make_user(organisation, Role.TECHNICIAN, **fields)


def make_manager(organisation=None, **fields):
    """A manager."""
    return make_user(organisation, Role.MANAGER, **fields)


def make_administrator(organisation=None, **fields):
    """An administrator."""
    return make_user(organisation, Role.ADMINISTRATOR, **fields)


def make_team(organisation, *members, name=""):
    """A team of `organisation` with `members`."""
    team = Team.objects.create(organisation=organisation, name=name or f"Team {next(_numbers)}")
    team.members.set(members)
    return team


def make_member(organisation, role=Role.TECHNICIAN, *, user=None, acting=True, **fields):
    """Somebody of another organisation who works for `organisation`, acting there unless told otherwise."""
    user = user or make_technician()
    membership = Membership.objects.create(user=user, organisation=organisation, role=role, **fields)
    if acting:
        user.act_by(membership)
    return user
