"""Counting what worked; the fault base; finding faults."""

import pytest

from tournevis.knowledge import queries, rules
from tournevis.knowledge.models import OutcomeCount
from tournevis.people.tests.factories import make_organisation


def count(organisation, outcome, **kwargs):
    return rules.count_outcome(organisation, "1", "printing.jam", "printing.clear_jam", outcome, **kwargs)


def test_outcomes_add_up_by_base_version_fault_and_remedy(organisation):
    count(organisation, "solved")
    count(organisation, "solved")
    found = count(organisation, "not_solved")
    assert (found.solved, found.not_solved, found.refused) == (2, 1, 0)
    rules.count_outcome(organisation, "2", "printing.jam", "printing.clear_jam", "solved")
    assert OutcomeCount.objects.count() == 2


def test_an_outcome_can_be_taken_back_but_not_below_none(organisation):
    count(organisation, "solved")
    assert count(organisation, "solved", by=-1).solved == 0
    with pytest.raises(ValueError, match="never"):
        count(organisation, "solved", by=-1)


def test_an_unknown_outcome_is_an_error(organisation):
    with pytest.raises(ValueError, match="not an outcome"):
        count(organisation, "exploded")


def test_counts_are_read_by_organisation(organisation):
    count(organisation, "solved")
    assert list(queries.outcomes(organisation, ["printing.jam"])) == ["printing.jam"]
    assert queries.outcomes(make_organisation(), ["printing.jam"]) == {}


def test_the_base_is_read_once():
    assert queries.base() is queries.base()


def test_every_fault_is_found_by_its_own_name_in_both_languages():
    for fault in queries.base().faults.values():
        for language in ("fr", "en"):
            found = [hit.fault.id for hit in queries.find_faults(fault.names[language], limit=3)]
            assert fault.id in found, (fault.names[language], found)


def test_faults_are_found_without_accents_case_or_endings():
    fault = next(iter(queries.base().faults.values()))
    for text in (fault.names["fr"].upper(), fault.names["fr"][:-2]):
        assert fault.id in [hit.fault.id for hit in queries.find_faults(text)]


@pytest.mark.parametrize("text", ["", "  ", "zzzzqqqq", "%", "\0"])
def test_what_is_not_there_is_not_found(text):
    assert queries.find_faults(text) == []
