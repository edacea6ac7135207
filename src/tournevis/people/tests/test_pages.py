"""Pages of people and settings: who may open them, what they cost, what their acts do."""

import io

import pytest
from django.urls import reverse

from tournevis.outbox.models import Message
from tournevis.people.models import AuditEntry, Installation, Site, Team, User
from tournevis.people.rules import create_user
from tournevis.people.tests.factories import make_site, make_team, make_user

RANK = {"user": 0, "technician": 1, "manager": 2, "administrator": 3}
PAGES = [
    ("people:users", 1),
    ("people:users_csv", 1),
    ("people:pick", 1),
    ("people:user_new", 3),
    ("people:users_import", 3),
    ("people:users_template", 3),
    ("people:settings", 3),
    ("people:sites", 3),
    ("people:site_new", 3),
    ("people:teams", 3),
    ("people:team_new", 3),
    ("people:audit", 3),
    ("people:audit_csv", 3),
    ("people:profile", 0),
    ("people:password_change", 0),
]


@pytest.fixture
def admin(client, administrator):
    client.force_login(administrator)
    return administrator


@pytest.mark.parametrize(("route", "least"), PAGES)
@pytest.mark.parametrize("role", RANK)
def test_a_page_opens_at_its_role(client, organisation, route, least, role):
    assert client.get(reverse(route)).status_code == 302
    client.force_login(make_user(organisation, role))
    assert client.get(reverse(route)).status_code == (200 if RANK[role] >= least else 403)


@pytest.mark.parametrize("key", ["mail", "attachments"])
def test_settings_are_for_administrators(client, admin, manager, key):
    address = reverse("people:settings_section", args=[key])
    assert client.get(address).status_code == 200
    client.force_login(manager)
    assert client.get(address).status_code == 403
    assert client.post(address, {}).status_code == 403


@pytest.mark.parametrize("route", [route for route, _least in PAGES])
def test_a_page_costs_few_queries_however_many_rows_it_has(client, admin, route, django_assert_max_num_queries):
    site = make_site(admin.organisation)
    for _ in range(30):
        make_user(admin.organisation, "technician", site=site)
        make_team(admin.organisation)
    for _ in range(5):
        create_user(admin.organisation, by=admin, email=f"{User.objects.count()}@example.org")
        make_site(admin.organisation, parent=site)
    with django_assert_max_num_queries(15):
        response = client.get(reverse(route))
        assert list(response.streaming_content if response.streaming else [response.content])


def test_the_list_shows_filters_and_counts(client, admin, organisation):
    zoe = make_user(organisation, first_name="Zoé", last_name="Lefèvre")
    gone = make_user(organisation, last_name="Parti", is_active=False)
    shown = client.get(reverse("people:users"), {"q": "lefevre"}).context
    assert (list(shown["page"].rows), shown["count"]) == ([zoe], 1)
    assert gone not in client.get(reverse("people:users")).context["page"].rows
    assert list(client.get(reverse("people:users"), {"state": "closed"}).context["page"].rows) == [gone]
    assert list(client.get(reverse("people:users"), {"role": "administrator"}).context["page"].rows) == [admin]
    assert "row-title" not in client.get(reverse("people:users"), {"q": "zzzz"}).text


def test_a_broken_filter_shows_the_whole_list(client, admin):
    assert client.get(reverse("people:users"), {"role": "king", "sort": "x", "after": "%%%"}).context["count"] == 1


def test_an_account_is_made_and_its_owner_invited(client, admin):
    data = {"first_name": "Ana", "last_name": "B", "email": "ana@example.org", "role": "technician"}
    client.post(reverse("people:user_new"), data | {"language": "fr", "level": "at_ease", "username": ""})
    ana = User.objects.get(email="ana@example.org")
    assert (ana.username, ana.role, ana.organisation) == ("ana@example.org", "technician", admin.organisation)
    assert Message.objects.get(to="ana@example.org").secret


