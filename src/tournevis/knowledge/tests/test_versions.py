"""An organisation's own base: what it writes is kept as versions, each whole, none altered."""

import pytest

from tournevis.knowledge import queries
from tournevis.knowledge.models import Version
from tournevis.knowledge.queries.editions import changes_of, label
from tournevis.knowledge.rules import BadPack, Conflicted, publish, withdraw
from tournevis.knowledge.tests.records import fault, own, question
from tournevis.people.models import AuditEntry, Role
from tournevis.people.rules import NotAllowed, Refused
from tournevis.people.tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db

KEY = "faults:printing.badge_reader"
SHIPPED = "faults:printing.queue_stuck"


def made(manager, edits=None, what="Un lecteur de badge", **more):
    return publish(edits or own(), by=manager, what=what, **more)


def base_now(organisation):
    return queries.base_of(queries.edition_now(organisation))


def test_a_fault_of_ones_own_is_in_the_base_of_the_next_case_and_in_no_other_organisation(manager):
    version = made(manager)

    assert version.number == 1
    assert "printing.badge_reader" in base_now(manager.organisation).faults
    assert "printing.badge_reader" not in base_now(make_organisation()).faults
    assert base_now(manager.organisation).version == label(version)


def test_a_version_keeps_who_when_what_and_which_records(manager):
    version = made(manager)

    assert (version.by, version.what) == (manager, "Un lecteur de badge")
    assert sorted(version.differs) == sorted([key, "added"] for key in own())
    assert AuditEntry.objects.filter(act="knowledge.publish", actor=manager).exists()


def test_a_shipped_fault_can_be_corrected_without_copying_the_rest(manager):
    record = queries.records_of(None)[SHIPPED] | {"share": 9}
    version = made(manager, {SHIPPED: record})

    assert base_now(manager.organisation).faults["printing.queue_stuck"].share == 9
    assert list(changes_of(version)) == [SHIPPED]
    assert version.differs == [[SHIPPED, "changed"]]


def test_a_version_is_never_altered(manager):
    version = made(manager)
    version.what = "Autre chose"

    with pytest.raises(TypeError, match="make a new one"):
        version.save()


def test_an_older_edition_stays_what_it_was_after_a_newer_one(manager):
    first = queries.Edition(made(manager).release_id, Version.objects.get().pk)
    made(manager, {KEY: fault(share=7)}, on=Version.objects.get())

    assert queries.base_of(first).faults["printing.badge_reader"].share == 2
    assert base_now(manager.organisation).faults["printing.badge_reader"].share == 7


def test_a_withdrawn_version_gives_way_to_the_one_before_and_stays_for_its_cases(manager):
    first = made(manager)
    second = made(manager, {KEY: fault(share=7)}, on=first)
    withdraw(second, by=manager, reason="Fausse piste")

    assert queries.newest(manager.organisation) == first
    edition = queries.Edition(second.release_id, second.pk)
    assert queries.base_of(edition).faults["printing.badge_reader"].share == 7
    with pytest.raises(Refused):
        withdraw(second, by=manager, reason="Encore")


def test_numbers_are_never_used_twice_even_after_a_withdrawal(manager):
    withdraw(made(manager), by=manager, reason="Essai")

    assert made(manager).number == 2


def test_two_authors_who_change_different_fields_both_keep_their_work(manager):
    first = made(manager)
    made(manager, {KEY: fault(share=7)}, on=first)
    made(manager, {KEY: fault(level="second_line")}, on=first)
    found = base_now(manager.organisation).faults["printing.badge_reader"]

    assert (found.share, found.level) == (7, "second_line")


def test_two_authors_who_change_the_same_field_are_told_and_nothing_is_overwritten(manager):
    first = made(manager)
    made(manager, {KEY: fault(share=7)}, on=first)
    with pytest.raises(Conflicted) as caught:
        made(manager, {KEY: fault(share=8)}, on=first)

    (conflict,) = caught.value.conflicts
    assert (conflict.key, conflict.base, conflict.theirs, conflict.ours) == (f"{KEY}/share", 2, 7, 8)
    assert base_now(manager.organisation).faults["printing.badge_reader"].share == 7
    made(manager, {KEY: fault(share=8)}, on=first, settled={conflict.key: 8})
    assert base_now(manager.organisation).faults["printing.badge_reader"].share == 8


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ({KEY: fault(remedies=[])}, "remedies"),
        ({KEY: fault(expects={"moon": "full"})}, "unknown fact 'moon'"),
        ({KEY: fault(names={"fr": "<script>alert(1)</script>", "en": "x"})}, "page code is refused"),
        ({KEY: fault(names={"fr": "Un\u202enom", "en": "x"})}, "U+202E"),
        ({"facts:badge_light": question(answers=[])}, "answers"),
        ({"facts:badge_light": question("other")}, "give it back its id"),
        ({"faults:moon.full": fault("moon.full")}, "unknown family 'moon'"),
        ({"cheese:x": {"id": "x"}}, "unknown kind 'cheese'"),
        ({"remedies:printing.badge_reset": None}, "unknown remedy"),
    ],
)
def test_a_base_that_cannot_be_reasoned_with_is_refused_with_its_record_and_nothing_is_kept(manager, edits, says):
    with pytest.raises(BadPack) as caught:
        made(manager, own() | edits)

    assert any(says in str(remark) for remark in caught.value.remarks)
    assert not Version.objects.exists()


def test_without_a_word_of_what_changed_or_without_a_change_nothing_is_kept(manager):
    with pytest.raises(Refused):
        made(manager, what="  ")
    first = made(manager)
    with pytest.raises(Refused):
        made(manager, {KEY: fault()}, on=first)

    assert Version.objects.count() == 1


def test_only_those_who_publish_may_change_the_base(user, manager):
    for someone in (user, make_user(user.organisation, role=Role.TECHNICIAN)):
        with pytest.raises(NotAllowed):
            made(someone)
    stranger = make_user(make_organisation(), role=Role.MANAGER)
    with pytest.raises(NotAllowed):
        withdraw(made(manager), by=stranger, reason="x")


def test_a_fault_of_ones_own_is_found_by_its_words_there_and_only_there(manager):
    made(manager)
    found = queries.find_faults("lecteur badge", queries.edition_now(manager.organisation))

    assert [hit.fault.id for hit in found][:1] == ["printing.badge_reader"]
    assert "printing.badge_reader" not in [hit.fault.id for hit in queries.find_faults("lecteur badge")]
