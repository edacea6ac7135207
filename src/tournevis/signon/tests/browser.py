"""A real Chromium for this room's tests; they are skipped, visibly, where there is none."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: sudo apt install chromium")


@pytest.fixture
def browser(monkeypatch):
    """A browser; Playwright runs its own loop in this thread, and the database is still asked from it."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def localhost(live_server):
    """The address of the site by a name: passkeys and cookies of providers are bound to one."""
    return live_server.url.replace("127.0.0.1", "localhost")


def sign_in(page, site, name, password):
    """Fill in the page of the door and send it."""
    page.goto(f"{site}/account/sign-in/")
    page.fill("[name=name]", name)
    page.fill("[name=password]", password)
    page.click("form:has([name=password]) button.btn-primary")
