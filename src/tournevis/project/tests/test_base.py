"""The frame of every page."""

import json
import re
from html import unescape

import pytest
from django.template import engines

from tournevis.people.models import Role
from tournevis.people.tests.factories import make_user
from tournevis.project import views


@pytest.mark.django_db
def test_an_unknown_address_is_said_in_french_by_default(client):
    answer = client.get("/nowhere-at-all/")

    assert answer.status_code == 404
    assert '<html lang="fr"' in answer.content.decode()


@pytest.mark.django_db
def test_a_page_may_only_load_what_the_site_serves(client):
    assert "default-src 'self'" in client.get("/nowhere-at-all/").headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_health_answers_without_signing_in(client):
    assert client.get("/health/").json() == {"status": "ok"}


@pytest.mark.django_db
def test_the_language_that_a_signed_in_user_chooses_is_kept(client, user):
    client.force_login(user)

    client.post("/language/", {"language": "en", "next": "/"})

    user.refresh_from_db()
    assert user.language == "en"


@pytest.mark.django_db
def test_the_language_switch_never_leads_to_another_site(client):
    answer = client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"})

    assert answer.headers["Location"] == "/"


def test_a_block_component_draws_its_content():
    text = engines["django"].from_string('{% empty "Nothing" icon="x" %}<b>Do this</b>{% endempty %}').render({})

    assert "<b>Do this</b>" in text
    assert "#x" in text


def test_a_component_escapes_what_users_typed():
    page = engines["django"].from_string("{% page_head title %}{% endpage_head %}{% badge title %}")

    assert "<script>" not in page.render({"title": "<script>alert(1)</script>"})


def test_the_page_of_our_own_fault_needs_no_database(rf, monkeypatch):
    answer = views.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "Tournevis" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_the_menu_of_each_role_leads_somewhere(client, organisation, role):
    client.force_login(make_user(organisation, role))

    page = client.get("/account/")

    for link in [*page.context["navigation"], *page.context["account_menu"]]:
        assert client.get(link.url, follow=True).status_code == 200, link.url


@pytest.mark.django_db
def test_the_menu_of_a_user_shows_him_no_page_of_technicians(client, user):
    client.force_login(user)

    page = client.get("/account/")

    assert not [link.url for link in page.context["navigation"] if not link.url.startswith(("/requests/", "/help/"))]


@pytest.mark.django_db
def test_a_swapped_part_gets_no_style_attribute_which_the_content_policy_would_block(client):
    page = client.get("/account/sign-in/").content.decode()
    config = re.search(r"name=\"htmx-config\" content='([^']+)'", page)

    assert config
    assert "style" not in json.loads(unescape(config[1]))["attributesToSettle"]
