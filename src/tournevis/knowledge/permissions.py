"""Who may read and change the fault base, and read, write and publish articles."""

from __future__ import annotations

import rules

from tournevis.files.models import Attachment
from tournevis.files.permissions import let_read
from tournevis.knowledge.audience import readable
from tournevis.knowledge.models import Article
from tournevis.people.models import Power, User
from tournevis.people.permissions import has, predicate, same_organisation


@predicate
def reads(user: User, article: object) -> bool:
    """Whether he may read the article; without one, yes."""
    return not isinstance(article, Article) or Article.objects.filter(readable(user), pk=article.pk).exists()


@predicate
def serves_others(user: User) -> bool:
    """His organisation is the one that serves the others."""
    return user.organisation.serves_others


def sees_article(user: User, attachment: Attachment) -> bool:
    """Whether an article that he may read carries the attachment."""
    return Article.objects.filter(readable(user), attachments=attachment).exists()


def register() -> None:
    """Make the permissions known; called once, when the room starts."""
    rules.set_perm("knowledge.read", has(Power.READ))
    rules.set_perm("knowledge.see", reads)
    rules.set_perm("knowledge.write", has(Power.WRITE_KNOWLEDGE) & same_organisation & reads)
    rules.set_perm("knowledge.publish", has(Power.PUBLISH) & same_organisation & reads)
    rules.set_perm("knowledge.share", has(Power.PUBLISH) & same_organisation & serves_others)
    rules.set_perm("knowledge.author", has(Power.PUBLISH) & same_organisation)
    rules.set_perm("knowledge.export", has(Power.WRITE_KNOWLEDGE) & same_organisation)
    let_read(sees_article, from_elsewhere=True)
