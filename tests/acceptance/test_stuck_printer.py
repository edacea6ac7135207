"""A stuck printer, from the complaint in the browser to the page that comes out, on a real CUPS server."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tournevis.probing.tests import cups

from .server import ROOT, Server

CHROMIUM = Path("/usr/bin/chromium")
WHY = (
    f"{cups.missing()} is not installed" if cups.missing() else "" if CHROMIUM.exists() else "chromium is not installed"
)
pytestmark = [pytest.mark.skipif(bool(WHY), reason=WHY), pytest.mark.xdist_group("stuck_printer")]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PRINTER = "IMP-COMPTA"
USER = "camille.rousseau"
PATIENCE = 60_000  # ms; a page is printed and waited for


@pytest.fixture(scope="module")
def printer() -> Iterator[cups.PrivateCups]:
    with cups.PrivateCups() as server:
        yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    found = Server(tmp_path_factory.mktemp("printer") / "data")
    found.start()
    try:
        yield found
    finally:
        found.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
    found = context.new_page()
    found.set_default_timeout(PATIENCE)
    sign_in(found, server, USER)
    yield found
    context.close()


def sign_in(page: Page, server: Server, name: str) -> None:
    page.goto(f"{server.url}/account/sign-in/")
    page.fill("input[name=name]", name)
    page.fill("input[type=password]", server.password(name))
    page.press("input[type=password]", "Enter")
    page.wait_for_url(re.compile(r"/(requests|work)/"))


def point_at(server: Server, address: str) -> None:
    """Give the printer of the demonstration its real address."""
    code = (
        f"from tournevis.assets.models import Asset; Asset.objects.filter(name={PRINTER!r}).update(address={address!r})"
    )
    environment = {**os.environ, "TOURNEVIS_DATA": str(server.data)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "tournevis.cli", "manage", "shell", "-c", code]
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)


def complain(page: Page, server: Server, words: str) -> None:
    page.goto(f"{server.url}/requests/new/")
    page.fill("textarea[name=complaint]", words)
    page.locator("label.machine", has_text=PRINTER).click()
    page.locator("button[data-send]").click()
    page.wait_for_url(re.compile(r"/requests/\d+/"))


def supposed(page: Page) -> str:
    """The cause that the page supposes, once it has one, with the questions asked on the way answered by nobody."""
    return page.locator("#request").inner_text()


def remedy_shown(page: Page, cause: str) -> None:
    """The remedy of that cause is put without any question about the printer's state."""
    expect(page.locator("#request")).to_contain_text(cause)
    expect(page.locator("button[name=verdict]").first).to_be_visible()
    assert page.locator("button.choice").count() == 0


def test_a_jam_is_read_not_asked_freed_and_proved_by_a_page(
    page: Page, server: Server, printer: cups.PrivateCups
) -> None:
    point_at(server, printer.add("jam", "jam"))
    printer.print("jam", b"first")
    printer.wait_for("jam", "Bourrage papier")

    complain(page, server, "mon imprimante est bloquée")
    remedy_shown(page, "Bourrage papier")

    # nothing was freed yet: the check says so, and nothing is closed
    verify = page.locator("button[formaction$='/verify/']")
    verify.click()
    expect(page.locator("#request, main").first).to_contain_text("media-jam")
    expect(page.locator("button[name=verdict]").first).to_be_visible()

    printer.become("jam", "ok")
    printer.enable("jam")
    verify.click()
    closed = page.locator("main")
    expect(closed).to_contain_text("la page est sortie")
    expect(closed).to_contain_text("Une feuille s'est coincée")
    assert len(printer.printed("jam")) >= 2


def test_a_stopped_queue_is_told_apart_from_a_jam(page: Page, server: Server, printer: cups.PrivateCups) -> None:
    point_at(server, printer.add("paused"))
    printer.disable("paused")
    printer.print("paused", b"waits")

    complain(page, server, "mon imprimante est bloquée")
    remedy_shown(page, "pause")

    printer.enable("paused")
    page.locator("button[formaction$='/verify/']").click()
    expect(page.locator("main")).to_contain_text("la page est sortie")


def test_a_printer_out_of_paper_is_told_apart_from_a_jam(page: Page, server: Server, printer: cups.PrivateCups) -> None:
    point_at(server, printer.add("empty", "empty"))
    printer.print("empty", b"first")
    printer.wait_for("empty", "Plus de papier")

    complain(page, server, "mon imprimante est bloquée")
    remedy_shown(page, "apier")
    assert "Bourrage papier" not in supposed(page).split("Ce que")[0]

    printer.become("empty", "ok")
    printer.enable("empty")
    page.locator("button[formaction$='/verify/']").click()
    expect(page.locator("main")).to_contain_text("la page est sortie")
