"""Ready-made counts for tests."""

from tournevis.knowledge.models import OutcomeCount


def make_outcome_count(organisation, fault="printing.jam", remedy="printing.clear_jam", **fields):
    """What became of `remedy` against `fault`."""
    fields.setdefault("base_version", "test")
    return OutcomeCount.objects.create(organisation=organisation, fault=fault, remedy=remedy, **fields)
