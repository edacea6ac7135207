"""Writing, reviewing and trying records in the browser's place."""

import pytest

from tournevis.authoring.models import Draft
from tournevis.knowledge.queries import base_of, edition_now
from tournevis.people.models import Role
from tournevis.people.tests.factories import make_organisation, make_technician, make_user

pytestmark = pytest.mark.django_db

CAUSE = {
    "family": "printing",
    "name": "Badgeuse de l'imprimante muette",
    "complaints": "le lecteur de badge ne bipe plus\nmon badge n'est pas reconnu sur la photocopieuse\nbadge mort",
    "plain": "Le lecteur de badge était bloqué.",
    "often": "rare",
    "level": "first_line",
    "data_loss": "none",
    "security": "none",
    "downtime": "none",
}
ACTION = {
    "family": "printing",
    "name": "Débrancher le lecteur de badge",
    "steps": "Débrancher le lecteur.\nAttendre dix secondes.\n- Le rebrancher.",
    "check": "Le lecteur bipe quand on passe un badge.",
    "by": "user",
    "minutes": "2",
    "data_loss": "none",
    "system": "any",
    "kind_of": "repair",
    "money": "free",
    "patience": "none",
    "done_right": "nearly_always",
    "security": "none",
    "downtime": "none",
}
QUESTION = {
    "ask": "Le lecteur de badge bipe-t-il ?",
    "answers": "Oui\nNon",
    "usual": "on",
    "who": "user",
    "minutes": "1",
    "patience": "none",
}


@pytest.fixture
def author(client, technician):
    client.force_login(technician)
    return client


def write(client, kind, typed, record=""):
    path = f"/base/{kind}/{record}/" if record else f"/base/{kind}/new/"
    return client.post(path, typed, follow=True)


def written(author):
    """A question, an action and a cause that speaks of both, as drafts."""
    write(author, "facts", QUESTION)
    write(author, "remedies", ACTION)
    signs = {"signs_0": "le lecteur de badge bipe-t-il → non", "signs_word_0": "nearly_always"}
    write(author, "faults", {**CAUSE, **signs, "cures_0": ACTION["name"], "cures_word_0": "usual"})
    return {draft.kind: draft for draft in Draft.objects.all()}


def test_a_cause_an_action_and_a_question_become_records_of_a_pack(author):
    drafts = written(author)

    cause = drafts["faults"].content
    assert cause["id"] == "printing.own_badgeuse_de_l_imprimante_muette"
    assert cause["expects"] == {drafts["facts"].record: {"non": "nearly_always"}}
    assert cause["remedies"] == [{"use": drafts["remedies"].record, "cures": "usual"}]
    assert cause["complaints"]["fr"][2] == cause["complaints"]["en"][2] == "badge mort"
    assert drafts["remedies"].content["steps"]["any"]["fr"][2] == "Le rebrancher."
    assert drafts["facts"].content["usual"] == "oui"


def test_what_was_written_stands_in_the_form_again(author):
    cause = written(author)["faults"]

    page = author.get(f"/base/faults/{cause.record}/").content.decode()

    assert "Badgeuse de l&#x27;imprimante muette" in page
    assert ACTION["name"] in page
    assert "Le lecteur de badge bipe-t-il → Non" in page


def test_an_action_that_a_cause_only_names_is_described_next(author):
    answer = write(author, "faults", {**CAUSE, "cures_0": "Changer le lecteur", "another": "yes"})

    assert answer.request["PATH_INFO"] == "/base/remedies/printing.own_changer_le_lecteur/"
    assert "Changer le lecteur" in answer.content.decode()


def test_the_preview_shows_the_words_and_the_remarks_beside_their_fields(author):
    typed = {**CAUSE, "complaints": "un seul", "cures_0": "Jamais vu", "plain": "Incompréhensibilité " * 12}

    shown = author.post("/base/faults/preview/", typed).content.decode()

    assert 'id="remark-complaints"' in shown
    assert "bien plus facilement" in shown
    assert "Difficile à lire" in shown
    assert "Nouveau" in shown


def test_a_sign_that_nobody_knows_is_refused_beside_its_row_and_the_words_are_kept(author):
    answer = write(author, "faults", {**CAUSE, "signs_0": "n'importe quoi"})

    assert answer.status_code == 422
    assert "n&#x27;importe quoi" in answer.content.decode()
    assert not Draft.objects.exists()


