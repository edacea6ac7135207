"""A user asks for help."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tournevis.assets.models import Asset
from tournevis.assets.tests.factories import make_asset, make_asset_of
from tournevis.desk.models import Impact, Ticket
from tournevis.diagnosis import engine
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.tests.small import make_case
from tournevis.people.tests.factories import make_user

pytestmark = pytest.mark.django_db
NEW = "/requests/new/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def test_somebody_without_any_request_lands_where_he_can_ask(desk, user):
    assert desk.get("/").headers["Location"] == NEW
    make_case(user)
    assert desk.get("/").headers["Location"] == reverse("portal:home")


def test_a_technician_lands_at_his_cases(client, technician):
    client.force_login(technician)

    assert client.get("/").headers["Location"] == reverse("workbench:cases")


def test_he_says_what_is_wrong_picks_his_machine_and_is_led_on(desk, user):
    machine = make_asset_of(user, name="PC-COMPTA")
    data = {"complaint": "Mon imprimante est bloquée", "asset": machine.pk, "blocked": "on", "others": "on"}
    answer = desk.post(NEW, data)

    ticket = Ticket.objects.get()
    assert answer.headers["Location"] == reverse("portal:request", args=[ticket.number])
    assert (ticket.asset, ticket.blocked, ticket.impact) == (machine, True, Impact.SOME)
    assert Diagnosis.objects.filter(ticket=ticket).exists()


def test_only_his_own_machines_and_the_shared_ones_of_his_site_are_offered(desk, user):
    make_asset_of(user, name="PC-MIEN")
    make_asset_of(make_user(user.organisation), name="PC-AUTRE")
    make_asset(user.organisation, name="IMP-AILLEURS", kind=Asset.Kind.PRINTER)
    text = desk.get(NEW).content.decode()

    assert "PC-MIEN" in text
    assert "PC-AUTRE" not in text
    assert "IMP-AILLEURS" not in text


def test_a_machine_of_somebody_else_is_refused(desk, user):
    machine = make_asset_of(make_user(user.organisation))
    answer = desk.post(NEW, {"complaint": "Rien ne marche", "asset": machine.pk})

    assert answer.status_code == 422
    assert not Ticket.objects.exists()


def test_without_words_the_error_stands_by_the_field_and_nothing_is_lost(desk, user):
    machine = make_asset_of(user)
    answer = desk.post(NEW, {"complaint": "  ", "asset": machine.pk, "blocked": "on"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "complaint-error" in text
    assert f'value="{machine.pk}" checked' in text


@pytest.mark.parametrize(
    "words", ["x" * 25_000, "x" * 1_000_000, "\x00\x01\x02 binaire \ud83d".encode("utf-8", "replace")]
)
def test_words_that_are_too_long_or_no_text_get_a_clear_answer(desk, words):
    answer = desk.post(NEW, {"complaint": words})

    assert answer.status_code in (302, 422)


def test_a_picture_goes_along(desk, user):
    desk.post(NEW, {"complaint": "Écran bizarre", "files": SimpleUploadedFile("ecran.png", PNG)})

    assert [file.name for file in Ticket.objects.get().entries.first().attachments.all()] == ["ecran.png"]


def test_a_file_that_may_not_be_attached_is_refused_and_the_words_are_kept(desk):
    answer = desk.post(NEW, {"complaint": "Écran bizarre", "files": SimpleUploadedFile("x.exe", b"MZ\x90\x00\x03\x00")})

    assert answer.status_code == 422
    assert "Écran bizarre" in answer.content.decode()


def test_his_requests_are_listed_and_nobody_elses(desk, user, django_assert_max_num_queries):
    other = make_user(user.organisation)
    for _request in range(50):
        make_case(user)
    make_case(other, "imprimante d'un autre")
    with django_assert_max_num_queries(15):
        text = desk.get(reverse("portal:home")).content.decode()

    assert text.count("request-row") == 50
    assert "autre" not in text


def test_an_empty_list_says_what_to_do(desk):
    assert NEW in desk.get(reverse("portal:home")).content.decode()


def test_the_page_where_one_asks_stays_within_fifteen_queries(desk, user, django_assert_max_num_queries):
    for _machine in range(50):
        make_asset_of(user)
    with django_assert_max_num_queries(15):
        desk.get(NEW)


def test_a_meeting_that_begins_soon_is_heard_in_his_words(desk, user, monkeypatch):
    monkeypatch.setattr(engine, "understand", lambda *_: engine.Heard({}, deadline=timedelta(minutes=5)))
    desk.post(NEW, {"complaint": "pas de son, je suis en visio dans 5 minutes"})
    ticket = Ticket.objects.get()

    assert ticket.deadline_at - ticket.created_at == timedelta(minutes=5)
