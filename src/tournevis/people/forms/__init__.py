"""Forms of the room."""

from .account import ProfileForm, ResetForm
from .directory import DirectoryForm
from .members import MemberForm, OrganisationForm
from .people import PeopleFilter, UserForm
from .person import PersonField
from .places import SiteForm, TeamForm
from .settings import SECTIONS, Section
from .table import TableForm

__all__ = [
    "SECTIONS",
    "DirectoryForm",
    "MemberForm",
    "OrganisationForm",
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
