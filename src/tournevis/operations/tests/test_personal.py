"""What is held on somebody is handed out to him, and goes when he is made anonymous, while every count stays."""

import json
import re
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tournevis.assets.models import AssetFact
from tournevis.assets.rules import give
from tournevis.assets.tests.factories import make_asset
from tournevis.desk import queries as desk_queries
from tournevis.desk import rules as desk
from tournevis.desk.tests.factories import make_ticket
from tournevis.diagnosis import rules as diagnosis
from tournevis.operations.personal import CannotErase, erase_person, export_person
from tournevis.operations.tests.census import census, differences, everything_said
from tournevis.people import rules
from tournevis.people.models import AuditEntry, Consent, FailedSignIn, User
from tournevis.people.rules.audit import verify
from tournevis.people.tests.factories import make_organisation, make_user
from tournevis.workbench.overview import overview as overview_of

NOW = timezone.now()
PHONE = "02 98 44 10 20"
SECRET = "Quelqu'un d'autre a un secret."
# What an erasure changes in what is counted: the account is closed, a waiting mail is given up, refusals go.
CHANGED = {
    ("people.User", "is_active"),
    ("people.User", "closed_at"),
    ("people.User", "erased_at"),
    ("people.User", "last_login"),
    ("people.Team_members", ""),
    ("people.Team_members", "id"),
    ("people.Team_members", "user"),
    ("people.FailedSignIn", ""),
    ("people.FailedSignIn", "id"),
    ("people.FailedSignIn", "at"),
    ("people.FailedSignIn", "address"),
    ("outbox.Message", "state"),
    ("files.Attachment", "removed_at"),
    ("assets.Asset", "updated_at"),
}
# The search index and the log are made of words: they are looked at apart.
INDEXES = ("search.Posting", "search.Word", "people.AuditEntry", "people.AuditHead", "assets.Identifier")

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.KEYS_FILE = tmp_path / "keys.json"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def person(organisation):
    return make_user(
        organisation,
        first_name="Hélène",
        last_name="Kervella",
        email="h.kervella@example.org",
        username="hkervella",
        phone=PHONE,
        job_title="Comptable",
    )


@pytest.fixture
def world(person, technician):
    """His requests, with all that can name him; and somebody else's, which speaks of him."""
    machine = make_asset(person.organisation, name="PC-KERVELLA", notes="Bureau de Mme Kervella")
    give(machine, person, by=None, now=NOW)
    AssetFact.objects.create(asset=machine, name="os.last_user", value="hkervella", read_at=NOW)
    AssetFact.objects.create(asset=machine, name="os.name", value="Debian", read_at=NOW)
    photo = SimpleUploadedFile("kervella.txt", b"Dossier de Helene Kervella")
    ticket = make_ticket(
        person,
        title="Imprimante de Kervella",
        complaint=f"Bonjour, c'est Helene Kervella, {PHONE}. L'imprimante est en panne.",
        uploads=[photo],
        asset=machine,
    )
    diagnosis.start(ticket, by=person)
    desk.reply(ticket, "Bonjour Hélène, je regarde. Thierry", by=technician)
    desk.note(ticket, "Mme KERVELLA rappelle demain, h.kervella@example.org", by=technician)
    other = make_user(person.organisation, first_name="Yann", last_name="Autre", email="yann@example.org")
    others = make_ticket(other, complaint=f"{SECRET} Hélène Kervella l'a vu aussi. Martin non.")
    diagnosis.start(others, by=other)
    FailedSignIn.objects.create(name="hkervella", address=None, at=NOW)
    asked = rules.ask_consent(
        person, Consent.Purpose.REMOTE_VIEW, about="ticket:1", words="Hélène Kervella, may I?", by=technician, now=NOW
    )
    rules.answer_consent(asked, True, by=person, now=NOW)
    return {"ticket": ticket, "others": others, "machine": machine}


def erase(person, administrator, **how):
    return erase_person(person, by=administrator, now=NOW, reason="Letter of 3 November", **how)


