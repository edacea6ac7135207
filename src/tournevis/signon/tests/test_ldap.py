"""Signing in by a directory: a real OpenLDAP server, asked over TLS."""

import socket

import pytest
from django.test import Client

from tournevis.people.directory import Directory, DirectoryProblem, filled
from tournevis.people.models import AuditEntry, Role, User
from tournevis.people.tests.factories import PASSWORD, make_organisation, make_team, make_user
from tournevis.signon.models import Identity, Provider, Session

from .factories import make_provider
from .slapd import BASE, READER, READER_PASSWORD, SLAPD, Slapd

pytestmark = [
    pytest.mark.usefixtures("english"),
    pytest.mark.skipif(not SLAPD, reason="no OpenLDAP server here: sudo apt install slapd"),
]
NADIA = "password of nadia.k"


@pytest.fixture(scope="module")
def slapd(tmp_path_factory):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Slapd(tmp_path_factory.mktemp("slapd"), port)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def directory(slapd):
    return Directory(slapd.address, BASE, READER, READER_PASSWORD, True, slapd.certificate)


@pytest.fixture
def provider(slapd, organisation):
    fields = {"address": slapd.address, "start_tls": True, "authority": slapd.certificate, "base": BASE}
    return make_provider(organisation, account=READER, secret=READER_PASSWORD, **fields)


def enter(name="nadia.k", password=NADIA):
    client = Client(headers={"accept-language": "en"})
    return client, client.post("/account/sign-in/", {"name": name, "password": password})


def test_the_directory_tells_who_there_is_and_whether_a_password_is_right(directory):
    found = directory.find("(uid=lea.m)", ["cn", "mail", "entryUUID"])

    assert [entry.first("cn") for entry in found] == ["Léa Müller"]
    assert len(found[0].first("entryUUID")) == 36
    assert directory.proves(found[0].dn, "password of lea.m")
    assert not directory.proves(found[0].dn, "password of nadia.k")
    assert not directory.proves(found[0].dn, "")


def test_a_name_cannot_change_what_is_searched(directory):
    assert directory.find(filled("(uid={name})", name="*"), ["uid"]) == []
    assert directory.find(filled("(uid={name})", name="nadia.k)(|(uid=*)"), ["uid"]) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"authority": ""}, "certificate verify failed"),
        ({"password": "wrong"}, "refuses this account"),
        ({"address": "ldap://127.0.0.1:1"}, "refused"),
        ({"address": "http://127.0.0.1"}, "begins with"),
        ({"base": "dc=nowhere"}, "noSuchObject"),
    ],
)
def test_what_is_wrong_is_told(directory, change, why):
    with pytest.raises(DirectoryProblem, match=why):
        Directory(**{**vars(directory), **change}).find("(uid=*)", ["uid"])


@pytest.mark.parametrize("name", ["nadia.k", "NADIA.K@example.org"])
def test_somebody_of_the_directory_gets_an_account_as_he_comes_in(provider, organisation, name):
    client, answer = enter(name)

    assert answer.status_code == 302, answer.text
    assert client.get("/account/").status_code == 200
    nadia = User.objects.get(email="nadia.k@example.org")
    assert (str(nadia), nadia.username, nadia.organisation, nadia.role) == (
        "Nadia Kaci",
        "nadia.k",
        organisation,
        "user",
    )
    assert not nadia.has_usable_password()
    assert Session.objects.get(user=nadia).means == "ldap"
    assert AuditEntry.objects.filter(act="identity.link", organisation=organisation).exists()


def test_he_is_the_same_the_next_time(provider):
    enter()
    enter()

    assert User.objects.filter(email="nadia.k@example.org").count() == Identity.objects.count() == 1


@pytest.mark.parametrize(("name", "password"), [("nadia.k", "wrong"), ("nadia.k", ""), ("*", NADIA), ("nobody", NADIA)])
def test_a_wrong_name_or_password_gets_nobody_in(provider, name, password):
    _client, answer = enter(name, password)

    assert answer.status_code == 422
    assert not User.objects.filter(email="nadia.k@example.org").exists()


def test_guesses_at_the_directorys_passwords_are_paused_too(provider):
    for _ in range(5):
        enter(password="wrong")

    assert "15 minutes" in enter()[1].text


