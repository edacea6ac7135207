"""The page of a case."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tournevis.desk.models import Entry, StateType
from tournevis.desk.rules import assign, note, reply, take
from tournevis.diagnosis import rules
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.tests.small import make_case, make_printer
from tournevis.knowledge.models import OutcomeCount
from tournevis.people.tests.factories import make_team, make_technician

pytestmark = pytest.mark.django_db
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def address(ticket, name="case"):
    return reverse(f"workbench:{name}", args=[ticket.number])


def act(client, ticket, name, **data):
    return client.post(address(ticket, name), data, headers={"HX-Request": "true"})


def page(client, ticket, **query):
    return client.get(address(ticket), query).content.decode()


def step_title(text):
    return re.search(r'id="step-title"[^>]*>(.*?)<', text, re.S).group(1).strip()


def test_the_page_shows_the_words_the_machine_the_next_step_and_the_causes(bench, user):
    ticket = make_case(user, asset=make_printer(user.organisation, name="IMP-COMPTA"))
    text = page(bench, ticket)

    assert "Mon imprimante est bloquée" in text
    assert "IMP-COMPTA" in text
    assert "Bourrage papier" in text


def test_a_ticket_without_diagnosis_begins_it_when_it_is_opened(bench, user):
    from tournevis.desk.tests.factories import make_ticket

    ticket = make_ticket(user)
    page(bench, ticket)

    assert Diagnosis.objects.filter(ticket=ticket).exists()


def test_an_answer_brings_the_next_step_in_place(bench, user):
    ticket = make_case(user)
    answer = act(bench, ticket, "answer", fact="printer_panel", answer="jam", seen=1)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="case-step"' in text
    assert "hx-swap-oob" in text
    assert "Retirer la feuille coincée" in text


def test_an_answer_without_scripts_leads_back_to_the_page(bench, user):
    ticket = make_case(user)
    answer = bench.post(address(ticket, "answer"), {"fact": "printer_panel", "answer": "jam", "seen": 1})

    assert answer.headers["Location"] == address(ticket)


def test_who_was_overtaken_is_told_and_sees_where_the_case_stands(bench, user):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "paper", by=user)
    answer = act(bench, ticket, "answer", fact="printer_panel", answer="jam", seen=1)

    assert answer.status_code == 422
    assert "message-error" in answer.content.decode()
    assert "Remettre du papier" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("answer", {"fact": "moon", "answer": "x"}),
        ("answer", {"fact": "printer_panel", "answer": "x" * 10_000}),
        ("answer", {}),
        ("outcome", {"remedy": "moon", "verdict": "solved"}),
        ("outcome", {"remedy": "printing.clear_jam", "verdict": "perhaps"}),
        ("verify", {"remedy": "moon"}),
        ("correct", {"subject": "printer_panel", "answer": "jam"}),
        ("symptom", {"symptom": "moon", "noticed": "yes"}),
        ("back", {}),
        ("assign", {"to": "user:999999"}),
        ("assign", {"to": "party"}),
        ("escalate", {"to": "team:x"}),
        ("reply", {"body": " "}),
        ("note", {}),
        ("time", {"minutes": "lots"}),
        ("time", {"minutes": "100000"}),
        ("solve", {"explanation": ""}),
        ("fields", {"impact": "galaxy"}),
        ("close", {}),
        ("reopen", {"reason": "x"}),
    ],
)
def test_bad_input_is_said_in_the_page_and_changes_nothing(bench, user, name, data):
    ticket = make_case(user)
    entries = Entry.objects.count()

    answer = act(bench, ticket, name, **data)
    assert answer.status_code == 422, name
    assert "message-error" in answer.content.decode()
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("name", ["answer", "solve", "take", "escalate", "pulse", "case", "invite", "draft"])
def test_a_user_never_comes_into_the_workbench(client, user, name):
    client.force_login(user)
    ticket = make_case(user)

    send = client.get if name in ("pulse", "case", "draft") else client.post
    assert send(address(ticket, name)).status_code == 403


@pytest.mark.parametrize("name", ["case", "pulse", "answer"])
def test_a_case_of_another_organisation_does_not_exist(client, user, name):
    client.force_login(make_technician())
    ticket = make_case(user)

    send = client.post if name == "answer" else client.get
    assert send(address(ticket, name)).status_code in (404, 204)


def test_signed_out_people_are_asked_to_sign_in(user):
    assert "sign-in" in Client().get(address(make_case(user))).headers["Location"]


def test_the_device_is_read_by_itself_and_what_it_told_is_not_asked(bench, user, device):
    device.reasons = ("media-jam",)
    ticket = make_case(user, asset=make_printer(user.organisation))
    assert "hx-trigger" in page(bench, ticket)

    text = act(bench, ticket, "read").content.decode()
    assert "Retirer la feuille coincée" in text
    assert "antenna" in text


def test_a_device_that_does_not_answer_is_said_in_words(bench, user, device):
    device.silent = True
    ticket = make_case(user, asset=make_printer(user.organisation))
    text = act(bench, ticket, "read").content.decode()

    assert "Qu&#x27;affiche l&#x27;écran" in text
    assert "unreachable" not in text


def test_another_step_may_be_chosen_than_the_advised_one(bench, user):
    ticket = make_case(user)

    assert "Que voyez-vous dans la file" in page(bench, ticket, step="question:queue_jobs")
    assert page(bench, ticket, step="question:moon")
    assert page(bench, ticket, step="nonsense")


def test_the_steps_are_those_of_the_users_system_and_others_on_demand(bench, user):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "ready", by=user)
    rules.answer(ticket, "queue_jobs", "one_blocked", by=user)

    assert "Imprimantes" in page(bench, ticket)
    assert "cancel -a" in page(bench, ticket, system="linux")


def test_an_answer_can_be_corrected_and_taken_back(bench, user):
    ticket = make_case(user)
    act(bench, ticket, "answer", fact="printer_panel", answer="jam", seen=1)
    act(bench, ticket, "correct", subject="printer_panel", answer="paper", seen=2)
    assert step_title(page(bench, ticket)) == "Remettre du papier"

    act(bench, ticket, "back", seen=3)
    assert step_title(page(bench, ticket)) != "Remettre du papier"


def test_a_case_is_solved_with_the_words_that_the_technician_left(bench, user, technician):
    ticket = make_case(user)
    act(bench, ticket, "answer", fact="printer_panel", answer="jam", seen=1)
    done = act(bench, ticket, "outcome", remedy="printing.clear_jam", verdict="solved", seen=2).content.decode()
    assert "Une feuille s&#x27;est coincée" in done

    act(bench, ticket, "solve", explanation="C'était une agrafe.", minutes="7", seen=3)
    ticket.refresh_from_db()
    assert ticket.state_type == StateType.SOLVED
    assert ticket.entries.filter(public=True, body="C'était une agrafe.").exists()
    assert ticket.entries.get(kind=Entry.Kind.TIME).data["minutes"] == 7
    assert OutcomeCount.objects.get().solved == 1


def test_the_explanation_comes_in_plain_or_in_technical_words(bench, user):
    ticket = make_case(user)
    act(bench, ticket, "answer", fact="printer_panel", answer="jam", seen=1)
    act(bench, ticket, "outcome", remedy="printing.clear_jam", verdict="solved", seen=2)

    plain = bench.get(address(ticket, "draft"), {"register": "plain"}).content.decode()
    both = bench.get(address(ticket, "draft"), {"register": "both"}).content.decode()
    technical = bench.get(address(ticket, "draft"), {"register": "technical"}).content.decode()
    assert "coincée dans" in plain
    assert "chemin du papier" not in plain
    assert both.index("coincée dans") < both.index("chemin du papier")
    assert "chemin du papier" in technical
    assert "coincée dans" not in technical


def test_a_solved_case_can_be_closed_or_opened_again(bench, user):
    ticket = make_case(user)
    act(bench, ticket, "solve", explanation="Voilà.")
    act(bench, ticket, "reopen", reason="Toujours pas.")
    ticket.refresh_from_db()
    assert ticket.is_open

    act(bench, ticket, "solve", explanation="Voilà encore.")
    act(bench, ticket, "close")
    ticket.refresh_from_db()
    assert ticket.state_type == StateType.CLOSED


def test_a_case_is_taken_assigned_and_given_back(bench, user, technician):
    ticket = make_case(user)
    act(bench, ticket, "take")
    ticket.refresh_from_db()
    assert ticket.assignee == technician

    team = make_team(user.organisation, technician)
    act(bench, ticket, "assign", to=f"team:{team.pk}")
    act(bench, ticket, "assign", to="nobody")
    ticket.refresh_from_db()
    assert (ticket.assignee, ticket.team) == (None, team)


def test_a_case_is_handed_over_with_its_reason(bench, user):
    team = make_team(user.organisation)
    ticket = make_case(user)
    text = act(bench, ticket, "escalate", to=f"team:{team.pk}", reason="Trop dur", seen=1).content.decode()

    assert "Trop dur" in text
    ticket.refresh_from_db()
    assert ticket.team == team


def test_an_answer_to_the_user_carries_files_and_notes_stay_inside(bench, user):
    ticket = make_case(user)
    act(bench, ticket, "reply", body="Regardez ceci", files=SimpleUploadedFile("capot.png", PNG), pending="yes")
    text = act(bench, ticket, "note", body="Client pressé").content.decode()

    ticket.refresh_from_db()
    assert ticket.state_type == StateType.PENDING
    assert "capot.png" in text
    assert "entry-internal" in text


def test_a_file_of_a_forbidden_type_is_refused_with_a_word(bench, user):
    ticket = make_case(user)
    answer = act(bench, ticket, "reply", body="Voici", files=SimpleUploadedFile("x.exe", b"MZ\x90\x00\x03\x00"))

    assert answer.status_code == 422
    assert "x.exe" in answer.content.decode()


def test_whom_it_touches_is_changed_in_place(bench, user):
    ticket = make_case(user)
    act(bench, ticket, "fields", impact="site", blocked="yes", blocked_known="yes")
    ticket.refresh_from_db()

    assert (ticket.impact, ticket.blocked) == ("site", True)


def test_the_pulse_is_silent_until_something_changes(bench, user, django_assert_num_queries):
    ticket = make_case(user)
    url = address(ticket, "pulse")
    with django_assert_num_queries(3):  # the session, the user, the version
        assert bench.get(url, {"version": ticket.version}).status_code == 204

    reply(ticket, "Alors ?", by=user)
    changed = bench.get(url, {"version": 1})
    assert "Alors ?" in changed.content.decode()


def test_the_activity_log_tells_each_act_in_words(bench, user, technician):
    ticket = make_case(user)
    take(ticket, by=technician)
    note(ticket, "Vu", by=technician)
    act(bench, ticket, "answer", fact="printer_panel", answer="jam", seen=1)
    text = page(bench, ticket)

    assert text.count("entry-finding") == 2
    assert "entry-change" in text


def test_what_users_type_is_never_markup(bench, user):
    ticket = make_case(user, "<script>alert(1)</script> imprimante")
    reply(ticket, "<img src=x onerror=alert(1)>", by=user)

    text = page(bench, ticket)
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_a_machine_is_invited_by_a_code(bench, user):
    ticket = make_case(user)

    assert "tournevis diagnose --join" in act(bench, ticket, "invite").content.decode()


def test_the_page_stays_within_fifteen_queries(bench, user, technician, django_assert_max_num_queries):
    ticket = make_case(user, asset=make_printer(user.organisation, address=""))
    team = make_team(user.organisation, technician)
    assign(ticket, by=technician, to=technician, team=team)
    for number in range(50):
        make_case(user, asset=ticket.asset)
        entry = reply(ticket, f"Message {number}", by=technician if number % 2 else user)
        assert entry
    page(bench, ticket)

    with django_assert_max_num_queries(15):
        page(bench, ticket)


def test_the_machine_is_chosen_among_those_of_the_user_or_found_by_name(bench, user):
    from tournevis.assets.tests.factories import make_asset, make_asset_of

    mine = make_asset_of(user, name="PC-SIEN")
    other = make_asset(user.organisation, name="PC-LOINTAIN")
    ticket = make_case(user)
    assert "PC-SIEN" in bench.get(address(ticket, "machines")).content.decode()
    assert "PC-LOINTAIN" in bench.get(address(ticket, "machines"), {"q": "lointain"}).content.decode()

    act(bench, ticket, "machine", asset=mine.pk)
    ticket.refresh_from_db()
    assert ticket.asset == mine
    act(bench, ticket, "machine", asset=other.pk)
    assert act(bench, ticket, "machine", asset="999999").status_code == 422
    ticket.refresh_from_db()
    assert ticket.asset == other


def test_what_is_known_of_the_machine_comes_along_when_it_is_chosen(bench, user, technician, device):
    device.reasons = ("media-jam",)
    printer = make_printer(user.organisation)
    rules.read(make_case(user, asset=printer), by=technician)
    ticket = make_case(user)
    act(bench, ticket, "machine", asset=printer.pk)

    assert step_title(page(bench, ticket)) == "Retirer la feuille coincée"


def test_symptoms_to_add_are_listed_on_demand(bench, user):
    ticket = make_case(user)

    assert "ransom_note" in bench.get(address(ticket, "symptoms")).content.decode()
    act(bench, ticket, "symptom", symptom="ransom_note", noticed="yes")
    assert "Débranchez le câble" in page(bench, ticket)


def test_a_technician_sees_that_the_user_is_being_led_at_this_moment(bench, user):
    ticket = make_case(user)
    assert "icons.svg#route" not in page(bench, ticket)
    rules.guide(ticket, by=user)
    assert "icons.svg#route" in page(bench, ticket)

    rules.hand_over(ticket, by=user)
    assert "icons.svg#route" not in page(bench, ticket)


def test_who_else_looks_at_the_case_is_named_while_he_does(bench, user, technician):
    other = make_technician(user.organisation, first_name="Samia")
    ticket = make_case(user)
    page(bench, ticket)
    elsewhere = Client()
    elsewhere.force_login(other)

    assert re.search(rf'class="case-others".*?{technician}', page(elsewhere, ticket))
    told = bench.get(address(ticket, "pulse"), {"version": ticket.version, "others": ""})
    assert str(other) in told.content.decode()


def test_a_code_in_the_complaint_is_told_with_what_to_do_first_and_what_it_points_to(bench, user):
    text = page(bench, make_case(user, "Erreur 0x0000011b en ajoutant l'imprimante"))

    assert "<code>0x0000011b</code>" in text
    assert "ne s&#x27;entendent plus" in text
    assert "Supprimez la file" in text


def test_a_complaint_without_a_code_has_no_list_of_codes(bench, user):
    assert 'class="codes"' not in page(bench, make_case(user))
