"""The portal in a real browser, at a desk and on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tournevis.assets.tests.factories import make_asset_of
from tournevis.desk.models import StateType, Ticket
from tournevis.desk.rules import reply, take
from tournevis.diagnosis import rules
from tournevis.diagnosis.tests.browser import VIEWS, needs_chromium
from tournevis.diagnosis.tests.small import make_case, make_printer
from tournevis.files.models import Attachment

pytestmark = needs_chromium


def request_url(ticket):
    return reverse("portal:request", args=[ticket.number])


def title(page):
    return page.locator("#step-title, #standing-title")


@pytest.mark.timeout(180)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_user_says_what_is_wrong_and_is_led_to_the_end(browser, user, width, tmp_path):
    make_asset_of(user, name="PC-COMPTA")
    picture = tmp_path / "panne.png"
    picture.write_bytes(PNG)
    page = browser.open(user, "/", width=width)

    page.locator("#id_complaint").fill("mon imprimante est bloqué")
    page.locator("label.machine", has_text="PC-COMPTA").click()
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.locator("[data-files]")).to_have_text("panne.png")
    page.locator("button[data-send]").click()
    expect(title(page)).to_contain_text("écran de l'imprimante")

    page.locator("button.choice", has_text="Bourrage papier").click()
    expect(title(page)).to_have_text("Retirer la feuille coincée")
    expect(page.locator(".guide-progress")).to_contain_text("Bourrage papier")
    page.locator("button.verdict-solved").click()
    expect(page.locator(".explained")).to_contain_text("coincée dans l'imprimante")
    page.locator("form[action$='/close/'] button").click()
    expect(page.locator(".standing-closed")).to_be_visible()

    ticket = Ticket.objects.get()
    assert ticket.state_type == StateType.CLOSED
    assert Attachment.objects.get().name == "panne.png"


def test_he_asks_for_a_technician_writes_to_him_and_reads_his_answer(browser, user, technician):
    ticket = make_case(user)
    page = browser.open(user, request_url(ticket))
    page.locator("form[action$='/technician/'] button").click()
    expect(page.locator(".standing-queue")).to_be_visible()
    page.locator("#reply").fill("Je suis au bureau 12")
    page.locator("#reply").press("Control+Enter")
    expect(page.locator(".thread")).to_contain_text("bureau 12")
    expect(page.locator("#reply")).to_have_value("")

    take(ticket, by=technician)
    reply(ticket, "J'arrive dans dix minutes", by=technician)
    expect(page.locator(".thread")).to_contain_text("dix minutes", timeout=15_000)
    expect(title(page)).to_contain_text(str(technician))


def test_what_does_not_work_after_all_is_opened_again(browser, user):
    ticket = make_case(user)
    rules.answer(ticket, "printer_panel", "jam", by=user)
    rules.outcome(ticket, "printing.clear_jam", "solved", by=user)
    page = browser.open(user, request_url(ticket))
    page.locator(".reopen > summary").click()
    page.locator("#reason").fill("Ça recommence")
    page.locator("form[action$='/reopen/'] button").click()

    expect(page.locator(".standing-queue")).to_be_visible()
    expect(page.locator(".thread")).to_contain_text("Ça recommence")


def test_the_printer_is_asked_while_the_user_waits_a_moment(browser, user, device):
    device.reasons = ("media-empty",)
    page = browser.open(user, request_url(make_case(user, asset=make_printer(user.organisation))))

    expect(title(page)).to_have_text("Remettre du papier")
    expect(page.locator(".told")).to_contain_text("1")


def test_his_machine_can_speak_for_itself(browser, user):
    page = browser.open(user, request_url(make_case(user)))
    page.locator(".guide-foot summary").click()
    page.locator("form[action$='/invite/'] button").click()

    expect(page.locator(".command")).to_contain_text("tournevis diagnose --join")


def test_words_that_could_not_be_sent_are_kept(browser, user):
    page = browser.open(user, request_url(make_case(user)))
    page.locator("#reply").fill("Long récit de mes malheurs")
    page.context.set_offline(True)
    page.locator("#reply").press("Control+Enter")
    expect(page.locator("#page-alert")).to_be_visible()
    assert page.locator("#reply").input_value() == "Long récit de mes malheurs"

    page.context.set_offline(False)
    page.reload()
    assert page.locator("#reply").input_value() == "Long récit de mes malheurs"


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_every_state_of_a_request_is_accessible_and_fits(browser, user, technician, scheme, width):
    make_asset_of(user, name="PC-COMPTA", maker="Lenovo", model="ThinkCentre M70q")
    urgent = make_case(user, "on me demande une rançon")
    ticket = make_case(user)
    page, found = browser.open(user, "/requests/new/", scheme, width), {}

    def look(state, path):
        page.goto(browser.url + path)
        for summary in page.locator(".guide-foot summary, .told > summary, .reopen > summary").all():
            summary.click()
        if remarks := browser.remarks(page, width):
            found[state] = remarks

    look("asking", "/requests/new/")
    look("urgent", request_url(urgent))
    look("question", request_url(ticket))
    rules.answer(ticket, "printer_panel", "jam", by=user)
    look("remedy", request_url(ticket))
    rules.hand_over(urgent, by=user)
    look("in the queue", request_url(urgent))
    look("list", "/requests/")
    rules.outcome(ticket, "printing.clear_jam", "solved", by=user)
    look("solved", request_url(ticket))
    assert found == {}


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
