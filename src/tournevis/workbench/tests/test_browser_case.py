"""The workbench in a real browser: a case from arrival to close by the keyboard alone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tournevis.desk.models import Entry, StateType
from tournevis.desk.rules import reply
from tournevis.diagnosis import rules
from tournevis.diagnosis.models import Diagnosis
from tournevis.diagnosis.tests.browser import VIEWS, needs_chromium
from tournevis.diagnosis.tests.small import make_case, make_printer
from tournevis.people.tests.factories import make_manager, make_team

pytestmark = needs_chromium


def case_url(ticket):
    return reverse("workbench:case", args=[ticket.number])


def title(page):
    return page.locator("#step-title")


@pytest.mark.timeout(180)
def test_a_case_goes_from_arrival_to_close_by_the_keyboard_alone(browser, user, technician):
    other = make_case(user)
    ticket = make_case(user, blocked=True)
    page = browser.open(technician, "/work/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{case_url(ticket)}")
    page.keyboard.press("t")
    expect(page.locator("#case-head form[action$='/take/']")).to_have_count(0)

    page.keyboard.press("2")
    expect(title(page)).to_have_text("Retirer la feuille coincée")
    page.keyboard.press("b")
    expect(title(page)).not_to_have_text("Retirer la feuille coincée")
    page.keyboard.press("0")
    expect(page.locator("#case-findings")).to_contain_text("Je ne sais pas")
    page.keyboard.press("b")
    expect(page.locator("#case-findings")).not_to_contain_text("Je ne sais pas")
    page.keyboard.press("2")
    expect(title(page)).to_have_text("Retirer la feuille coincée")

    page.keyboard.press("?")
    expect(page.locator("#keyboard-help")).to_be_visible()
    page.keyboard.press("Escape")

    page.keyboard.press("n")
    page.keyboard.type("Vu avec elle au téléphone")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#case-thread")).to_contain_text("Vu avec elle au téléphone")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.type("Ouvrez le capot, je reste en ligne.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#case-thread")).to_contain_text("je reste en ligne")
    page.keyboard.press("Escape")

    page.keyboard.press("1")
    expect(page.locator("#explanation")).to_have_value(holding("coincée dans l'imprimante"))
    page.keyboard.press("c")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Bonne journée.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#case-head")).to_contain_text("Résolu")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.wait_for_url(f"**{case_url(other)}")

    ticket.refresh_from_db()
    assert ticket.state_type == StateType.SOLVED
    assert ticket.entries.filter(kind=Entry.Kind.MESSAGE, body__endswith="Bonne journée.").exists()


def holding(part):
    return re.compile(re.escape(part))


def test_a_key_pressed_in_haste_answers_no_step_that_was_not_seen(browser, user, technician):
    ticket = make_case(user)
    page = browser.open(technician, case_url(ticket))
    page.route("**/answer/", lambda route: (page.wait_for_timeout(400), route.continue_()))

    page.keyboard.press("2")
    page.keyboard.press("1")
    expect(title(page)).to_have_text("Retirer la feuille coincée")
    page.wait_for_timeout(500)

    assert Diagnosis.objects.get(ticket=ticket).events.count() == 2


def test_a_case_is_handed_over_by_the_keyboard(browser, user, technician):
    team = make_team(user.organisation, name="Réseau")
    ticket = make_case(user)
    page = browser.open(technician, case_url(ticket))

    page.keyboard.press("e")
    expect(page.locator("#escalate-to")).to_be_focused()
    page.keyboard.type("Réseau")
    page.keyboard.press("Tab")
    page.keyboard.type("Hors de ma portée")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#case-head")).to_contain_text("Réseau")
    expect(page.locator("#case-thread")).to_contain_text("Hors de ma portée")
    ticket.refresh_from_db()
    assert ticket.team == team


def test_keys_can_be_switched_off(browser, user, technician):
    page = browser.open(technician, case_url(make_case(user)))
    before = title(page).inner_text()
    page.keyboard.press("?")
    page.locator("[data-keys-switch]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.wait_for_timeout(500)

    assert title(page).inner_text() == before


def test_what_others_do_appears_by_itself_and_takes_no_typed_word_away(browser, user, technician):
    ticket = make_case(user)
    page = browser.open(technician, case_url(ticket))
    page.locator("#reply").fill("Je commence une phr")
    page.locator(".step-more summary").first.click()
    reply(ticket, "C'est urgent !", by=user)

    expect(page.locator("#case-thread")).to_contain_text("urgent", timeout=12_000)
    assert page.locator("#reply").input_value() == "Je commence une phr"
    expect(page.locator(".step-more").first).to_have_attribute("open", "")


def test_the_first_screen_holds_the_words_the_machine_the_step_and_the_place_to_answer(browser, user, technician):
    ticket = make_case(user, asset=make_printer(user.organisation, name="IMP-COMPTA", address=""))
    page = browser.open(technician, case_url(ticket))

    for part in (".complaint", ".case-machine", "#step-title", ".choice-unknown", ".cause >> nth=0"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= 900, part


def test_the_device_is_read_while_the_page_is_there_already(browser, user, technician, device):
    device.reasons = ("media-jam",)
    ticket = make_case(user, asset=make_printer(user.organisation))
    page = browser.open(technician, case_url(ticket))

    expect(title(page)).to_have_text("Retirer la feuille coincée")
    assert device.reads == 1


def test_somebody_who_calls_gets_his_case_in_two_screens(browser, user, technician):
    page = browser.open(technician, "/work/new/")
    page.keyboard.type("ursule")
    page.locator("#callers .row-title").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#id_complaint").fill("Mon imprimante est bloquée")
    page.locator("#id_complaint").press("Control+Enter")

    expect(title(page)).to_be_visible()


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_every_state_of_a_case_is_accessible_and_fits(browser, user, technician, scheme, width):
    ticket = make_case(user, "Mon imprimante est bloquée, on me demande une rançon")
    page = browser.open(technician, case_url(ticket), scheme, width)
    found = {}

    def look(state):
        page.goto(browser.url + case_url(ticket))
        page.locator(".cause > summary").first.click()
        page.locator(".step-more > summary").first.click()
        if remarks := browser.remarks(page, width):
            found[state] = remarks

    look("question")
    rules.answer(ticket, "printer_panel", "ready", by=technician)
    rules.answer(ticket, "queue_jobs", "one_blocked", by=technician)
    rules.answer(ticket, "files_renamed", "no", by=technician)
    look("remedy with consent")
    reply(ticket, "Bonjour", by=technician)
    rules.outcome(ticket, "printing.clear_queue", "solved", by=technician, consent=True)
    look("closing")
    rules.solve(ticket, "Voilà.", by=technician)
    look("finished")
    assert found == {}


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_the_other_pages_are_accessible_and_fit(browser, user, scheme, width):
    manager = make_manager(user.organisation)
    for number in range(3):
        ticket = make_case(user, blocked=number == 1)
    rules.answer(ticket, "printer_panel", "jam", by=user)
    page, found = browser.open(manager, "/work/", scheme, width), {}
    paths = ["/work/", "/work/?whose=mine", "/work/new/?q=ursule", reverse("workbench:new_for", args=[user.pk])]
    paths += ["/work/search/?q=imprimante", "/work/faults/printing.jam/", "/work/overview/"]
    for path in paths:
        page.goto(browser.url + path)
        if remarks := browser.remarks(page, width):
            found[path] = remarks
    assert found == {}


@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_what_a_code_means_fits_under_the_complaint_and_is_accessible(browser, user, technician, scheme, width):
    ticket = make_case(user, "Écran bleu 0x0000007B, puis 3 bips longs et l'imprimante dit 0x0000011b")
    page = browser.open(technician, case_url(ticket), scheme, width)

    expect(page.locator(".codes li")).to_have_count(3)
    assert width < 900 or page.locator("#step-title").bounding_box()["y"] < 900
    assert browser.remarks(page, width) == []
