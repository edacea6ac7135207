"""The pages of the room in a real Chromium: accessible, within the screen, nothing loaded from elsewhere."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import sync_playwright

from tournevis.api.events import EVENTS
from tournevis.api.models import Subscription
from tournevis.api.tests.factories import make_key, make_webhook
from tournevis.outbox.tests.factories import make_message
from tournevis.people.tests.factories import make_administrator

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PAGES = ["/account/keys/", "/settings/webhooks/", "/settings/webhooks/new/", "/settings/webhooks/{}/", "/api/"]

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: sudo apt install chromium"),
]


@pytest.fixture
def administrator_cookie(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    administrator = make_administrator()
    make_key(administrator)
    webhook = make_webhook(administrator, list(EVENTS))
    for event in ("ticket.opened", "ticket.solved"):
        text = '{"id": "evt_1", "type": "ticket.opened", "data": {"number": 12}}'
        make_message(
            administrator.organisation,
            webhook.url,
            channel="webhook",
            subject=event,
            about=webhook.about,
            body_text=text,
        )
    client = Client()
    client.force_login(administrator)
    return client.cookies["sessionid"].value


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_the_pages_are_accessible_and_fit(administrator_cookie, live_server, scheme, width):
    pages = [page.format(Subscription.objects.get().pk) for page in PAGES]
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="fr-FR")
        context.add_cookies([{"name": "sessionid", "value": administrator_cookie, "url": live_server.url}])
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        for number, path in enumerate(pages):
            said.clear()
            assert page.goto(live_server.url + path).status == 200
            page.wait_for_load_state("networkidle")
            remarks = [] if path == "/api/" else [one["id"] for one in Axe().run(page).response["violations"]]
            if page.evaluate("document.getElementById('content').scrollWidth") > width:
                remarks.append("wider than the screen")
            if shots := os.environ.get("TOURNEVIS_SHOTS"):
                page.screenshot(path=Path(shots) / f"api_{number}_{scheme}_{width}.png", full_page=True)
            if remarks + said:
                found[path] = remarks + said
        browser.close()

    assert found == {}
