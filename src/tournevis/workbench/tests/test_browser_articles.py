"""Articles in a real browser: accessible and fitting on each page; put into an answer by the keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tournevis.desk.models import ArticleUse
from tournevis.diagnosis.tests.browser import VIEWS, needs_chromium
from tournevis.diagnosis.tests.small import make_case
from tournevis.knowledge import rules
from tournevis.knowledge.models import State
from tournevis.knowledge.tests.factories import make_article
from tournevis.people.tests.factories import make_manager

pytestmark = needs_chromium
BODY = "Deux minutes suffisent.\n\n1. Ouvrir\n2. Tirer **lentement**\n\n```\nsc stop spooler\n```\n\n> Doucement."


@pytest.fixture
def article(organisation):
    author = make_manager(organisation)
    made = make_article(author, title="Vider la file", body=BODY, settled={"state": State.PUBLIC})
    rules.write(made, "fr", {"body": f"{BODY}\n\nEt voilà."}, by=author)
    return made


@pytest.mark.timeout(240)
@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_pages_of_articles_are_accessible_and_fit(browser, article, organisation, user, scheme, width):
    staff = [
        "articles/",
        f"articles/{article.pk}/",
        f"articles/{article.pk}/text/fr/",
        f"articles/{article.pk}/text/en/",
    ]
    staff += [
        f"articles/{article.pk}/settings/",
        f"articles/{article.pk}/history/",
        "articles/new/",
        "articles/service/",
    ]
    paths = [(make_manager(organisation), [f"/work/{path}" for path in [*staff, "search/?q=file"]])]
    paths += [(user, ["/help/", "/help/?q=file", f"/help/articles/{article.pk}/"])]
    found = {}
    for person, addresses in paths:
        for address in addresses:
            page = browser.open(person, address, scheme, width)
            if remarks := browser.remarks(page, width):
                found[address] = remarks
            page.close()

    assert found == {}


@pytest.mark.timeout(120)
def test_a_link_goes_into_the_answer_by_the_keyboard_alone(browser, article, user, technician):
    ticket = make_case(user)
    page = browser.open(technician, reverse("workbench:case", args=[ticket.number]))

    page.keyboard.press("a")
    page.locator("#picker-search").focus()
    page.keyboard.type("file")
    link = page.locator("[data-insert]").first
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reply")).to_be_focused()
    expect(page.locator("#reply")).to_have_value(f"Vider la file : {browser.url}/help/articles/{article.pk}/")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#case-thread")).to_contain_text("Vider la file")

    assert ArticleUse.objects.get().article == article
    expect(page.locator("input[name=article]")).to_have_count(0)


@pytest.mark.timeout(120)
def test_what_may_help_is_proposed_while_somebody_types(browser, article, user):
    page = browser.open(user, "/requests/new/")

    page.locator("#id_complaint").press_sequentially("vider la file")
    expect(page.locator("#suggestions a").first).to_contain_text("Vider la file")
    assert browser.remarks(page, 1280) == []
