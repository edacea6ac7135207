"""A newer shipped base, packs and trees come into an organisation's own base without losing what either side did."""

import json

import pytest

from tournevis.knowledge import queries
from tournevis.knowledge.models import Release, Version
from tournevis.knowledge.queries import editions
from tournevis.knowledge.rules import (
    BadPack,
    Conflicted,
    export_pack,
    import_pack,
    import_tree,
    merge_at_upgrade,
    merge_release,
    plan_pack,
    plan_release,
    plan_tree,
    publish,
)
from tournevis.knowledge.tests.records import fault, own, question
from tournevis.people.models import AuditEntry, Role
from tournevis.people.rules import NotAllowed, Refused
from tournevis.people.tests.factories import make_organisation, make_user
from tournevis.troubleshooting.packs.archive import read_pack
from tournevis.troubleshooting.packs.records import digest
from tournevis.troubleshooting.trees import judge, read_tree

pytestmark = pytest.mark.django_db
KEY = "faults:printing.badge_reader"
STUCK = "faults:printing.queue_stuck"
TREE = """tree: Badgeuse
nodes:
- {id: lights, ask: La badgeuse est-elle allumée ?, answers: [{if: Oui, then: reset}, {if: Non, then: plug}]}
- {id: reset, remedy: Relancer la badgeuse}
- {id: plug, remedy: Brancher la badgeuse}
"""


@pytest.fixture
def upgrade(monkeypatch):
    """Ship another base, with these changes of the stuck queue's fault."""

    def ship(version="2027.1", **fields):
        content = json.loads(json.dumps(editions.shipped().content))
        for record in content["families"]["printing"]["faults"]:
            if record["id"] == "printing.queue_stuck":
                record.update(fields)
        content["version"] = version
        new = editions.Shipped(content, digest(content), editions.packed(content))
        monkeypatch.setattr(editions, "shipped", lambda: new)
        monkeypatch.setattr("tournevis.knowledge.rules.merging.shipped", lambda: new)

    return ship


def corrected(manager, **fields):
    """The organisation's own word on the stuck queue, beside its own fault."""
    return publish({STUCK: queries.records_of(None)[STUCK] | fields, **own()}, by=manager, what="Chez nous")


def now(organisation):
    return queries.records_of(queries.newest(organisation))


def test_a_newer_shipped_base_comes_in_by_itself_where_nothing_is_in_conflict(manager, upgrade):
    corrected(manager, share=9)
    upgrade(level="second_line")

    assert merge_at_upgrade(manager.organisation, None) == {"merged": 1}
    found = now(manager.organisation)
    assert (found[STUCK]["share"], found[STUCK]["level"]) == (9, "second_line")
    assert KEY in found
    version = queries.newest(manager.organisation)
    assert version.release.version == "2027.1"
    assert version.by is None
    assert "2027.1" in version.what
    assert merge_at_upgrade(manager.organisation, None) == {"merged": 0}


def test_what_both_sides_changed_waits_for_a_person_and_new_cases_go_on_with_ours(manager, upgrade):
    corrected(manager, share=9)
    upgrade(share=4, level="second_line")

    assert merge_at_upgrade(manager.organisation, None) == {"to_settle": 1}
    assert Version.objects.count() == 1
    (conflict,) = plan_release(manager.organisation).conflicts
    assert (conflict.key, conflict.base, conflict.theirs, conflict.ours) == (f"{STUCK}/share", 7, 4, 9)


@pytest.mark.parametrize("chosen", [9, 4, 6.5])
def test_a_conflict_is_settled_for_either_side_or_by_another_value(manager, upgrade, chosen):
    corrected(manager, share=9)
    upgrade(share=4, level="second_line")
    merge_release(manager.organisation, by=manager, settled={f"{STUCK}/share": chosen})

    found = now(manager.organisation)[STUCK]
    assert (found["share"], found["level"]) == (chosen, "second_line")
    assert plan_release(manager.organisation) is None


