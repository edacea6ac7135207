"""Ready-made counts and articles for tests."""

from django.utils import timezone

from tournevis.knowledge import rules
from tournevis.knowledge.models import OutcomeCount, Version
from tournevis.knowledge.models.versions import packed
from tournevis.knowledge.queries.editions import release_now
from tournevis.people.tests.factories import make_manager


def make_outcome_count(organisation, fault="printing.jam", remedy="printing.clear_jam", **fields):
    """What became of `remedy` against `fault`."""
    fields.setdefault("base_version", "test")
    return OutcomeCount.objects.create(organisation=organisation, fault=fault, remedy=remedy, **fields)


def make_article(by=None, *, title="Vider la file d'impression", language="fr", settled=None, **parts):
    """An article of `by` (a new manager by default), written by the rule, then settled so."""
    by = by or make_manager()
    article = rules.draft_article(by=by, title=title, language=language, **parts)
    if settled:
        rules.settle(article, by=by, **settled)
    return article


def make_version(organisation, number=1, **fields):
    """A version of an organisation's own base that changes nothing yet."""
    known = {"release": release_now(), "changes": packed({}), "digest": "", "at": timezone.now(), "what": "Essai"}
    return Version.objects.create(organisation=organisation, number=number, **{**known, **fields})