def test_nobody_overwrites_what_he_has_not_seen(author):
    cause = written(author)["faults"]

    answer = write(author, "faults", {**CAUSE, "seen": cause.seen - 1, "name": "Autre nom"}, cause.record)

    assert answer.status_code == 422
    assert Draft.objects.get(pk=cause.pk).name == CAUSE["name"]


def test_what_is_typed_offers_signs_actions_and_readings(author):
    assert "Espace libre" in author.get("/base/offer/signs/?q=espace libre").content.decode()
    assert "disk: disk.free_percent" in author.get("/base/offer/readings/?q=disk free").content.decode()
    assert author.get("/base/offer/remedies/?q=file").content.decode().count("<option") >= 1


def test_a_second_person_reviews_and_what_is_in_force_serves_new_cases(author, client, manager, organisation):
    drafts = written(author)
    client.force_login(manager)
    for draft in drafts.values():
        client.post(f"/base/{draft.pk}/review/")

    client.post("/base/activate/", {"what": "Le lecteur de badge manquait."})

    assert {draft.state for draft in Draft.objects.all()} == {"active"}
    assert drafts["faults"].record in base_of(edition_now(organisation)).faults


def test_a_cause_with_an_action_that_nobody_described_is_not_put_in_force(author, client, manager, organisation):
    write(author, "faults", {**CAUSE, "cures_0": "Jamais décrite"})
    client.force_login(manager)
    client.post(f"/base/{Draft.objects.get(kind='faults').pk}/review/")

    client.post("/base/activate/", {"what": "Essai."})

    assert Draft.objects.get(kind="faults").state == "reviewed"
    assert edition_now(organisation).version is None


def test_an_author_does_not_review_his_own_words_while_another_could(client, manager, organisation):
    make_user(organisation, Role.MANAGER)
    client.force_login(manager)
    write(client, "facts", QUESTION)
    draft = Draft.objects.get()

    client.post(f"/base/{draft.pk}/review/")

    assert Draft.objects.get().state == "draft"


def test_a_shipped_cause_is_corrected_without_losing_what_the_form_does_not_show(author):
    page = author.get("/base/faults/printing.queue_stuck/")
    form = page.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if form[name].value() is not None}

    write(author, "faults", {**typed, "name": "File bloquée, corrigée"}, "printing.queue_stuck")

    draft = Draft.objects.get()
    shipped = base_of(edition_now(draft.organisation)).faults["printing.queue_stuck"]
    assert draft.content["names"]["fr"] == "File bloquée, corrigée"
    assert draft.content["names"]["en"] == shipped.names["en"]
    assert draft.content["complaints"]["en"] == list(shipped.complaints["en"])
    assert draft.content["share"] == shipped.share
    assert {u["use"] for u in draft.content["remedies"]} == {u.use for u in shipped.remedies}


def test_another_organisation_sees_nothing_of_it(author, client):
    draft = written(author)["faults"]
    client.force_login(make_technician(make_organisation()))

    assert client.get(f"/base/faults/{draft.record}/").status_code == 404
    assert client.post(f"/base/{draft.pk}/discard/").status_code == 404
    assert draft.name not in client.get("/base/").content.decode()


def test_a_draft_is_tried_by_its_author_and_by_itself(author):
    cause = written(author)["faults"]

    page = author.get(f"/base/faults/{cause.record}/try/")
    asked = page.context["moment"]
    answer = author.post(
        f"/base/faults/{cause.record}/play/",
        {"acts": "[]", "kind": "fact", "id": asked.id, "value": asked.choices[0].id},
    )
    told = author.post(f"/base/faults/{cause.record}/simulate/").context["outcome"]

    assert len(answer.context["moment"].lines) == 1
    assert told.reached >= 50
    assert told.sequences[0].choice == "random"
    assert "Le plus long" in " ".join(one.name for one in told.sequences)
    assert len({tuple(one.lines) for one in told.sequences}) == len(told.sequences)


@pytest.mark.parametrize("acts", ["", "[", "{}", "[[1]]", '[["fact","nowhere","x"]]', '[["remedy","x","y"]]'])
def test_acts_that_make_no_sense_are_passed_over(author, acts):
    answer = author.post("/base/faults/printing.paper_jam/play/", {"acts": acts})

    assert answer.status_code == 200
    assert answer.context["moment"].lines == []
