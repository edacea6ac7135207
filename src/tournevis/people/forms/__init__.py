"""Forms of the room."""

from .account import ProfileForm, ResetForm
from .people import PeopleFilter, UserForm
from .person import PersonField
from .places import SiteForm, TeamForm
from .settings import SECTIONS, Section
from .table import TableForm

__all__ = [
    "SECTIONS",
    "PeopleFilter",
    "PersonField",
    "ProfileForm",
    "ResetForm",
    "Section",
    "SiteForm",
    "TableForm",
    "TeamForm",
    "UserForm",
]
