"""The articles of the demonstration."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from tournevis.knowledge import rules
from tournevis.people.models import User

STORY = Path(__file__).with_name("demo_articles.yaml")


def add_articles(users: Mapping[str, User]) -> None:
    """Each article of the story, written by its author and given to its readers."""
    for told in yaml.safe_load(STORY.read_text(encoding="utf-8")):
        by = users[told["author"]]
        article = rules.draft_article(
            by=_publisher(users, by, told),
            language="fr",
            kind=told.get("kind", "how_to"),
            faults=told.get("faults", ()),
            versions=told.get("versions", ""),
            **told["fr"],
        )
        if "en" in told:
            rules.write(article, "en", told["en"], by=by)
            rules.agree(article, "fr", by=by)
        rules.settle(article, by=article.owner, state=told["state"])


def _publisher(users: Mapping[str, User], by: User, told: Mapping[str, str]) -> User:
    """Who answers for it: its author, or the manager where it goes to users."""
    return users["helene.garnier"] if told["state"] == "public" else by
