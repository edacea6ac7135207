"""A ticket is opened."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tournevis.assets.tests.factories import make_asset
from tournevis.desk import rules
from tournevis.desk.models import Entry, StateType, Ticket
from tournevis.desk.queries import search
from tournevis.desk.tests.factories import make_ticket
from tournevis.files.content import BadFile
from tournevis.files.models import Attachment
from tournevis.outbox.models import Message
from tournevis.people.rules import NotAllowed, Refused
from tournevis.people.tests.factories import make_technician, make_user


def upload(name="photo.txt", content=b"the paper is stuck"):
    return SimpleUploadedFile(name, content)


def test_it_keeps_the_users_own_words_and_starts_the_timeline_with_them(user):
    ticket = rules.open_ticket(user, "  Mon imprimante\r\nest bloquée ", by=user)

    assert ticket.complaint == "Mon imprimante\nest bloquée"
    assert ticket.title == "Mon imprimante"
    assert ticket.state_type == StateType.NEW
    [entry] = ticket.entries.all()
    assert (entry.kind, entry.author, entry.public, entry.body) == ("message", user, True, ticket.complaint)


def test_numbers_follow_each_other_within_an_organisation_and_start_anew_in_another(user):
    assert [make_ticket(user).number for _ in range(3)] == [1, 2, 3]
    assert make_ticket(make_user()).number == 1


def test_the_number_of_a_removed_ticket_is_never_given_again(user):
    make_ticket(user)
    Ticket.objects.all().delete()
    assert make_ticket(user).number == 2


def test_a_technician_opens_it_for_somebody_who_calls_and_the_timeline_says_who_wrote_it_down(user, technician):
    ticket = rules.open_ticket(user, "Écran noir", by=technician, channel="phone")

    [entry] = ticket.entries.all()
    assert entry.author == user
    assert entry.data == {"opens": True, "opened_by": technician.pk}
    assert ticket.opened_by == technician


def test_a_user_cannot_open_one_for_somebody_else(user, organisation):
    with pytest.raises(NotAllowed):
        rules.open_ticket(make_user(organisation), "Écran noir", by=user)


def test_a_technician_cannot_open_one_in_another_organisation(technician):
    with pytest.raises(NotAllowed):
        rules.open_ticket(make_user(), "Écran noir", by=technician)


def test_the_requester_gets_a_mail_with_the_number_in_his_language(organisation):
    ana = make_user(organisation, language="en")
    ticket = make_ticket(ana)
    [mail] = Message.objects.all()
    assert mail.to == ana.email
    assert mail.subject == f"[#{ticket.number}] {ticket.title}"
    assert "We have your request" in mail.body_text
    assert mail.about == f"ticket:{ticket.pk}"


def test_somebody_without_e_mail_gets_none_and_his_ticket_all_the_same(organisation):
    ticket = make_ticket(make_user(organisation, username="atelier", email=""))
    assert ticket.pk
    assert not Message.objects.exists()


def test_files_come_with_the_complaint(user):
    ticket = rules.open_ticket(user, "Voir la photo", by=user, uploads=[upload()])
    [attachment] = ticket.entries.get().attachments.all()
    assert attachment.name == "photo.txt"


@pytest.mark.parametrize(
    ("complaint", "says"),
    [("", "does not work"), (" \n\0 ", "does not work"), ("x" * 1_000_000, "1000000")],
    ids=["empty", "blank", "one megabyte"],
)
def test_a_complaint_that_cannot_be_kept_is_refused_with_words_and_nothing_is_left(user, complaint, says, english):
    with pytest.raises(Refused, match=says):
        rules.open_ticket(user, complaint, by=user)
    assert not Ticket.objects.exists()
    assert not Message.objects.exists()


def test_binary_garbage_in_a_complaint_loses_its_control_signs_only(user):
    ticket = rules.open_ticket(user, "panne \x00\x01\x7f� \ud83d ici", by=user)
    ticket.refresh_from_db()
    assert ticket.complaint.startswith("panne")
    assert ticket.complaint.endswith("ici")
    assert "\x00" not in ticket.complaint


def test_a_bad_file_leaves_no_ticket_behind(user):
    with pytest.raises(BadFile):
        rules.open_ticket(user, "Voir", by=user, uploads=[upload(), upload("run.exe", b"MZ\x90\x00" + bytes(100))])
    assert not Ticket.objects.exists()
    assert not Attachment.objects.exists()


def test_a_machine_of_another_organisation_is_refused(user):
    asset = make_asset(make_user().organisation)
    with pytest.raises(Refused):
        rules.open_ticket(user, "Écran noir", by=user, asset=asset)


def test_an_unknown_impact_is_refused(user):
    with pytest.raises(Refused, match="galaxy"):
        rules.open_ticket(user, "Écran noir", by=user, impact="galaxy")


def test_a_failure_half_way_leaves_nothing(user, technician, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("tournevis.desk.rules.notices.opened", broken)
    with pytest.raises(RuntimeError):
        make_ticket(user)
    assert not Ticket.objects.exists()
    assert not Entry.objects.exists()
    assert not search(technician, "imprimante").tickets.exists()


def test_technicians_may_open_their_own(organisation):
    technician = make_technician(organisation)
    assert make_ticket(technician).requester == technician
