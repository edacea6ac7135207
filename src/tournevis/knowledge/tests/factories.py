"""Ready-made counts and articles for tests."""

from tournevis.knowledge import rules
from tournevis.knowledge.models import OutcomeCount
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
