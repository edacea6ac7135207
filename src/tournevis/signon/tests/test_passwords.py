"""Passwords that are refused, here and with a service that answers, lies, or is silent."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from tournevis.people.tests.factories import make_organisation, make_user
from tournevis.signon.models import Policy
from tournevis.signon.passwords import in_file, in_service

GOOD = "a much better battery staple"


def digest(password):
    return hashlib.sha1(password.encode()).hexdigest().upper()


def reasons(password, user=None):
    with pytest.raises(ValidationError) as info:
        validate_password(password, user)
    return [error.code for error in info.value.error_list]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password",
    [
        "Motdepasse2024!",
        "azertyuiop",
        "S0le1l2024!",
        "M0td3p@sse!!",
        "password123456",
        "!!tournevis!!",
        "Bienvenue-2026",
    ],
)
def test_a_common_password_is_refused_dressed_up_or_not(password):
    assert "common" in reasons(password) or "password_too_common" in reasons(password)


@pytest.mark.django_db
def test_the_name_of_the_organisation_is_no_password():
    user = make_user(make_organisation("Atelier Dubois"))

    assert "common" in reasons("AtelierDubois75", user)


@pytest.mark.django_db
def test_a_long_phrase_passes():
    validate_password(GOOD)


@pytest.fixture
def stolen(tmp_path, settings):
    """A file as haveibeenpwned.com offers it, without its middle."""
    file = tmp_path / "stolen.txt"
    lines = sorted(f"{digest(f'stolen {n}')}:{n + 1}" for n in range(1000))
    file.write_bytes("\r\n".join(lines).encode())
    settings.STOLEN_PASSWORDS = str(file)
    return file


def test_every_line_of_a_file_is_found_and_nothing_else(stolen):
    assert all(in_file(digest(f"stolen {n}"), str(stolen)) for n in range(1000))
    assert not any(in_file(digest(f"mine {n}"), str(stolen)) for n in range(1000))


@limits(deadline=None)
@given(st.lists(st.text(max_size=8), max_size=20, unique=True), st.text(max_size=8))
def test_any_file_in_order_tells_exactly_what_it_holds(tmp_path_factory, held, asked):
    file = tmp_path_factory.getbasetemp() / "any.txt"
    file.write_text("".join(f"{digest(p)}:1\n" for p in sorted(held, key=digest)))

    assert in_file(digest(asked), str(file)) == (asked in held)


@pytest.mark.django_db
def test_a_password_of_the_file_is_refused(stolen):
    assert reasons("stolen 7") == ["password_too_short", "stolen"]


@pytest.mark.django_db
def test_a_file_that_is_not_there_keeps_nobody_out(settings):
    settings.STOLEN_PASSWORDS = "/nowhere/at/all"
    validate_password(GOOD)


@pytest.fixture
def service(settings):
    """A service that speaks as haveibeenpwned.com does, and what it was asked."""
    asked = []
    known = {digest(GOOD): 12, digest("padding"): 0}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            start = self.path.rsplit("/", 1)[1]
            body = "\r\n".join(f"{d[5:]}:{n}" for d, n in known.items() if d.startswith(start))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.STOLEN_PASSWORDS_SERVICE = f"http://127.0.0.1:{server.server_port}/range/"
    yield asked
    server.shutdown()
    server.server_close()


@pytest.mark.django_db
def test_the_service_is_asked_only_where_the_setting_allows_it(service):
    validate_password(GOOD)
    assert service == []

    Policy(breach_lookup=True).save()
    assert reasons(GOOD) == ["stolen"]


def test_only_five_letters_of_the_digest_leave_the_house(service):
    assert in_service(digest(GOOD))
    assert service == [f"/range/{digest(GOOD)[:5]}"]


def test_lines_that_only_fill_up_the_answer_are_not_believed(service):
    assert not in_service(digest("padding"))


def test_a_service_that_is_silent_keeps_nobody_out(settings):
    settings.STOLEN_PASSWORDS_SERVICE = "http://127.0.0.1:9/range/"
    assert not in_service(digest(GOOD))
