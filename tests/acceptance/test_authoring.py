"""How long a new author needs: he enters 10 causes, 10 actions and 3 questions in a real Chromium, by keyboard.

His time is reckoned by the keystroke-level model (Card, Moran and Newell 1980, The keystroke-level model for user
performance time with interactive systems, CACM 23(7)): K for each key, M for each field and each act that he has to
think of, R for each answer of the server as it was measured. What he thinks out before he writes it is not in it, so K
is that of a slow typist too. Run with -s to see the figures.
"""

import os
import shutil
import time

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

from tournevis.authoring.models import Draft
from tournevis.people.tests.factories import make_organisation, make_technician

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
KEY, SLOW_KEY, THINK = 0.28, 0.50, 1.35  # seconds: average non-secretary typist; typist of codes; mental preparation
PICKED = 10  # letters typed before the wanted label stands in the list; then an arrow and Enter
pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: sudo apt install chromium"),
]

QUESTIONS = [
    ("Le lecteur de badge bipe-t-il ?", "Oui\nNon"),
    ("Le code PIN est-il refusé ?", "Non\nOui, toujours\nOui, parfois"),
    ("La carte est-elle neuve ?", "Non\nOui, reçue cette semaine"),
]
THINGS = ["lecteur de badge", "code PIN", "carte neuve", "quota de pages", "bac réservé"]
TROUBLES = ["muet", "refusé"]
CAUSES = [(f"{thing.capitalize()} {trouble}", thing, trouble) for thing in THINGS for trouble in TROUBLES]
SIGNS = [f"{question.rstrip(' ?')} → {answer}" for question, answers in QUESTIONS for answer in answers.split("\n")]


class Hands:
    """Somebody at a keyboard, whose keys, thoughts and waits are counted."""

    def __init__(self, page):
        self.page, self.keys, self.thoughts, self.screens, self.waited = page, 0, 0, 0, 0.0

    def write(self, name, text):
        self.page.fill(f"[name={name}]", text)
        self._spend(len(text) + 1)

    def pick(self, name, label):
        """Choose what is offered after a few letters."""
        self.page.fill(f"[name={name}]", label)
        self._spend(min(PICKED, len(label)) + 3)

    def choose(self, name, value):
        """Choose a word of a list by its first letters."""
        self.page.select_option(f"[name={name}]", value)
        self._spend(3)

    def skip(self, fields):
        """Go past fields that stay as they are."""
        self.keys += fields

    def send(self):
        """Ctrl and Enter, and wait for the next page."""
        before = time.perf_counter()
        with self.page.expect_navigation():
            self.page.keyboard.press("Control+Enter")
        self.waited += time.perf_counter() - before
        self.screens += 1
        self._spend(2)
        assert self.page.query_selector(".problem") is None, self.page.inner_text("#editor")

    def minutes(self, key=KEY):
        return (self.keys * key + self.thoughts * THINK + self.waited) / 60

    def _spend(self, keys):
        self.keys += keys
        self.thoughts += 1


def enter(hands, live_server):
    """Everything that the author enters: questions first, then each cause with the action that he names in it."""
    hands.page.goto(live_server.url + "/base/facts/new/")
    for ask, answers in QUESTIONS:
        hands.write("ask", ask)
        hands.write("answers", answers)
        hands.skip(4)
        hands.send()
    hands.page.goto(live_server.url + "/base/faults/new/?family=printing")
    hands.screens += 1
    for place, (name, thing, trouble) in enumerate(CAUSES):
        enter_cause(hands, place, name, thing, trouble)
        enter_action(hands, name, thing)
        hands.page.goto(live_server.url + "/base/faults/new/")


def enter_cause(hands, place, name, thing, trouble):
    hands.write("name", name)
    said = [f"{thing} {trouble}", f"le {thing} est {trouble} ce matin", f"impossible d'imprimer, {thing} {trouble}"]
    hands.write("complaints", "\n".join([*said, f"{trouble} le {thing}"]))
    hands.write("plain", f"Le {thing} de l'imprimante était {trouble}. Vous n'y êtes pour rien.")
    hands.choose("often", "rare")
    hands.pick("signs_0", SIGNS[place % len(SIGNS)])
    hands.choose("signs_word_0", "nearly_always")
    hands.pick("signs_1", SIGNS[(place + 3) % len(SIGNS)])
    hands.skip(3)
    hands.write("cures_0", f"Remettre le {thing} en état ({name})")
    hands.send()


def enter_action(hands, name, thing):
    assert "/base/remedies/" in hands.page.url, "the action that he named comes next"
    hands.skip(1)
    hands.write("steps", f"Couper l'imprimante.\nContrôler le {thing}.\nRemettre en marche et attendre le menu.")
    hands.write("check", "Une page de test sort avec ce badge.")
    hands.choose("by", "first_line")
    hands.choose("minutes", "10")
    hands.skip(2)
    hands.send()


def test_ten_causes_ten_actions_and_three_questions_take_at_most_an_hour(live_server, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    author = make_technician(make_organisation())
    client = Client()
    client.force_login(author)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        hands = Hands(context.new_page())
        enter(hands, live_server)
        if os.environ.get("TOURNEVIS_SHOTS"):
            hands.page.screenshot(path=f"{os.environ['TOURNEVIS_SHOTS']}/authoring.png")
        browser.close()

    kinds = [draft.kind for draft in Draft.objects.all()]
    print(
        f"{hands.keys} keys, {hands.thoughts} thoughts, {hands.screens} screens, {hands.waited:.0f} s waited: "
        f"{hands.minutes():.1f} min, {hands.minutes(SLOW_KEY):.1f} min for a slow typist"
    )
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"faults": 10, "remedies": 10, "facts": 3}
    assert not [draft for draft in Draft.objects.filter(kind="remedies") if not draft.content.get("steps")]
    assert hands.minutes(SLOW_KEY) <= 60
