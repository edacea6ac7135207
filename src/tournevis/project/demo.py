"""The demonstration organisation: made through the rules of each room, removed in one command."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tournevis.assets.rules import give, save_asset
from tournevis.desk.shelves import internal_shelf, public_shelf
from tournevis.files.models import Attachment
from tournevis.knowledge.shelves import article_shelves
from tournevis.outbox.models import Message
from tournevis.people.models import Organisation, Role, Site, User
from tournevis.people.rules import create_organisation, create_user, save_site, save_team
from tournevis.project.demo_articles import add_articles
from tournevis.project.demo_tickets import add_ticket
from tournevis.search.rules import clear

STORY = Path(__file__).with_name("demo.yaml")


class Demonstration:
    """Tells the story of demo.yaml into an organisation, acting for its administrator."""

    def __init__(self, organisation: Organisation, *, by: User, password: str) -> None:
        self.organisation = organisation
        self.by = by
        self.password = password
        self.now = timezone.now()
        self.sites: dict[str, Site] = {}
        self.users: dict[str, User] = {}

    @cached_property
    def story(self) -> dict[str, Any]:
        """The content of demo.yaml."""
        content: dict[str, Any] = yaml.safe_load(STORY.read_text(encoding="utf-8"))
        return content

    def tell(self) -> None:
        """Make everything, in the order in which one thing needs another."""
        for site in self.story["sites"]:
            self.add_site(site)
        for person in self.story["users"]:
            self.add_user(person)
        for team in self.story["teams"]:
            members = [self.users[name] for name in team["members"]]
            save_team(self.organisation, team["name"], members, by=self.by)
        for machine in self.story["machines"]:
            self.add_machine(machine)
        for ticket in sorted(self.story["tickets"], key=lambda told: -told["age"]):
            add_ticket(ticket, self.users, self.now)
        add_articles(self.users)
        # Nobody of the story has a mailbox: what the rules told them is not to be sent one day.
        Message.objects.filter(organisation=self.organisation).delete()

    def add_site(self, site: dict[str, str]) -> None:
        """A place, in another when `part_of` names one."""
        parent = self.sites.get(site.get("part_of", ""))
        self.sites[site["name"]] = save_site(self.organisation, site["name"], parent, by=self.by)

    def add_user(self, person: dict[str, str]) -> None:
        """Somebody who signs in with the password of the demonstration."""
        self.users[person["name"]] = create_user(
            self.organisation,
            by=self.by,
            password=self.password,
            username=person["name"],
            email=f"{person['name']}@{self.story['domain']}",
            first_name=person["first"],
            last_name=person["last"],
            role=person["role"],
            job_title=person["job"],
            site=self.sites[person["site"]],
            level=person["level"],
            phone=person["phone"],
        )

    def add_machine(self, machine: dict[str, Any]) -> None:
        """A machine in somebody's hands, or at a place."""
        bought: date = machine["bought"]
        place = self.sites[machine.get("at") or machine["site"]]
        asset = save_asset(
            self.organisation,
            by=self.by,
            kind=machine["kind"],
            name=machine["name"],
            maker=machine["maker"],
            model=machine["model"],
            serial=machine["serial"],
            os=machine.get("os", ""),
            site=place,
            bought_on=bought,
            warranty_until=machine["warranty"],
        )
        give(asset, self.users.get(machine.get("holder", "")) or place, by=self.by, now=self.now)


def story_name() -> str:
    """The name of the demonstration organisation."""
    return str(yaml.safe_load(STORY.read_text(encoding="utf-8"))["organisation"])


def create_empty() -> Organisation:
    """The demonstration organisation, with nothing in it yet."""
    return create_organisation(story_name(), is_demo=True)


def fill(organisation: Organisation, *, by: User, password: str) -> None:
    """Tell the story; everybody in it signs in with `password`."""
    with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
        Demonstration(organisation, by=by, password=password).tell()


def present() -> bool:
    """Whether a demonstration is there."""
    return Organisation.objects.filter(is_demo=True).exists()


def remove() -> int:
    """Remove each demonstration with all that it holds, files too; its administrators get an organisation of their own.

    Returns:
        how many rows are gone.
    """
    with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
        return sum(remove_one(organisation) for organisation in Organisation.objects.filter(is_demo=True))


def remove_one(organisation: Organisation) -> int:
    """Remove one demonstration; returns how many rows are gone."""
    told = {person["name"] for person in yaml.safe_load(STORY.read_text(encoding="utf-8"))["users"]}
    administrators = organisation.users.filter(role=Role.ADMINISTRATOR).exclude(username__in=told)
    if administrators.exists():
        home = Organisation.objects.filter(is_demo=False).first() or create_organisation(_("My organisation"))
        administrators.update(organisation=home, site=None, reach=None)
        if organisation.serves_others:
            Organisation.objects.filter(pk=organisation.pk).update(serves_others=False)
            Organisation.objects.filter(pk=home.pk).update(serves_others=True)
    stored = [(a.file.storage, a.file.name) for a in Attachment.objects.filter(organisation=organisation)]
    clear(public_shelf(organisation.pk), internal_shelf(organisation.pk), *article_shelves(organisation))
    rows, _by_table = Organisation.objects.filter(pk=organisation.pk).delete()
    # Files go once the rows are surely gone: the reverse would leave rows that point nowhere.
    for storage, name in stored:
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))  # type: ignore[misc]
    return rows
