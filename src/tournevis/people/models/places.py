"""Organisations, and the sites where they work."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """Whose everything is: each row of the product belongs to one, and is seen only from it."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    # The service company among several organisations: only its articles may be shared with the others.
    serves_others = models.BooleanField(_("serves the others"), default=False)
    is_demo = models.BooleanField(_("demonstration"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A place of an organisation; `parent` holds it (a building in a campus, a floor in a building)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), name="site_name_once"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")), name="site_not_in_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def and_below(cls, organisation: int, site: int) -> frozenset[int]:
        """The numbers of a site of an organisation and of all that lies in it, at any depth; in one query."""
        inside: dict[int | None, list[int]] = {}
        for pk, parent in cls.objects.filter(organisation=organisation).order_by().values_list("pk", "parent_id"):
            inside.setdefault(parent, []).append(pk)
        found, waiting = {site}, [site]
        while waiting:
            new = [pk for pk in inside.get(waiting.pop(), ()) if pk not in found]
            found.update(new)
            waiting += new
        return frozenset(found)