def test_a_taken_e_mail_is_said_and_what_was_typed_stays(client, admin, user):
    data = {"first_name": "Ana", "last_name": "B", "email": user.email, "role": "user"}
    response = client.post(reverse("people:user_new"), data | {"language": "fr", "level": "at_ease"})
    assert response.status_code == 422
    assert 'value="Ana"' in response.text
    assert response.context["form"].errors.keys() == {"email"}
    assert User.objects.count() == 2


def test_an_account_is_changed_and_the_log_tells_the_values(client, admin, user):
    data = {"first_name": "Ana", "last_name": "B", "email": user.email, "username": user.username, "role": "manager"}
    address = reverse("people:user", args=[user.pk])
    assert client.post(address, data | {"language": "fr", "level": "at_ease"}).status_code == 302
    entry = AuditEntry.objects.get(act="user.change")
    assert (entry.before["role"], entry.after["role"]) == ("user", "manager")
    assert entry.address == "127.0.0.1"


def test_an_account_of_another_organisation_does_not_exist(client, admin):
    stranger = make_user()
    assert client.get(reverse("people:user", args=[stranger.pk])).status_code == 404
    for act in ("close", "open", "invite"):
        assert client.post(reverse(f"people:user_{act}", args=[stranger.pk])).status_code == 404


def test_an_account_is_closed_and_opened_but_not_ones_own(client, admin, user):
    client.post(reverse("people:user_close", args=[user.pk]))
    user.refresh_from_db()
    assert not user.is_active
    client.post(reverse("people:user_open", args=[user.pk]))
    client.post(reverse("people:user_close", args=[admin.pk]))
    admin.refresh_from_db()
    assert admin.is_active


def test_a_technician_looks_at_an_account_but_does_not_change_it(client, technician, user):
    client.force_login(technician)
    address = reverse("people:user", args=[user.pk])
    assert '<form method="post" novalidate>' not in client.get(address).text
    client.post(address, {"role": "administrator"})
    user.refresh_from_db()
    assert user.role == "user"


def test_people_are_proposed_while_one_types(client, technician, organisation):
    make_user(organisation, first_name="Zoé", last_name="Lefèvre", email="zoe@example.org")
    client.force_login(technician)
    assert "Zoé Lefèvre (zoe@example.org)" in client.get(reverse("people:pick"), {"holder": "lefe"}).text
    assert client.get(reverse("people:pick"), {"holder": ""}).text.strip() == ""


# Import


def csv(text):
    file = io.BytesIO(text.encode())
    file.name = "people.csv"
    return file


TABLE = "email;first_name;last_name\nana@example.org;Ana;B\nbad;C;D\n"


def test_a_file_is_looked_at_before_anything_is_done_then_carried_out(client, admin):
    address = reverse("people:users_import")
    seen = client.post(address, {"file": csv(TABLE)})
    assert seen.context["counts"] == {"error": 1, "create": 1, "change": 0, "close": 0, "same": 0}
    assert User.objects.count() == 1
    refused = client.post(address, {"text": seen.context["text"], "confirm": "yes", "invited": "yes"})
    assert [row.line for row in refused.context["rows"] if row.act == "error"] == [3]
    assert User.objects.count() == 1
    right = seen.context["text"].replace("bad;", "carl@example.org;")
    client.post(address, {"text": right, "confirm": "yes", "invited": "yes"})
    assert User.objects.filter(email="ana@example.org").exists()
    assert Message.objects.filter(to="ana@example.org").count() == 1


def test_a_file_without_errors_leads_back_to_the_list(client, admin):
    text = TABLE.replace("bad;C;D\n", "")
    response = client.post(reverse("people:users_import"), {"text": text, "confirm": "yes"})
    assert response.url == reverse("people:users")


@pytest.mark.parametrize("data", ["", "PK\x03\x04\0", "nonsense\n1\n"])
def test_a_file_that_is_no_table_is_said(client, admin, data):
    response = client.post(reverse("people:users_import"), {"file": csv(data)})
    assert response.status_code == 422
    assert 'role="alert"' in response.text


def test_no_file_at_all_is_said(client, admin):
    assert client.post(reverse("people:users_import"), {}).status_code == 422