def test_no_text_names_an_erased_person_anywhere_but_in_the_log(world, person, administrator):
    erase(person, administrator)

    named = re.compile(r"k[eé]rvella|h[eé]l[eè]ne|98.?44.?10", re.IGNORECASE)
    left = {(model, column) for model, column, text in everything_said() if named.search(text)}
    assert left <= {("people.AuditEntry", "subject"), ("people.AuditEntry", "before"), ("people.AuditEntry", "after")}
    assert "Kervella" not in AuditEntry.objects.get(act="person.erase").subject


@pytest.mark.parametrize("words", [False, True])
def test_every_count_is_the_same_before_and_after(world, person, administrator, words):
    before, figures = census(), str(overview_of(administrator, NOW))

    erase(person, administrator, words=words)

    changed = {key for key in differences(before, census()) if key[0] not in INDEXES}
    assert changed <= CHANGED
    assert str(overview_of(administrator, NOW)) == figures


def test_nobody_finds_him_by_his_name_and_the_ticket_is_found_by_its_trouble(world, person, administrator):
    def found(text):
        return list(desk_queries.search(administrator, text).tickets)

    assert len(found("kervella")) == 2

    erase(person, administrator)

    for text in ("kervella", "Hélène Kervella", "h.kervella@example.org", "hkervella"):
        assert found(text) == []
    assert found("imprimante panne") == [world["ticket"]]
    assert not User.objects.filter(folded__contains="kervella").exists()


def test_what_he_said_stays_without_his_name_and_what_others_said_stays_whole(world, person, administrator):
    erase(person, administrator)

    entry = world["ticket"].entries.order_by("id").first()
    assert entry.body == "Bonjour, c'est •••, •••. L'imprimante est en panne."
    assert str(entry.author) == f"Erased person {person.pk}"
    assert world["others"].entries.order_by("id").first().body == f"{SECRET} ••• l'a vu aussi. Martin non."


def test_what_he_said_goes_too_when_that_is_wanted(world, person, administrator):
    erase(person, administrator, words=True)

    world["ticket"].refresh_from_db()
    assert (world["ticket"].title, world["ticket"].complaint) == ("Erased request", "•••")
    assert {entry.body for entry in world["ticket"].entries.exclude(body="")} == {"•••"}
    assert SECRET in world["others"].entries.order_by("id").first().body


def test_his_files_are_gone_from_the_disk(world, person, administrator, django_capture_on_commit_callbacks):
    attachment = person.attachments.get()
    kept = attachment.file.name
    assert default_storage.exists(kept)

    with django_capture_on_commit_callbacks(execute=True):
        erase(person, administrator)

    assert not default_storage.exists(kept)
    attachment.refresh_from_db()
    assert (attachment.name, attachment.size) == ("•••.txt", 26)


def test_what_a_machine_tells_of_its_user_goes_and_the_rest_stays(world, person, administrator):
    erase(person, administrator)

    told = dict(AssetFact.objects.values_list("name", "value"))
    assert told == {"os.last_user": "•••", "os.name": "Debian"}


def test_a_case_replays_to_the_same_end_after_an_erasure(world, person, administrator):
    from tournevis.diagnosis import storing
    from tournevis.diagnosis.models import Diagnosis

    before = storing.load(Diagnosis.objects.get(ticket=world["ticket"])).belief()

    erase(person, administrator)

    assert (storing.load(Diagnosis.objects.get(ticket=world["ticket"])).belief() == before).all()


def test_the_log_is_whole_after_an_erasure(world, person, administrator):
    erase(person, administrator)

    assert verify(person.organisation) == []


def test_an_erased_account_opens_no_more(world, person, administrator):
    erase(person, administrator)
    person.refresh_from_db()

    with pytest.raises(rules.Refused):
        rules.activate(person, by=administrator)
    with pytest.raises(CannotErase):
        erase(person, administrator)


def test_who_may_not_erase_does_not(person, technician, administrator):
    with pytest.raises(rules.NotAllowed):
        erase(person, technician)
    with pytest.raises(CannotErase):
        erase(administrator, administrator)
    with pytest.raises(CannotErase):
        erase_person(person, by=administrator, now=NOW, reason=" ")
    stranger = make_user(make_organisation())
    with pytest.raises(rules.NotAllowed):
        erase(stranger, administrator)


