"""A user is led through his request, follows it, writes, opens it again."""

import re

import pytest
from django.urls import reverse

from tournevis.desk.models import StateType
from tournevis.desk.rules import note, reply, set_pending, solve, take
from tournevis.diagnosis import rules, storing
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.tests.small import make_case, make_printer
from tournevis.people.tests.factories import make_user

pytestmark = pytest.mark.django_db


def address(ticket, name="request"):
    return reverse(f"portal:{name}", args=[ticket.number])


def act(client, ticket, name, **data):
    return client.post(address(ticket, name), data, headers={"HX-Request": "true"})


def page(client, ticket):
    return client.get(address(ticket)).content.decode()


def title(text):
    return re.search(r'id="st(?:ep|anding)-title"[^>]*>(.*?)<', text, re.S).group(1).strip()


def progress(text):
    return re.search(r'guide-progress">(.*?)<', text).group(1)


def test_he_is_asked_one_question_at_a_time_and_may_not_know(desk, user):
    ticket = make_case(user)
    text = page(desk, ticket)

    assert "écran de l&#x27;imprimante" in title(text)
    assert 'name="answer" value=""' in text


def test_an_answer_brings_the_next_step(desk, user):
    ticket = make_case(user)
    text = act(desk, ticket, "answer", fact="printer_panel", answer="jam", seen=1).content.decode()

    assert title(text) == "Retirer la feuille coincée"
    assert "<html" not in text


def test_better_but_not_gone_is_an_answer_of_its_own_and_leads_on(desk, user):
    ticket = make_case(user)
    text = act(desk, ticket, "answer", fact="printer_panel", answer="jam", seen=1).content.decode()
    assert 'value="partly"' in text
    after = act(desk, ticket, "outcome", remedy="printing.clear_jam", verdict="partly", seen=2).content.decode()

    assert title(after) not in ("", "Retirer la feuille coincée")


def test_how_near_we_are_is_told_in_words_that_follow_the_belief(desk, user):
    ticket = make_case(user)
    before = page(desk, ticket)
    after = act(desk, ticket, "answer", fact="printer_panel", answer="jam", seen=1).content.decode()

    assert "Bourrage papier" not in progress(before)
    assert "Bourrage papier" in progress(after)


def test_he_may_go_back_and_correct_what_he_said(desk, user):
    ticket = make_case(user)
    act(desk, ticket, "answer", fact="printer_panel", answer="jam", seen=1)
    text = act(desk, ticket, "correct", subject="printer_panel", answer="paper", seen=2).content.decode()
    assert title(text) == "Remettre du papier"

    assert "écran" in title(act(desk, ticket, "back", seen=3).content.decode())


def test_what_worked_solves_his_request_and_explains_it(desk, user):
    ticket = make_case(user)
    act(desk, ticket, "answer", fact="printer_panel", answer="jam", seen=1)
    text = act(desk, ticket, "outcome", remedy="printing.clear_jam", verdict="solved", seen=2).content.decode()

    assert "coincée dans l&#x27;imprimante" in text
    ticket.refresh_from_db()
    assert ticket.state_type == StateType.SOLVED


def test_when_nothing_is_left_for_him_a_technician_has_it_with_what_happens_next(desk, user, technician):
    ticket = make_case(user)
    act(desk, ticket, "answer", fact="printer_panel", answer="ready", seen=1)
    text = act(desk, ticket, "answer", fact="queue_jobs", answer="one_blocked", seen=2).content.decode()
    assert "standing-queue" in text

    take(ticket, by=technician)
    assert str(technician) in page(desk, ticket)


def test_he_may_ask_for_a_technician_at_once(desk, user):
    ticket = make_case(user)

    assert "standing-queue" in act(desk, ticket, "technician").content.decode()


def test_the_device_is_asked_instead_of_the_user(desk, user, device):
    device.reasons = ("media-empty",)
    ticket = make_case(user, asset=make_printer(user.organisation))
    assert 'hx-trigger="submit, load"' in page(desk, ticket)

    assert title(act(desk, ticket, "read").content.decode()) == "Remettre du papier"


def test_a_ransom_note_is_answered_at_once_with_what_to_do(desk, user):
    text = page(desk, make_case(user, "on me demande une rançon"))

    assert "Débranchez le câble réseau et ne touchez plus à rien." in text
    assert text.index("Débranchez le câble réseau et ne") < text.index("step-title")


def test_he_writes_and_reads_answers_but_never_internal_notes(desk, user, technician):
    ticket = make_case(user)
    note(ticket, "Il s'énerve", by=technician)
    reply(ticket, "J'arrive", by=technician)
    text = act(desk, ticket, "reply", body="Merci").content.decode()

    assert "J&#x27;arrive" in text
    assert "Merci" in text
    assert "énerve" not in text


