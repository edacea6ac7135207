"""What is said about a ticket, and who reads it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tournevis.desk import queries, rules
from tournevis.desk.models import Entry, StateType
from tournevis.desk.tests.factories import make_ticket
from tournevis.outbox.models import Message
from tournevis.people.rules import NotAllowed, Refused, allowed
from tournevis.people.tests.factories import make_technician, make_user


def mails_to(user):
    return [mail.body_text for mail in Message.objects.filter(to=user.email)]


@pytest.fixture
def ticket(user):
    ticket = make_ticket(user)
    Message.objects.all().delete()
    return ticket


def test_a_technicians_answer_is_mailed_to_the_requester_and_puts_the_ticket_in_progress(ticket, technician):
    rules.reply(ticket, "Éteignez-la puis rallumez-la.", by=technician)

    [mail] = mails_to(ticket.requester)
    assert "Éteignez-la puis rallumez-la." in mail
    assert ticket.state_type == StateType.OPEN
    assert ticket.first_answered_at is not None


def test_the_first_answer_keeps_its_time_when_others_follow(ticket, technician):
    rules.reply(ticket, "Un", by=technician)
    first = ticket.first_answered_at
    rules.reply(ticket, "Deux", by=technician)
    assert ticket.first_answered_at == first


def test_an_answer_may_let_the_ticket_rest_until_the_user_speaks(ticket, technician):
    rules.reply(ticket, "Quelle est la couleur du voyant ?", by=technician, pending=True)
    assert ticket.state_type == StateType.PENDING

    rules.reply(ticket, "Rouge", by=ticket.requester)
    assert ticket.state_type != StateType.PENDING


def test_the_requesters_answer_is_mailed_to_who_has_the_ticket(ticket, technician):
    rules.take(ticket, by=technician)
    rules.reply(ticket, "Toujours en panne", by=ticket.requester)
    assert "Toujours en panne" in mails_to(technician)[0]


def test_his_answer_to_a_solved_ticket_reopens_it(ticket, technician):
    rules.take(ticket, by=technician)
    rules.solve(ticket, "C'était un bourrage.", by=technician)

    rules.reply(ticket, "Cela recommence", by=ticket.requester)

    assert ticket.state_type == StateType.OPEN
    assert ticket.solved_at is None


def test_a_closed_ticket_takes_no_answer_and_says_how_to_open_it(ticket, technician, english):
    rules.close(ticket, by=technician, explanation="Réparé")
    with pytest.raises(rules.Closed, match="open it again"):
        rules.reply(ticket, "Encore", by=ticket.requester)


def test_a_note_is_neither_shown_nor_mailed_to_the_requester(ticket, technician):
    rules.note(ticket, "Il a renversé son café.", by=technician)

    assert mails_to(ticket.requester) == []
    assert [e.body for e in queries.timeline(ticket, ticket.requester)] == [ticket.complaint]
    assert "Il a renversé son café." in [e.body for e in queries.timeline(ticket, technician)]


def test_a_note_does_not_count_as_an_answer(ticket, technician):
    rules.note(ticket, "À voir", by=technician)
    assert ticket.first_answered_at is None


def test_a_user_writes_no_notes(ticket):
    with pytest.raises(NotAllowed):
        rules.note(ticket, "…", by=ticket.requester)


def test_somebody_else_can_neither_read_nor_answer(ticket, organisation):
    other = make_user(organisation)
    assert not allowed(other, "desk.view", ticket)
    assert list(queries.timeline(ticket, other)) == []
    with pytest.raises(NotAllowed):
        rules.reply(ticket, "Moi aussi", by=other)


def test_a_technician_of_another_organisation_can_neither_read_nor_answer(ticket):
    stranger = make_technician()
    assert list(queries.timeline(ticket, stranger)) == []
    with pytest.raises(NotAllowed):
        rules.reply(ticket, "Bonjour", by=stranger)


def test_an_empty_answer_is_refused_but_a_picture_alone_is_taken(ticket, user):
    with pytest.raises(Refused):
        rules.reply(ticket, "  ", by=user)
    entry = rules.reply(ticket, "", by=user, uploads=[SimpleUploadedFile("log.txt", b"error 5")])
    assert entry.attachments.count() == 1


def test_what_was_said_is_never_changed(ticket):
    entry = ticket.entries.get()
    entry.body = "autre chose"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


def test_a_file_in_a_note_is_not_for_the_requester_and_one_in_an_answer_is(ticket, technician):
    file = SimpleUploadedFile("log.txt", b"error 5")
    hidden = rules.note(ticket, "", by=technician, uploads=[file]).attachments.get()
    shown = rules.reply(ticket, "", by=technician, uploads=[file]).attachments.get()

    assert not allowed(ticket.requester, "files.read", hidden)
    assert allowed(ticket.requester, "files.read", shown)
    assert allowed(technician, "files.read", hidden)
    assert not allowed(make_user(ticket.organisation), "files.read", shown)
    assert not allowed(make_technician(), "files.read", shown)


def test_each_word_makes_the_version_grow(ticket, technician):
    before = ticket.version
    rules.reply(ticket, "Un", by=technician)
    assert ticket.version > before
    ticket.refresh_from_db()
    assert ticket.version > before


def test_another_room_may_add_to_the_timeline(ticket):
    entry = rules.record_entry(ticket, Entry.Kind.FINDING, by=None, body="Panneau : bourrage", data={"fact": "x"})
    assert ticket.entries.last() == entry
    assert ticket.version == 2