def test_what_is_exported_can_be_imported_again_without_a_change(client, admin, user):
    text = b"".join(client.get(reverse("people:users_csv")).streaming_content)
    file = io.BytesIO(text)
    file.name = "people.csv"
    seen = client.post(reverse("people:users_import"), {"file": file})
    assert seen.context["counts"] == {"error": 0, "create": 0, "change": 0, "close": 0, "same": 2}


# Sites, teams, settings


def test_a_site_is_made_changed_and_removed(client, admin):
    client.post(reverse("people:site_new"), {"name": "Lyon"})
    lyon = Site.objects.get()
    client.post(reverse("people:site", args=[lyon.pk]), {"name": "Lyon 7e"})
    make_site(admin.organisation, parent=lyon)
    assert client.post(reverse("people:site", args=[lyon.pk]), {"name": "x", "remove": "yes"}).status_code == 422
    Site.objects.exclude(pk=lyon.pk).delete()
    client.post(reverse("people:site", args=[lyon.pk]), {"name": "x", "remove": "yes"})
    assert not Site.objects.exists()


def test_a_team_is_made_changed_and_removed(client, admin, technician, user):
    assert client.post(reverse("people:team_new"), {"name": "Réseau", "members": [user.pk]}).status_code == 422
    client.post(reverse("people:team_new"), {"name": "Réseau", "members": [technician.pk]})
    team = Team.objects.get()
    client.post(reverse("people:team", args=[team.pk]), {"name": "Réseau", "members": []})
    assert not team.members.exists()
    client.post(reverse("people:team", args=[team.pk]), {"remove": "yes"})
    assert not Team.objects.exists()


def test_places_of_another_organisation_do_not_exist(client, admin):
    other = make_user().organisation
    assert client.get(reverse("people:site", args=[make_site(other).pk])).status_code == 404
    assert client.get(reverse("people:team", args=[make_team(other).pk])).status_code == 404


MAIL = {"mail_sender": "a@example.org", "smtp_host": "mail.example.org", "smtp_port": 25, "smtp_security": "none"}


def test_the_mail_password_is_kept_when_left_empty_never_shown_and_forgotten_on_demand(client, admin):
    address = reverse("people:settings_section", args=["mail"])
    client.post(address, MAIL | {"smtp_password": "s3cret"})
    client.post(address, MAIL | {"smtp_password": "", "smtp_port": 26})
    assert (Installation.current().smtp_password.reveal(), Installation.current().smtp_port) == ("s3cret", 26)
    assert "s3cret" not in client.get(address).text
    assert "s3cret" not in client.get(reverse("people:audit")).text
    client.post(address, MAIL | {"forget": "on"})
    assert not Installation.current().smtp_password


def test_types_of_attachments_are_chosen(client, admin):
    data = {"attachment_max_mb": 3, "attachment_max_count": 2, "attachment_types": ["image/png"]}
    client.post(reverse("people:settings_section", args=["attachments"]), data)
    assert Installation.current().attachment_types == ["image/png"]
    assert (
        client.post(
            reverse("people:settings_section", args=["attachments"]), data | {"attachment_max_mb": 0}
        ).status_code
        == 422
    )


def test_the_log_speaks_the_readers_words(client, admin, user):
    client.post(reverse("people:settings_section", args=["mail"]), MAIL)
    client.post(reverse("people:user_close", args=[user.pk]))
    log = client.get(reverse("people:audit")).text
    for programmers in ("smtp_host", "is_active", "settings.change", "smtp_security"):
        assert f">{programmers}<" not in log


def test_an_unknown_page_of_settings_does_not_exist(client, admin):
    assert client.get(reverse("people:settings_section", args=["weather"])).status_code == 404


def test_the_log_is_filtered_and_exported(client, admin, user):
    create_user(admin.organisation, by=admin, email="ana@example.org", first_name="Ana")
    page = client.get(reverse("people:audit"), {"act": "user.create", "q": "ana"})
    assert page.context["count"] == 1
    assert client.get(reverse("people:audit"), {"q": "zzz"}).context["count"] == 0
    assert client.get(reverse("people:audit"), {"q": "\0", "act": "\0"}).context["count"] == 1
    assert "user.create" in b"".join(client.get(reverse("people:audit_csv")).streaming_content).decode()
