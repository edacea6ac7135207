"""The main menu and the account's menu, by role."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """A place of the menu: route name, label, icon, the key that opens it, the least role that sees it."""

    route: str
    label: str | Promise
    icon: str
    key: str = ""
    least: str = "user"
    most: str = "administrator"


@dataclass(frozen=True)
class Link:
    """An entry with its address, and whether the page shown lies under it."""

    url: str
    label: str | Promise
    icon: str
    key: str
    current: bool


MAIN = (
    Entry("workbench:cases", _("Cases"), icon="list-details", key="g c", least="technician"),
    Entry("workbench:new", _("New case"), icon="plus", key="g n", least="technician"),
    Entry("portal:home", _("My requests"), icon="home", key="g r", most="user"),
    Entry("portal:new", _("Ask for help"), icon="lifebuoy", key="g n", most="user"),
    Entry("workbench:overview", _("Overview"), icon="chart-bar", key="g o", least="manager"),
    Entry("assets:list", _("Machines"), icon="devices", key="g m", least="technician"),
    Entry("people:users", _("People"), icon="users", key="g p", least="technician"),
    Entry("people:settings", _("Settings"), icon="settings", key="g s", least="administrator"),
)
ACCOUNT = (
    Entry("people:profile", _("My profile"), icon="user"),
    Entry("people:password_change", _("Change my password"), icon="key"),
    Entry("portal:home", _("My own requests"), icon="home", least="technician"),
)
RANKS = ("user", "technician", "manager", "administrator")


def links(entries: tuple[Entry, ...], request: HttpRequest) -> list[Link]:
    """The entries that the signed-in user's role sees; the one with the longest address above this page is current."""
    rank = RANKS.index(request.user.role) if request.user.is_authenticated else -1
    seen = [(entry, reverse(entry.route)) for entry in entries if _sees(rank, entry)]
    under = [url for _entry, url in seen if request.path.startswith(url)]
    here = max(under, key=len, default="")
    return [Link(url, entry.label, entry.icon, entry.key, url == here) for entry, url in seen]


def _sees(rank: int, entry: Entry) -> bool:
    return RANKS.index(entry.least) <= rank <= RANKS.index(entry.most)
