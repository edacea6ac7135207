"""Writing over the API: what comes of it, twice, against what was seen, and refused."""

import json

import pytest

from tournevis.api.models import Replay
from tournevis.api.tests.factories import program_of
from tournevis.assets.models import Asset
from tournevis.assets.tests.factories import make_asset_of
from tournevis.desk.models import Entry, Ticket
from tournevis.desk.tests.factories import make_ticket
from tournevis.outbox.models import Message
from tournevis.people.models import Installation, Site, User
from tournevis.people.tests.factories import make_organisation, make_team, make_user

SAID = {"complaint": "Je ne peux plus travailler, l'imprimante ne sort rien"}


def test_a_user_opens_a_ticket_in_his_words_and_its_diagnosis_begins(user):
    program = program_of(user)

    answer = program.post("/tickets", {**SAID, "machine": make_asset_of(user).pk})

    assert answer.status_code == 201
    assert answer.json()["blocked"] is True
    assert program.get(f"/tickets/{answer.json()['number']}/diagnosis").json()["step"]["kind"] == "question"


def test_a_technician_opens_one_for_somebody_and_takes_it(technician, user):
    answer = program_of(technician).post("/tickets", {**SAID, "requester": user.pk, "take": True})

    told = answer.json()
    assert (told["requester"]["id"], told["assignee"]["id"], told["channel"]) == (user.pk, technician.pk, "phone")


@pytest.mark.parametrize("body", [{}, {"complaint": ""}, {**SAID, "machine": 9999}, {**SAID, "colour": "red"}])
def test_a_ticket_without_sense_is_refused_at_its_place(user, body):
    answer = program_of(user).post("/tickets", body)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"].startswith("body")
    assert not Ticket.objects.exists()


def test_a_user_opens_none_for_somebody_else(user, technician):
    assert program_of(user).post("/tickets", {**SAID, "requester": technician.pk}).status_code == 422


def test_a_write_sent_twice_with_its_key_is_done_once(user):
    program = program_of(user)

    first = program.post("/tickets", SAID, Idempotency_Key="a1")
    second = program.post("/tickets", SAID, Idempotency_Key="a1")

    assert Ticket.objects.count() == 1
    assert second.json() == first.json()
    assert second.status_code == 201
    assert second.headers["Idempotency-Replayed"] == "true"
    assert program.post("/tickets", SAID, Idempotency_Key="a2").json()["number"] != first.json()["number"]


def test_a_key_that_served_another_request_is_a_mistake(user):
    program = program_of(user)
    program.post("/tickets", SAID, Idempotency_Key="a1")

    answer = program.post("/tickets", {"complaint": "Autre chose"}, Idempotency_Key="a1")

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:tournevis:problem:key-reused")
    assert Ticket.objects.count() == 1


def test_a_key_whose_first_request_is_under_way_is_told(user):
    program = program_of(user)
    program.post("/tickets", SAID, Idempotency_Key="a1")
    Replay.objects.update(status=None)

    answer = program.post("/tickets", SAID, Idempotency_Key="a1")

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:tournevis:problem:key-in-use")


def test_a_refused_write_leaves_its_key_free(user):
    program = program_of(user)
    assert program.post("/tickets", {"complaint": " "}, Idempotency_Key="a1").status_code >= 400

    assert program.post("/tickets", SAID, Idempotency_Key="a1").status_code == 201


def test_keys_of_two_programs_do_not_meet(user, technician):
    for person in (user, technician):
        assert program_of(person).post("/tickets", SAID, Idempotency_Key="a1").status_code == 201


def test_a_change_is_made_only_to_what_was_seen(technician):
    ticket = make_ticket(technician)
    program = program_of(technician)
    path = f"/tickets/{ticket.number}"
    tag = program.get(path).headers["ETag"]

    first = program.patch(path, {"title": "Plateau"}, If_Match=tag)
    second = program.patch(path, {"title": "Rouleau"}, If_Match=tag)

    assert (first.status_code, second.status_code) == (200, 412)
    assert program.get(path).json()["title"] == "Plateau"
    assert (
        program.patch(path, {"title": "Rouleau"}, If_Match=f"W/{program.get(path).headers['ETag']}").status_code == 200
    )


def test_the_conversation_and_the_end_of_a_ticket(user, technician):
    ticket = make_ticket(user)
    theirs, mine = program_of(technician), program_of(user)
    path = f"/tickets/{ticket.number}"

    assert theirs.post(f"{path}/take").json()["assignee"]["id"] == technician.pk
    assert theirs.post(f"{path}/messages", {"text": "Éteignez-la.", "pending": True}).status_code == 201
    assert mine.get(path).json()["state"] == "pending"
    assert mine.post(f"{path}/messages", {"text": "C'est fait."}).status_code == 201
    assert theirs.post(f"{path}/notes", {"text": "Four usé"}).json()["public"] is False
    assert theirs.post(f"{path}/time", {"minutes": 10}).status_code == 201
    assert theirs.post(f"{path}/close").status_code == 409
    assert theirs.post(f"{path}/solve", {"explanation": "Le four.", "minutes": 5}).json()["state"] == "solved"
    assert mine.post(f"{path}/reopen", {"reason": "Encore"}).json()["state"] == "open"
    assert mine.post(f"{path}/close").json()["state"] == "closed"
    assert mine.post(f"{path}/notes", {"text": "x"}).status_code == 403


