"""What every answer carries, and what a browser may do with it."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from tournevis.people.models import User
from tournevis.people.tests.factories import PASSWORD, make_user

pytestmark = [pytest.mark.acceptance, pytest.mark.django_db]

NAMES = ["SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE"]
NAMES += ["LANGUAGE_COOKIE_NAME", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_AGE", "DEBUG"]


def settings_of(tmp_path, **environment):
    """The settings of an installation with this environment."""
    told = f"json.dumps({{name: getattr(s, name, None) for name in {NAMES!r}}})"
    code = f"import json; import tournevis.project.settings as s; print({told})"
    env = {**os.environ, "TOURNEVIS_DATA": str(tmp_path), **environment}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture
def person(organisation):
    return make_user(organisation, password=PASSWORD)


def signed_in(person):
    client = Client()
    answer = client.post(reverse("signon:sign_in"), {"name": person.email, "password": PASSWORD})
    return client, answer


def test_behind_tls_cookies_are_of_this_host_alone_and_the_browser_stays_with_tls(tmp_path):
    found = settings_of(tmp_path, TOURNEVIS_HTTPS="1")

    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is True
    assert {found[f"{name}_COOKIE_NAME"][:7] for name in ("SESSION", "CSRF", "LANGUAGE")} == {"__Host-"}
    assert found["SECURE_HSTS_SECONDS"] >= 31536000


def test_nothing_is_told_to_developers_and_sessions_end_unless_somebody_says_otherwise(tmp_path):
    found = settings_of(tmp_path)

    assert found["DEBUG"] is False
    assert 0 < found["SESSION_COOKIE_AGE"] <= 30 * 24 * 3600


def test_no_script_reads_a_cookie_and_no_other_site_sends_it(person):
    client, _answer = signed_in(person)

    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["httponly"], name
        assert client.cookies[name]["samesite"] in {"Lax", "Strict"}, name


def test_signing_in_takes_a_new_session(person):
    client = Client()
    client.get(reverse("signon:sign_in"))
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    client.post(reverse("signon:sign_in"), {"name": person.email, "password": PASSWORD})

    assert client.cookies["sessionid"].value != before


@pytest.mark.parametrize("path", ["/account/sign-in/", "/nowhere/", "/health/", "/", "/account/data/"])
def test_every_answer_tells_the_browser_to_be_careful(person, path):
    client, _answer = signed_in(person)

    headers = client.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


def test_a_browser_is_never_asked_to_trace(person):
    client, _answer = signed_in(person)

    assert client.generic("TRACE", reverse("people:profile")).status_code == 405


def test_a_password_is_masked_pasted_and_taken_as_typed(organisation):
    page = Client().get(reverse("signon:sign_in")).content.decode()
    field = re.search(r'<input[^>]*name="password"[^>]*>', page)[0]
    spaced = make_user(organisation, password="  two blanks before and after  ")

    assert 'type="password"' in field
    assert "onpaste" not in page
    client = Client()
    client.post(reverse("signon:sign_in"), {"name": spaced.email, "password": "two blanks before and after"})
    assert "_auth_user_id" not in client.session
    client.post(reverse("signon:sign_in"), {"name": spaced.email, "password": "  two blanks before and after  "})
    assert "_auth_user_id" in client.session


def test_a_form_without_its_token_is_refused_for_each_address_that_takes_one(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    for name in ("people:profile", "operations:my_data_download", "signon:sign_out", "portal:new", "set_language"):
        assert client.post(reverse(name)).status_code == 403, name
    assert User.objects.get(pk=person.pk).is_active


def test_a_doubled_parameter_is_one_value(person):
    client, _answer = signed_in(person)

    answer = client.get("/account/sign-in/?next=//evil.example&next=/account/")

    assert answer.headers["Location"] == "/account/"


def test_a_title_never_writes_a_header_of_a_mail(organisation):
    from tournevis.outbox.rules import post
    from tournevis.outbox.rules.smtp import compose
    from tournevis.people.models import Installation

    message = post(organisation, "ana@example.org", "Hello\r\nBcc: evil@example.org\n\n<b>", "Text\r\n.\r\nRCPT")
    settings = Installation(mail_sender="desk@example.org", service_name="Desk\r\nBcc: evil@example.org")

    mail = compose(message, Installation(mail_sender=settings.mail_sender, service_name="Desk"))

    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    with pytest.raises(ValueError, match="Header"):
        compose(message, settings)