def opened(archive):
    with zipfile.ZipFile(archive) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_he_takes_away_all_that_is_held_on_him_with_his_files(world, person):
    parts = opened(export_person(person, by=person, now=NOW))

    told = json.loads(parts["data.json"])
    rows = {kind["key"]: kind["rows"] for kind in told["kinds"]}
    assert rows["account"][0]["email"] == "h.kervella@example.org"
    assert [request["number"] for request in rows["requests"]] == [world["ticket"].number]
    assert rows["machines"][0]["machine"] == "PC-KERVELLA"
    assert rows["consents"][0]["answer"] == "You agreed"
    assert len(rows["mails"]) == 2
    assert [content for name, content in parts.items() if name.startswith("files/")] == [b"Dossier de Helene Kervella"]
    page = parts["index.html"].decode()
    assert "h.kervella@example.org" in page
    assert "L&#x27;imprimante est en panne." in page
    assert "<script" not in page


def test_other_people_are_left_out_of_it(world, person, technician):
    every = b"".join(opened(export_person(person, by=person, now=NOW)).values()).decode()

    for name in (SECRET, "yann@example.org", "Yann", technician.email, technician.last_name, "Thierry"):
        assert name not in every
    assert "je regarde" in every


def test_notes_between_technicians_are_only_in_what_an_administrator_hands_out(world, person, administrator):
    own = b"".join(opened(export_person(person, by=person, now=NOW)).values()).decode()
    whole = b"".join(opened(export_person(person, by=administrator, now=NOW, whole=True)).values()).decode()

    assert "rappelle demain" not in own
    assert '"notes_left_out": 1' in own
    assert "rappelle demain" in whole
    with pytest.raises(rules.NotAllowed):
        export_person(person, by=person, now=NOW, whole=True)


def test_handing_out_is_noted_with_who_and_why(world, person, administrator, technician):
    export_person(person, by=administrator, now=NOW, reason="Letter", address="192.0.2.7").close()

    entry = AuditEntry.objects.get(act="person.export")
    assert (entry.actor, entry.subject, entry.reason, entry.address) == (
        administrator, str(person), "Letter", "192.0.2.7",
    )  # fmt: skip
    with pytest.raises(rules.NotAllowed):
        export_person(person, by=technician, now=NOW)


def test_his_page_tells_what_for_and_lets_him_answer_and_take_away(client, world, person, technician):
    asked = rules.ask_consent(
        person, Consent.Purpose.REMOTE_VIEW, about="ticket:1", words="May I look?", by=technician, now=timezone.now()
    )
    client.force_login(person)
    page = client.get(reverse("operations:my_data")).content.decode()
    assert "May I look?" in page

    client.post(reverse("operations:consent", args=[asked.pk]), {"answer": "yes"})
    assert Consent.objects.get(pk=asked.pk).answer == Consent.Answer.GIVEN
    client.post(reverse("operations:consent", args=[asked.pk]), {"answer": "withdraw"})
    assert Consent.objects.get(pk=asked.pk).answer == Consent.Answer.WITHDRAWN

    answer = client.post(reverse("operations:my_data_download"))
    assert answer.headers["Content-Type"] == "application/zip"
    assert b"".join(answer.streaming_content)[:2] == b"PK"


def test_an_administrator_erases_after_typing_the_name_again(client, world, person, administrator):
    client.force_login(administrator)
    page = reverse("operations:person_erase", args=[person.pk])

    assert client.post(page, {"reason": "Letter", "name": "somebody"}).status_code == 422
    assert client.post(page, {"reason": "Letter", "name": "hkervella"}).status_code == 302
    assert User.objects.get(pk=person.pk).erased_at is not None


def test_a_technicians_asking_aloud_is_kept_as_consent_on_the_users_page(world, person, technician):
    from tournevis.diagnosis import engine

    remedy = next(one for one in engine.model().base.remedies.values() if one.consent is not None)

    diagnosis.outcome(world["ticket"], remedy.id, "solved", by=technician, consent=True)

    kept = Consent.objects.get(purpose=Consent.Purpose.REMEDY)
    assert (kept.person, kept.told_to, kept.answer) == (person, technician, Consent.Answer.GIVEN)