def test_a_ticket_goes_to_a_person_a_team_and_back(technician):
    ticket, team = make_ticket(technician), make_team(technician.organisation, technician)
    program = program_of(technician)
    path = f"/tickets/{ticket.number}/assign"

    assert program.post(path, {"team": team.pk}).json()["team"]["id"] == team.pk
    assert program.post(path, {"person": technician.pk}).json()["assignee"]["id"] == technician.pk
    assert program.post(path, {}).json()["assignee"] is None
    assert program.post(path, {"person": make_user().pk}).status_code == 422


def test_files_are_attached_and_checked(user):
    ticket = make_ticket(user)
    program = program_of(user)
    path = f"/tickets/{ticket.number}/files"

    assert program.send_file(path).json()["attachments"][0]["name"] == "note.txt"
    assert program.send_file(path, "evil.exe", b"MZ\x90\x00" + b"\0" * 60).status_code == 422


def test_a_guided_diagnosis_is_answered_corrected_and_told_when_overtaken(technician):
    ticket = make_ticket(technician, complaint="L'imprimante affiche un bourrage papier")
    program = program_of(technician)
    path = f"/tickets/{ticket.number}/diagnosis"
    told = program.post(path).json()
    question = next(one for one in [told["step"], *told["others"]] if one["kind"] == "question")

    after = program.post(f"{path}/answer", {"fact": question["id"], "answer": None, "seen": told["seen"]})

    assert after.status_code == 200, after.content
    assert after.json()["seen"] == told["seen"] + 1
    late = program.post(f"{path}/symptom", {"symptom": "printing.paper_jam_shown", "noticed": True, "seen": 0})
    assert late.status_code in (409, 422)
    assert program.post(f"{path}/back", {}).json()["seen"] > told["seen"]
    assert program.post(f"{path}/answer", {"fact": "no.such", "answer": "x"}).status_code == 422


def test_machines_are_added_changed_handed_over_and_brought_in(administrator, user):
    program = program_of(administrator)
    made = program.post("/machines", {"name": "PC-1", "kind": "computer"}).json()
    path = f"/machines/{made['id']}"

    assert program.patch(path, {"model": "X1", "bought_on": "2025-02-03"}).json()["locked"] == ["bought_on", "model"]
    assert program.post(f"{path}/hand-over", {"person": user.pk}).json()["holder"]["id"] == user.pk
    assert program.post(f"{path}/unlock").json()["locked"] == []
    assert program.patch(path, {"name": None}).status_code == 422
    assert program.post("/machines", {"name": "pc-1"}).status_code == 422
    table = {"csv": "name;kind\nPC-2;computer\nPC-3;teapot\n"}
    plan = program.post("/machines/import", table).json()
    assert (plan["carried_out"], plan["created"], plan["left_out"]) == (False, 1, 1)
    assert program.post("/machines/import", {**table, "dry_run": False}).json()["created"] == 1
    assert Asset.objects.filter(name="PC-2").exists()
    assert program.post("/machines/import", {"csv": "x"}).status_code == 422


def test_people_sites_and_teams_are_kept(administrator, technician):
    program = program_of(administrator)
    person = program.post("/people", {"first_name": "Zoé", "last_name": "Noir", "email": "zoe@example.org"}).json()

    assert Message.objects.filter(to="zoe@example.org").exists()
    assert program.patch(f"/people/{person['id']}", {"role": "technician"}).json()["role"] == "technician"
    assert program.post(f"/people/{person['id']}/close").json()["is_active"] is False
    assert program.post(f"/people/{administrator.pk}/close").status_code == 409
    site = program.post("/sites", {"name": "Lyon"}).json()
    assert program.call("PUT", f"/sites/{site['id']}", {"name": "Lyon 2"}).json()["name"] == "Lyon 2"
    assert program.call("DELETE", f"/sites/{site['id']}").status_code == 200
    assert not Site.objects.exists()
    team = program.post("/teams", {"name": "Nuit", "members": [technician.pk]}).json()
    assert [member["id"] for member in team["members"]] == [technician.pk]
    stranger = make_user(make_organisation(), "technician")
    assert program.call("PUT", f"/teams/{team['id']}", {"name": "Nuit", "members": [stranger.pk]}).status_code == 422


def test_settings_are_changed_and_a_secret_is_never_told(administrator):
    program = program_of(administrator)

    told = program.patch("/settings", {"smtp_password": "s3cret", "close_after_days": 3}).json()

    assert (told["smtp_password_is_set"], told["close_after_days"]) == (True, 3)
    assert "s3cret" not in json.dumps(told) + program.get("/logs/acts").content.decode()
    assert Installation.current().smtp_password.reveal() == "s3cret"
    assert program.patch("/settings", {"smtp_port": 0}).status_code == 422


def test_a_profile_is_ones_own(user):
    assert program_of(user).patch("/me", {"language": "en"}).json()["language"] == "en"
    assert program_of(user).patch("/me", {"role": "administrator"}).status_code == 422
    assert User.objects.get(pk=user.pk).role == "user"


def test_a_risky_remedy_is_agreed_to_only_by_a_key_that_may_say_so(technician):
    ticket = make_ticket(technician)
    program = program_of(technician, ["diagnosis:write"])
    program.post(f"/tickets/{ticket.number}/diagnosis")

    answer = program.post(
        f"/tickets/{ticket.number}/diagnosis/outcome",
        {"remedy": "printing.clear_jam", "verdict": "solved", "consent": True},
    )

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:tournevis:problem:scope-missing")
    assert not Entry.objects.filter(kind="action").exists()