def test_nothing_is_merged_while_a_conflict_is_left_or_what_was_settled_cannot_be(manager, upgrade):
    corrected(manager, share=9)
    upgrade(share=4)
    with pytest.raises(Conflicted):
        merge_release(manager.organisation, by=manager)
    with pytest.raises(BadPack):
        merge_release(manager.organisation, by=manager, settled={f"{STUCK}/share": -1})

    assert Version.objects.count() == 1


def test_an_organisation_without_changes_simply_has_the_newer_base(organisation, upgrade):
    upgrade(share=4)

    assert plan_release(organisation) is None
    assert now(organisation)[STUCK]["share"] == 4


def test_a_pack_of_one_organisation_gives_another_the_same_faults(manager):
    version = corrected(manager, share=9)
    other = make_user(make_organisation(), role=Role.MANAGER)
    import_pack(read_pack(export_pack(version, by=manager), "own.zip"), by=other, what="De chez eux")

    assert now(other.organisation) == now(manager.organisation)
    assert AuditEntry.objects.filter(act="knowledge.export", actor=manager).exists()


def test_a_pack_that_meets_changes_of_ones_own_is_settled_field_by_field(manager):
    pack = read_pack(export_pack(corrected(manager, share=9), by=manager), "own.zip")
    other = make_user(make_organisation(), role=Role.MANAGER)
    corrected(other, share=5)
    plan = plan_pack(pack, other.organisation)

    assert [c.key for c in plan.conflicts] == [f"{STUCK}/share"]
    import_pack(pack, by=other, what="x", settled={f"{STUCK}/share": 9})
    assert now(other.organisation)[STUCK]["share"] == 9


def test_a_pack_that_breaks_a_rule_is_refused_with_its_line_and_nothing_is_imported(manager):
    text = "schema: 1\nfacts:\n- id: idle\n  names: {fr: a, en: a}\n  answers: [{id: a, fr: a, en: a}]\n"
    pack = read_pack(text.encode(), "mine.yaml")

    assert not plan_pack(pack, manager.organisation).ready
    with pytest.raises(BadPack) as caught:
        import_pack(pack, by=manager, what="x")
    assert any(str(remark).startswith("mine.yaml:3: answers") for remark in caught.value.remarks)
    assert not Version.objects.exists()


def test_a_pack_of_a_release_that_is_not_known_here_is_compared_with_ours(manager):
    pack = read_pack(export_pack(corrected(manager, share=9), by=manager), "own.zip")
    Release.objects.filter(version="none").delete()
    other = make_user(make_organisation(), role=Role.MANAGER)

    assert plan_pack(pack.__class__(pack.changes, pack.places, "f" * 64), other.organisation).ready


def test_a_tree_becomes_a_version_and_a_second_import_changes_nothing(manager):
    report = judge(read_tree(TREE, "t.yaml"))
    plan = plan_tree(report, "Badgeuse", manager.organisation)
    version = import_tree(report, "Badgeuse", by=manager)

    assert len(plan.changes) == 6
    assert plan.problem is None
    assert {key for key, _how in version.differs} == set(plan.changes)
    assert "badgeuse.reset" in queries.base_of(queries.edition_now(manager.organisation)).faults
    with pytest.raises(Refused):
        import_tree(report, "Badgeuse", by=manager)


def test_a_tree_goes_into_a_shipped_family_without_touching_its_faults(manager):
    import_tree(judge(read_tree(TREE, "t.yaml")), "printing", by=manager)
    found = now(manager.organisation)

    assert {"faults:printing.reset", "faults:printing.plug"} <= set(found)
    assert found[STUCK] == editions.flatten(editions.shipped().content)[STUCK]


def test_only_those_who_publish_bring_anything_in(technician, manager):
    report = judge(read_tree(TREE, "t.yaml"))
    pack = read_pack(export_pack(corrected(manager), by=manager), "own.zip")
    for act in (
        lambda: import_tree(report, "printing", by=technician),
        lambda: import_pack(pack, by=technician, what="x"),
        lambda: merge_release(technician.organisation, by=technician),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_question_of_ones_own_and_its_fault_travel_together(manager):
    version = publish(own(), by=manager, what="x")
    pack = read_pack(export_pack(version, by=manager), "own.zip")

    assert pack.changes["facts:badge_light"] == question()
    assert pack.changes[KEY] == fault()