def test_groups_give_role_and_teams_and_take_them_back(provider, organisation):
    team, other = make_team(organisation, name="Lyon"), make_team(organisation, name="Kept")
    provider.rules.create(group=f"cn=techs,ou=groups,{BASE}", role=Role.TECHNICIAN, team=team)
    enter()
    nadia = User.objects.get(email="nadia.k@example.org")
    nadia.teams.add(other)
    assert (nadia.role, {str(t) for t in nadia.teams.all()}) == (Role.TECHNICIAN, {"Lyon", "Kept"})

    provider.rules.all().delete()
    provider.rules.create(group="nobody is in it", role="", team=team)
    enter()

    assert {str(t) for t in nadia.teams.all()} == {"Kept"}
    assert AuditEntry.objects.filter(act="user.teams", reason=provider.name).count() == 2


def test_a_group_may_be_told_by_its_short_name(provider):
    provider.rules.create(group="Techs", role=Role.MANAGER)
    enter()

    assert User.objects.get(email="nadia.k@example.org").role == Role.MANAGER


def test_the_last_administrator_is_not_demoted_by_a_group(provider, organisation):
    boss = make_user(organisation, Role.ADMINISTRATOR, email="nadia.k@example.org")
    Provider.objects.update(trusts_mail=True)
    provider.rules.create(group="techs", role=Role.USER)
    enter()

    boss.refresh_from_db()
    assert boss.role == Role.ADMINISTRATOR


def test_an_account_that_exists_is_known_by_its_mail_only_where_that_is_allowed(provider, organisation):
    mine = make_user(organisation, email="nadia.k@example.org")
    assert "No account could be made" in enter()[1].text

    Provider.objects.update(trusts_mail=True)
    assert enter()[1].status_code == 302
    assert Identity.objects.get().user == mine


def test_an_account_of_another_organisation_is_never_taken_over(provider):
    theirs = make_user(make_organisation(), email="nadia.k@example.org")
    Provider.objects.update(trusts_mail=True)

    assert enter()[1].status_code == 422
    assert not Identity.objects.filter(user=theirs).exists()


def test_where_no_accounts_are_made_he_is_told_to_ask(provider):
    Provider.objects.update(makes_people=False)

    assert "Ask your administrator for one" in enter()[1].text


def test_a_closed_account_stays_closed(provider):
    enter()
    User.objects.filter(email="nadia.k@example.org").update(is_active=False)

    assert "closed" in enter()[1].text


def test_a_directory_that_does_not_answer_keeps_no_local_account_out(provider, organisation):
    Provider.objects.update(address="ldap://127.0.0.1:1")
    make_user(organisation, username="ana", password=PASSWORD)

    assert enter("ana", PASSWORD)[1].status_code == 302
    assert "does not answer" in enter()[1].text


def test_a_directory_out_of_use_is_not_asked(provider):
    Provider.objects.update(is_enabled=False)

    assert "do not match" in enter()[1].text


@pytest.fixture
def desk(administrator):
    administrator.language = "en"
    administrator.save()
    client = Client()
    client.force_login(administrator)
    return client


def form(slapd, **changes):
    data = {"name": "Annuaire", "address": slapd.address, "start_tls": "on", "authority": slapd.certificate}
    data |= {"account": READER, "secret": READER_PASSWORD, "base": BASE, "is_enabled": "on", "makes_people": "on"}
    return {**data, "default_role": "user", "lines": "techs = technician\n", **changes}


def test_an_administrator_sets_it_up_and_tries_it(slapd, desk):
    answer = desk.post("/settings/sign-in/new/ldap/", form(slapd))
    assert answer.status_code == 302, answer.text
    made = Provider.objects.get()
    page = desk.post(f"/settings/sign-in/{made.pk}/try/", follow=True).text

    assert "it shows 3 people" in page
    assert READER_PASSWORD not in page
    assert made.secret.reveal() == READER_PASSWORD
    assert READER_PASSWORD not in str(AuditEntry.objects.get(act="provider.save").after)
    assert enter()[1].status_code == 302
    assert User.objects.get(email="nadia.k@example.org").role == Role.TECHNICIAN


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"lines": "techs = wizard"}, "Line 1 is not"),
        ({"lines": "techs = technician\nothers = user = Nowhere"}, "Line 2 is not"),
        ({"address": "https://x"}, "begins with ldaps://"),
        ({"base": ""}, "Say where"),
        ({"search": "(uid=x)"}, "{name}"),
    ],
)
def test_a_wrong_setting_is_told_beside_its_field(slapd, desk, change, told):
    answer = desk.post("/settings/sign-in/new/ldap/", form(slapd, **change))

    assert answer.status_code == 422
    assert told in answer.text
    assert not Provider.objects.exists()
