import pytest

from tournevis.language.clauses import clauses
from tournevis.language.cues import denials, stated, urgency


def kinds(text):
    return {cue.kind: cue.minutes for cue in urgency(clauses(text))}


@pytest.mark.parametrize(
    "text",
    ["toute la compta est bloquée", "plus personne ne peut imprimer", "the whole office is down", "nobody can log in"],
)
def test_people_who_are_blocked_are_heard(text):
    assert "people_blocked" in kinds(text)


@pytest.mark.parametrize("text", ["personne ne m'entend en visio", "everyone else is fine", "je suis seul"])
def test_others_named_for_another_reason_block_nobody(text):
    assert "people_blocked" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("je suis en visio dans 5 minutes", 5),
        ("I have a call in ten minutes", 10),
        ("dans une heure je présente", 60),
        ("it must leave within 2 hours", 120),
        ("il me le faut avant ce soir", None),
        ("réunion dans 10 min et pas de son", 10),
        ("execs arriving in 10 minutes", 10),
        ("la visio commence dans une demi heure", 30),
    ],
)
def test_a_deadline_is_heard_with_its_delay(text, minutes):
    assert kinds(text)["deadline"] == minutes


@pytest.mark.parametrize(
    "text",
    ["la batterie se vide en 20 minutes", "it goes flat in ten minutes", "il dit qu'il va redémarrer dans 4 heures"],
)
def test_how_fast_something_happens_is_no_deadline(text):
    assert "deadline" not in kinds(text)


def test_a_calm_complaint_has_no_urgency():
    assert kinds("le volume est trop bas, rien ne presse") == {}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("depuis la mise à jour plus de son", {"since_change": "update"}),
        ("no sound since the update", {"since_change": "update"}),
        ("BitLocker recovery screen", {"boot_message": "recovery_key"}),
        ("tout le monde est en panne", {"scope": "everyone"}),
        ("je suis en télétravail et le vpn coupe", {"place": "home"}),
        ("votre mot de passe a expiré", {"login_message": "expired"}),
        ("No bootable device", {"boot_message": "no_boot_device"}),
    ],
)
def test_a_fact_said_outright_is_kept(text, facts):
    assert stated(clauses(text)) == facts


@pytest.mark.parametrize("text", ["pas depuis la mise à jour", "ce n'est pas un écran bleu"])
def test_a_fact_that_is_denied_is_not_kept(text):
    assert stated(clauses(text)) == {}


def test_a_fact_said_in_two_ways_is_left_open():
    assert "scope" not in stated(clauses("tout le monde est touché, non attendez, je suis le seul"))


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("ce n'est pas l'imprimante", "imprimante"),
        ("c'est pas la faute de mon écran", "ecran"),
        ("it's not the printer", "printer"),
        ("it isn't my password, I checked", "password"),
        ("nothing to do with the network", "network"),
    ],
)
def test_what_is_said_not_to_be_the_cause_is_heard(text, thing):
    assert denials(clauses(text))[0] == (thing,)


@pytest.mark.parametrize("text", ["ce n'est pas grave", "it's not working", "c'est pas possible", "it is not funny"])
def test_a_turn_of_phrase_denies_nothing(text):
    assert denials(clauses(text)) == ((), clauses(text))


def test_the_words_of_a_denial_are_left_out_of_what_is_weighed():
    assert denials(clauses("rien ne sort, ce n'est pas l'imprimante")) == (("imprimante",), ["rien ne sort"])
