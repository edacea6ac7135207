"""Versions, packs, trees and a newer shipped base in the browser's pages: looked at first, then all or nothing."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tournevis.knowledge import queries
from tournevis.knowledge.models import Version
from tournevis.knowledge.queries import editions
from tournevis.knowledge.rules import export_pack, publish
from tournevis.knowledge.tests.records import own
from tournevis.people.models import Role
from tournevis.people.tests.factories import make_organisation, make_user
from tournevis.troubleshooting.packs.records import digest

pytestmark = pytest.mark.django_db
STUCK = "faults:printing.queue_stuck"
CHART = "flowchart TD\n  a{Lampe noire ?} -->|Oui| b[Changer l'ampoule]\n  a -->|Non| c[Remettre le courant]\n"


@pytest.fixture
def page(client, manager):
    client.force_login(manager)
    return client


def corrected(manager, **fields):
    return publish({STUCK: queries.records_of(None)[STUCK] | fields, **own()}, by=manager, what="Chez nous")


@pytest.fixture
def upgraded(manager, monkeypatch):
    """Ours says 9, the base shipped since says 4, and also changes the level."""
    corrected(manager, share=9)
    content = json.loads(json.dumps(editions.shipped().content))
    for record in content["families"]["printing"]["faults"]:
        if record["id"] == "printing.queue_stuck":
            record.update(share=4, level="second_line")
    new = editions.Shipped(content | {"version": "2027.1"}, digest(content), editions.packed(content))
    monkeypatch.setattr(editions, "shipped", lambda: new)
    monkeypatch.setattr("tournevis.knowledge.rules.merging.shipped", lambda: new)


def sent(page, route, content, name, **fields):
    return page.post(reverse(route), {"file": SimpleUploadedFile(name, content), **fields})


def test_a_newer_base_is_told_on_the_page_and_its_conflict_stands_side_by_side(page, upgraded):
    assert reverse("authoring:merge") in page.get(reverse("authoring:versions")).content.decode()
    shown = page.get(reverse("authoring:merge")).content.decode()

    assert "File d&#x27;attente bloquée par un document" in shown.replace("\u00a0", " ")
    assert f'name="side:{STUCK}/share"' in shown


@pytest.mark.parametrize(("choice", "gives"), [("ours", 9), ("theirs", 4), ("edited", 6)])
def test_a_settled_conflict_is_applied_at_once(page, manager, upgraded, choice, gives):
    key = f"{STUCK}/share"
    answer = page.post(reverse("authoring:merge"), {"confirm": "yes", f"side:{key}": choice, f"text:{key}": "6"})

    assert answer.status_code == 302
    found = queries.records_of(queries.newest(manager.organisation))[STUCK]
    assert (found["share"], found["level"]) == (gives, "second_line")


@pytest.mark.parametrize("fields", [{}, {"side": "edited", "text": "[oops"}, {"side": "edited", "text": "-3"}])
def test_an_unsettled_or_unreadable_choice_changes_nothing_and_keeps_what_was_typed(page, upgraded, fields):
    key = f"{STUCK}/share"
    answer = page.post(
        reverse("authoring:merge"), {"confirm": "yes", **{f"{name}:{key}": value for name, value in fields.items()}}
    )

    assert answer.status_code == 422
    assert Version.objects.count() == 1
    assert f'value="{fields.get("text", "9")}"' in answer.content.decode()


def test_a_pack_is_looked_at_first_then_imported(client, manager):
    raw = export_pack(corrected(manager, share=9), by=manager)
    other = make_user(make_organisation(), role=Role.MANAGER)
    client.force_login(other)
    looked = sent(client, "authoring:pack", raw, "own.zip")

    assert not Version.objects.filter(organisation=other.organisation).exists()
    kept = looked.context["kept"]
    client.post(reverse("authoring:pack"), {"kept": kept, "name": "own.zip", "confirm": "yes", "what": "De chez eux"})
    assert "faults:printing.badge_reader" in queries.records_of(queries.newest(other.organisation))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"schema: 2\nfacts: [{id: a}]", "p.yaml:1: d’une version ultérieure"),
        (b"schema: 1\nfacts:\n- {id: a}\n- {id: a}", "p.yaml:4: a est déjà donné à p.yaml:3"),
        (b"PKxx", "p.yaml: archive zip illisible"),
        (b"", "p.yaml: le fichier est vide"),
    ],
)
def test_a_pack_that_is_none_is_refused_in_the_readers_language_with_its_place(page, raw, says):
    answer = sent(page, "authoring:pack", raw or b" ", "p.yaml")

    assert answer.status_code == 422
    assert says in answer.content.decode().replace("\u00a0", " ").replace("&#x27;", "'")


def test_a_pasted_tree_is_previewed_with_its_report_then_imported_whole(page, manager):
    looked = page.post(reverse("authoring:tree"), {"text": CHART, "new_family": "Lampes"})
    text = looked.content.decode()

    assert not Version.objects.exists()
    assert "Lampe noire ?" in text.replace("\u202f", " ")
    assert "aucun" in text or "On ne dit pas" in text
    answer = page.post(reverse("authoring:tree"), {"text": CHART, "family": "Lampes", "confirm": "yes"})
    assert answer.status_code == 302
    assert "families:lampes" in queries.records_of(queries.newest(manager.organisation))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (CHART + "  c -->|x| a\n  c -->|y| b\n", "nœud a : on y revient en tournant en rond"),
        (CHART.replace("c[Remettre le courant]", "c"), "nœud c : cette feuille ne dit pas quoi faire"),
        (CHART.replace("Changer", "<script>"), "du code de page est refusé"),
        ("", "l'arbre est vide"),
    ],
)
def test_a_tree_that_cannot_be_is_refused_with_its_line_and_node_and_nothing_is_imported(page, text, says):
    answer = page.post(reverse("authoring:tree"), {"text": text, "new_family": "Lampes", "confirm": "yes"})
    told = answer.content.decode().replace("&#x27;", "'")

    assert answer.status_code == 422
    assert says in told
    assert "<script>" not in told.split("message-error")[1].split("</ul>")[0]
    assert not Version.objects.exists()


def test_the_pages_ask_few_queries_whatever_they_list(page, manager, django_assert_max_num_queries):
    version = corrected(manager, share=9)
    for share in (8, 7, 6):
        edited = queries.records_of(version)[STUCK] | {"share": share}
        version = publish({STUCK: edited}, by=manager, what="x", on=version)
    for route in ("versions", "tree", "pack", "merge"):
        with django_assert_max_num_queries(15):
            page.get(reverse(f"authoring:{route}"))


def test_a_version_is_exported_and_withdrawn_from_its_row(page, manager):
    corrected(manager, share=9)
    zipped = page.get(reverse("authoring:export", args=[1]))
    page.post(reverse("authoring:withdraw", args=[1]), {"reason": "Fausse piste"})

    assert zipped.content.startswith(b"PK")
    assert queries.newest(manager.organisation) is None