def test_a_request_that_waits_for_him_says_so(desk, user, technician):
    ticket = make_case(user)
    rules.hand_over(ticket, by=user)
    set_pending(ticket, by=technician)

    assert "standing-pending" in page(desk, ticket)


def test_a_solved_request_is_opened_again_and_goes_to_a_person(desk, user, technician):
    ticket = make_case(user)
    act(desk, ticket, "answer", fact="printer_panel", answer="jam", seen=1)
    act(desk, ticket, "outcome", remedy="printing.clear_jam", verdict="solved", seen=2)
    text = act(desk, ticket, "reopen", reason="Encore coincé").content.decode()

    assert "standing-queue" in text
    session = storing.load(Diagnosis.objects.get(ticket=ticket))
    assert session.state.verdict("printing.clear_jam") == "not_solved"


def test_a_word_on_a_solved_request_opens_it_again_too(desk, user):
    ticket = make_case(user)
    act(desk, ticket, "answer", fact="printer_panel", answer="jam", seen=1)
    act(desk, ticket, "outcome", remedy="printing.clear_jam", verdict="solved", seen=2)
    act(desk, ticket, "reply", body="En fait non")

    ticket.refresh_from_db()
    assert ticket.is_open
    assert storing.load(Diagnosis.objects.get(ticket=ticket)).state.solved_by is None


def test_he_closes_his_request_when_all_is_well(desk, user, technician):
    ticket = make_case(user)
    solve(ticket, "C'était le papier.", by=technician)
    text = act(desk, ticket, "close").content.decode()

    assert "standing-closed" in text
    assert "C&#x27;était le papier." in text


@pytest.mark.parametrize("name", ["request", "pulse", "answer", "reply", "close", "invite", "technician"])
def test_the_request_of_somebody_else_does_not_exist(desk, user, name):
    ticket = make_case(make_user(user.organisation))
    send = desk.get if name in ("request", "pulse") else desk.post

    assert send(address(ticket, name)).status_code in (404, 204)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("answer", {"fact": "moon"}),
        ("answer", {"fact": "printer_panel", "answer": "\x00" * 3000}),
        ("outcome", {"remedy": "printing.clear_jam", "verdict": "maybe"}),
        ("correct", {"subject": "queue_jobs", "answer": "none"}),
        ("back", {}),
        ("reply", {"body": ""}),
        ("reopen", {"reason": "x"}),
        ("verify", {"remedy": "printing.clear_jam"}),
    ],
)
def test_bad_input_is_said_in_the_page(desk, user, name, data):
    answer = act(desk, make_case(user), name, **data)

    assert answer.status_code == 422
    assert "message-error" in answer.content.decode()


def test_an_answer_that_the_technician_gave_first_is_told(desk, user, technician):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "paper", by=technician)
    answer = act(desk, ticket, "answer", fact="printer_panel", answer="jam", seen=1)

    assert answer.status_code == 422
    assert title(answer.content.decode()) == "Remettre du papier"


def test_without_scripts_everything_works_by_whole_pages(desk, user):
    ticket = make_case(user)
    answer = desk.post(address(ticket, "answer"), {"fact": "printer_panel", "answer": "jam", "seen": "1"})

    assert answer.headers["Location"] == address(ticket)


def test_the_pulse_is_silent_until_something_changes(desk, user, technician, django_assert_num_queries):
    ticket = make_case(user)
    page(desk, ticket)
    with django_assert_num_queries(3):
        assert desk.get(address(ticket, "pulse"), {"version": ticket.version}).status_code == 204
    reply(ticket, "Bonjour", by=technician)

    assert "Bonjour" in desk.get(address(ticket, "pulse"), {"version": 1}).content.decode()


def test_the_page_stays_within_fifteen_queries(desk, user, technician, django_assert_max_num_queries):
    ticket = make_case(user)
    for number in range(50):
        reply(ticket, f"Message {number}", by=technician if number % 2 else user)
    page(desk, ticket)
    with django_assert_max_num_queries(15):
        page(desk, ticket)
    rules.hand_over(ticket, by=user)
    with django_assert_max_num_queries(15):
        page(desk, ticket)


def test_a_code_in_his_words_is_told_in_one_sentence_without_the_names_of_causes(desk, user):
    text = page(desk, make_case(user, "Mon imprimante affiche 13.20.00"))

    assert "<code>13.20.00</code>" in text
    assert "Du papier est coincé" in text
    assert "code-causes" not in text
