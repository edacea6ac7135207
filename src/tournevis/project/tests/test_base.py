"""The frame of every page."""

import pytest
from django.template import engines


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
