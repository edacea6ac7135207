"""Signing in by OpenID Connect: a real provider (npm's oidc-provider) in a real browser, and what is not believed."""

import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tournevis.people.models import AuditEntry, Role, User
from tournevis.people.stepup import PROVED
from tournevis.people.tests.factories import make_organisation, make_user
from tournevis.signon import oidc
from tournevis.signon.models import Identity, Session, Totp

from .browser import browser, localhost, needs_chromium  # noqa: F401
from .factories import make_provider

ROOT = Path(__file__).resolve().parents[4]
needs_provider = pytest.mark.skipif(
    not (shutil.which("node") and (ROOT / "node_modules" / "oidc-provider").is_dir()),
    reason="no node or no oidc-provider here: make assets",
)


class Issuer:
    """The provider, while it runs."""

    def __init__(self, site):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        program = Path(__file__).with_name("provider.mjs")
        # Its libraries are found from the folder that holds node_modules.
        here = ROOT / "node_modules" / ".tournevis-provider.mjs"
        here.write_bytes(program.read_bytes())
        command = ["node", str(here), str(self.port), f"{site}/account/with/company/back/"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout.readline().strip() == "ready"

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture
def site(live_server):
    return localhost(live_server)


@pytest.fixture
def issuer(site):
    running = Issuer(site)
    yield running
    running.stop()


@pytest.fixture
def provider(issuer):
    made = make_provider(
        make_organisation(), "oidc", address=issuer.address, account="tournevis", secret="secret of tournevis"
    )
    made.key, made.name, made.groups = "company", "Company account", "groups"
    made.save()
    return made


@pytest.fixture
def page(browser):  # noqa: F811
    page = browser.new_context(locale="en-GB").new_page()
    page.set_default_timeout(15_000)
    return page


def by_company(page, site, name="nadia", onward=""):
    page.goto(f"{site}/account/sign-in/{onward}")
    page.get_by_role("link", name="Sign in with Company account").click()
    pass_the_provider(page, name)


def pass_the_provider(page, name):
    page.fill("[name=login]", name)
    page.fill("[name=password]", "anything")
    page.click("button[type=submit]")
    page.wait_for_load_state()
    if page.locator("button[type=submit]", has_text="Continue").count():
        page.locator("button[type=submit]", has_text="Continue").click()


@pytest.mark.django_db(transaction=True)
@needs_chromium
@needs_provider
def test_who_the_provider_knows_comes_in_with_an_account_and_its_groups(page, site, provider):
    provider.rules.create(group="techs", role=Role.TECHNICIAN)

    by_company(page, site, onward="?next=/account/")
    page.wait_for_url(f"{site}/account/")

    nadia = User.objects.get(email="nadia.k@example.org")
    assert (str(nadia), nadia.role, nadia.organisation) == ("Nadia Kaci", Role.TECHNICIAN, provider.organisation)
    assert Session.objects.get(user=nadia).means == "oidc"
    assert Identity.objects.get().subject == "nadia"
    assert AuditEntry.objects.filter(act="session.begin").get().after == {"means": "oidc"}


@pytest.mark.django_db(transaction=True)
@needs_chromium
@needs_provider
def test_a_mail_that_the_provider_does_not_vouch_for_takes_over_no_account(page, site, provider):
    provider.trusts_mail = True
    provider.save()
    omar = make_user(provider.organisation, email="omar.b@example.org")

    by_company(page, site, "omar")
    page.get_by_text("No account could be made").wait_for()

    assert not Identity.objects.filter(user=omar).exists()


@pytest.mark.django_db(transaction=True)
@needs_chromium
@needs_provider
def test_his_second_factor_is_asked_for_after_the_provider_too(page, site, provider):
    nadia = make_user(provider.organisation, email="nadia.k@example.org")
    Identity.objects.create(provider=provider, user=nadia, subject="nadia", used_at=nadia.date_joined)
    Totp.objects.create(user=nadia, secret="GEZDGNBVGY3TQOJQ", made_at=nadia.date_joined)

    by_company(page, site)

    page.wait_for_url(f"{site}/account/sign-in/second/")


@pytest.mark.django_db(transaction=True)
@needs_chromium
@needs_provider
def test_before_something_grave_the_provider_asks_him_again(page, site, provider):
    by_company(page, site, onward="?next=/account/")
    page.wait_for_url(f"{site}/account/")
    row = Session.objects.get(user__isnull=False)
    store = Session.get_session_store_class()(row.session_key)
    store[PROVED] = 0
    store.save()

    page.goto(f"{site}/account/app/")
    page.get_by_role("link", name="Company account").click()  # in French: his account has the language of the house
    pass_the_provider(page, "nadia")

    page.wait_for_url(f"{site}/account/app/")


@pytest.mark.django_db
def test_an_answer_that_this_browser_did_not_ask_for_gets_nobody_in(client):
    provider = make_provider(make_organisation(), "oidc", address="http://localhost:1", account="x")

    answer = client.get(f"/account/with/{provider.key}/back/?code=stolen&state=guessed")

    assert answer.url == "/account/sign-in/"
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_a_provider_that_does_not_answer_is_told(client):
    provider = make_provider(make_organisation(), "oidc", address="http://localhost:1", account="x")

    page = client.get(f"/account/with/{provider.key}/", follow=True, headers={"accept-language": "en"}).text

    assert re.search(r"could not sign you in", page)


KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT = oidc.Client("https://id.example.org", "tournevis", "secret", "https://t.example.org/back/")
WAY = oidc.Way("state", "nonce", "verifier")
DESCRIBED = {
    "issuer": CLIENT.issuer,
    "jwks_uri": "https://id.example.org/keys",
    "token_endpoint": "https://id.example.org/t",
}


def token(key=KEY, algorithm="RS256", **changes):
    now = int(time.time())
    said = {"iss": CLIENT.issuer, "aud": CLIENT.name, "sub": "nadia", "nonce": "nonce", "iat": now, "exp": now + 60}
    said = {name: value for name, value in {**said, **changes}.items() if value is not None}
    return jwt.encode(said, key, algorithm, headers={"kid": "one"})


@pytest.fixture
def answers(monkeypatch):
    """What the provider answers, without a network: its keys, and a token."""
    public = {**jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True), "kid": "one", "use": "sig"}
    given = {"token": token()}
    monkeypatch.setattr(
        oidc, "_json", lambda address, *_a: {"keys": [public]} if "keys" in address else {"id_token": given["token"]}
    )
    return given


