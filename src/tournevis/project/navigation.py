"""The main menu and the account's menu, by what one may do."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tournevis.people.models import Power, User


@dataclass(frozen=True)
class Entry:
    """A place of the menu: route name, label, icon, the key that opens it, the power that shows it or hides it."""

    route: str
    label: str | Promise
    icon: str
    key: str = ""
    power: Power | None = None
    without: Power | None = None


@dataclass(frozen=True)
class Link:
    """An entry with its address, and whether the page shown lies under it."""

    url: str
    label: str | Promise
    icon: str
    key: str
    current: bool


MAIN = (
    Entry("workbench:cases", _("Cases"), icon="list-details", key="g c", power=Power.READ),
    Entry("workbench:new", _("New case"), icon="plus", key="g n", power=Power.WORK),
    Entry("portal:home", _("My requests"), icon="home", key="g r", without=Power.READ),
    Entry("portal:new", _("Ask for help"), icon="lifebuoy", key="g n", without=Power.READ),
    Entry("workbench:articles", _("Articles"), icon="book", key="g k", power=Power.READ),
    Entry("portal:help", _("Self-help"), icon="book", key="g h", without=Power.READ),
    Entry("workbench:overview", _("Overview"), icon="chart-bar", key="g o", power=Power.OVERSEE),
    Entry("authoring:drafts", _("Base"), icon="bulb", key="g b", power=Power.WRITE_KNOWLEDGE),
    Entry("assets:list", _("Machines"), icon="devices", key="g m", power=Power.READ),
    Entry("people:users", _("People"), icon="users", key="g p", power=Power.READ),
    Entry("people:settings", _("Settings"), icon="settings", key="g s", power=Power.ADMINISTER),
    Entry("people:audit", _("Activity"), icon="history", key="g a", power=Power.READ_LOGS, without=Power.ADMINISTER),
)
ACCOUNT = (
    Entry("people:profile", _("My profile"), icon="user"),
    Entry("signon:security", _("Signing in and security"), icon="shield-lock"),
    Entry("portal:home", _("My own requests"), icon="home", power=Power.READ),
)


def links(entries: tuple[Entry, ...], request: HttpRequest) -> list[Link]:
    """The entries that the signed-in user sees; the one with the longest address above this page is current."""
    seen = [(entry, reverse(entry.route)) for entry in entries if _sees(request.user, entry)]
    under = [url for _entry, url in seen if request.path.startswith(url)]
    here = max(under, key=len, default="")
    return [Link(url, entry.label, entry.icon, entry.key, url == here) for entry, url in seen]


def _sees(user: User | AnonymousUser, entry: Entry) -> bool:
    if not isinstance(user, User):
        return False
    return (entry.power is None or user.can(entry.power)) and not (entry.without and user.can(entry.without))
