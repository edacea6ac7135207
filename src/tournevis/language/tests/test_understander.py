import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tournevis.language import Understander
from tournevis.language.layouts import TO_QWERTY


def first(understanding, count=1):
    known = {fault: weight for fault, weight in understanding.weights.items() if fault != "other"}
    return sorted(known, key=lambda fault: -known[fault])[:count]


def test_a_plain_complaint_finds_its_family_and_its_symptom(understander):
    found = understander.understand("mon écran est tout noir mais l'ordinateur tourne")

    assert found.language == "fr"
    assert found.families[0][0] == "display"
    assert found.symptoms[0].id == "screen_black"
    assert {"ecran", "noir"} <= set(found.symptoms[0].words)


def test_a_symptom_told_in_other_words_is_understood_from_the_faults(understander):
    found = understander.understand("la feuille s'est froissée dedans et reste coincée")

    assert "jam_notice" in {symptom.id for symptom in found.symptoms}


def test_the_same_is_found_in_english(understander):
    found = understander.understand("there is paper jammed in the printer")

    assert found.language == "en"
    assert first(found) == ["printing.paper_jam"]


@pytest.mark.parametrize(
    "text",
    ["ya un bourage papié dans limprimente", "BOURRAGE PAPIER DANS L'IMPRIMANTE !!!", "bourrage papier imprimanteeee"],
)
def test_bad_spelling_and_shouting_change_nothing(understander, text):
    assert first(understander.understand(text)) == ["printing.paper_jam"]


def test_text_typed_on_the_wrong_layout_is_read_and_said_to_be(understander):
    found = understander.understand("il y a un bourrage papier dans mon imprimante".translate(TO_QWERTY))

    assert found.layout == "azerty_on_qwerty"
    assert found.text == "il y a un bourrage papier dans mon imprimante"
    assert "printing.paper_jam" in first(found, 3)


def test_a_long_polite_story_does_not_drown_the_trouble(understander):
    found = understander.understand(
        "Bonjour à toute l'équipe, j'espère que vous allez bien. Je travaille ici depuis douze ans sans jamais vous "
        "déranger. Ce matin, après mon café avec Martine, il y avait un bourrage papier dans l'imprimante du couloir. "
        "Je dois rendre mes dossiers ce soir et je n'y connais rien. Merci de me rappeler, cordialement, Nadine"
    )

    assert "printing.paper_jam" in first(found, 3)


def test_a_family_said_not_to_be_the_cause_weighs_less(understander):
    plain = understander.understand("rien ne sort")
    denied = understander.understand("rien ne sort, ce n'est pas l'imprimante")

    assert denied.denied == ("imprimante",)
    assert denied.weights["printing.printer_off"] < plain.weights["printing.printer_off"]


def test_what_is_said_beside_the_trouble_comes_along(understander):
    found = understander.understand(
        "Depuis la mise à jour écran bleu 0x0000007E, toute la compta est bloquée, ça sent le brûlé"
    )

    assert found.facts["since_change"] == "update"
    assert [code.code for code in found.codes] == ["0x0000007E"]
    assert [cue.kind for cue in found.urgency] == ["people_blocked"]
    assert [alarm.id for alarm in found.alarms] == ["smoke_or_fire"]


def test_an_urgent_symptom_told_in_other_words_is_said_at_once(understander, base):
    (alarm,) = understander.understand("un gros clac, une odeur de plastique, et plus rien").alarms

    assert alarm.symptom == "smoke_or_burning"
    assert alarm.say["en"] == base.symptoms["smoke_or_burning"].urgent.en


def test_an_urgent_symptom_that_is_denied_is_not_said(understander):
    assert understander.understand("l'ordinateur s'est éteint, pas de fumée ni d'odeur de brûlé").alarms == ()


def test_only_facts_and_answers_of_the_base_are_stated(understander, base):
    found = understander.understand("depuis la mise à jour, en télétravail, tout le monde, d'un coup, laptop")

    assert all(base.facts[fact].answer(answer) for fact, answer in found.facts.items())


def test_weights_cover_every_fault_and_are_bounded(understander, base):
    weights = understander.understand("l'imprimante dit bourrage papier").weights

    assert set(weights) == {*base.faults, "other"}
    assert all(0.02 <= weight <= len(base.faults) for weight in weights.values())


@pytest.mark.parametrize("text", ["", "   ", "!!!", "😀😀", b"\x00\xff\xfe", "\ud800"])
def test_where_words_tell_nothing_no_fault_is_preferred(understander, text):
    assert set(understander.understand(text).weights.values()) == {1.0}


def test_words_from_elsewhere_make_the_unknown_cause_likelier(understander):
    inside = understander.understand("la file d'impression est bloquée par un document").weights["other"]
    outside = understander.understand("le distributeur de boissons a avalé ma pièce").weights["other"]

    assert inside < 1 < outside


@pytest.mark.parametrize("text", ["panne " * 200_000, "é" * 1_000_000, b"\x81\x00" * 500_000, "a, " * 300_000])
def test_a_huge_complaint_is_understood_in_no_time(understander, text):
    start = time.perf_counter()

    understander.understand(text)

    assert time.perf_counter() - start < 0.5


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=400), st.binary(max_size=400)))
def test_whatever_is_put_in_nothing_is_raised(understander, raw):
    found = understander.understand(raw)

    assert all(weight > 0 for weight in found.weights.values())


def test_a_second_understander_reads_what_the_first_one_kept(small_base, tmp_path):
    once = Understander(small_base, cache=tmp_path).understand("plus de son dans mon casque")
    kept = list(tmp_path.iterdir())
    again = Understander(small_base, cache=tmp_path).understand("plus de son dans mon casque")

    assert len(kept) == 1
    assert again == once


def test_old_fits_do_not_pile_up(small_base, tmp_path):
    for place in range(4):
        (tmp_path / f"words-{place}.npz").write_bytes(b"an older fit")
    Understander(small_base, cache=tmp_path)

    assert len(list(tmp_path.iterdir())) == 3


def test_a_damaged_cache_is_made_anew(small_base, tmp_path):
    once = Understander(small_base, cache=tmp_path).understand("écran noir")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:1000])

    assert Understander(small_base, cache=tmp_path).understand("écran noir") == once


def test_a_cache_that_cannot_be_written_only_costs_time(small_base, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    assert Understander(small_base, cache=blocked).understand("écran noir").language == "fr"