def back(**changes):
    return oidc.claims(CLIENT, DESCRIBED, WAY, {"state": "state", "code": "code", **changes})


def test_a_right_token_is_believed(answers):
    assert back()["sub"] == "nadia"


FALSE_TOKENS = {
    "another's key": lambda: token(key=rsa.generate_private_key(public_exponent=65537, key_size=2048)),
    "another issuer": lambda: token(iss="https://evil.example"),
    "for somebody else": lambda: token(aud="somebody else"),
    "another nonce": lambda: token(nonce="another"),
    "no nonce": lambda: token(nonce=None),
    "nobody": lambda: token(sub=None),
    "over": lambda: token(exp=int(time.time()) - 600),
    "not yet": lambda: token(iat=int(time.time()) + 600),
    "asked by somebody else": lambda: token(azp="somebody else"),
    "unsigned": lambda: token(key="", algorithm="none"),
    "a shared secret": lambda: token(key="a secret that both know, and long enough for it", algorithm="HS256"),
    "empty": lambda: "",
    "no token": lambda: "a.b.c",
}


@pytest.mark.parametrize("wrong", FALSE_TOKENS)
def test_a_token_that_is_not_his_word_to_us_now_is_refused(answers, wrong):
    answers["token"] = FALSE_TOKENS[wrong]()
    with pytest.raises(oidc.ProviderProblem):
        back()


@pytest.mark.parametrize(
    "answer", [{"state": "other"}, {"state": "é"}, {"iss": "https://evil.example"}, {"code": None, "error": "denied"}]
)
def test_an_answer_to_something_else_is_refused(answers, answer):
    given = {name: value for name, value in {"state": "state", "code": "code", **answer}.items() if value is not None}
    with pytest.raises(oidc.ProviderProblem):
        oidc.claims(CLIENT, DESCRIBED, WAY, given)


@pytest.mark.parametrize("address", ["http://id.example.org", "file:///etc/passwd", "ftp://x", "", "http://10.0.0.1"])
def test_a_provider_is_asked_over_tls_only(address):
    with pytest.raises(oidc.ProviderProblem):
        oidc.describe(address)
