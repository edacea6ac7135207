import numpy as np
import pytest

from tournevis.language import Lesson
from tournevis.language.alarms import alarms
from tournevis.language.redaction import redacted

HOUSE = "le gestimmo du secrétariat tourne en rond"


def lessons(understander, text, symptom, noticed=True, times=1):
    words = frozenset(understander.memorable(text))
    return [Lesson(symptom, noticed, words)] * times


def ids(heard):
    return [symptom.id for symptom in heard.symptoms]


@pytest.fixture(scope="module")
def strange(understander):
    """A symptom that the words of HOUSE do not tell."""
    told = ids(understander.understand(HOUSE))
    return next(symptom for symptom in understander.base.symptoms if symptom not in told)


def test_one_correction_is_heeded_for_the_same_words(understander, strange):
    heard = understander.understand(HOUSE, lessons(understander, HOUSE, strange))

    assert strange in ids(heard)


def test_a_house_word_is_learnt_across_other_sentences(understander, strange):
    taught = lessons(understander, "gestimmo bloqué au secrétariat", strange, times=3)

    assert strange in ids(understander.understand("gestimmo bloqué depuis ce matin", taught))


def test_another_complaint_learns_nothing_from_it(understander, strange):
    other = "mon écran reste noir"
    taught = lessons(understander, HOUSE, strange, times=50)

    assert understander.understand(other, taught) == understander.understand(other)


def test_a_symptom_denied_is_left_out_and_comes_back_once_as_often_confirmed(understander):
    text = "mon écran reste noir"
    told = ids(understander.understand(text))[0]
    denied = lessons(understander, text, told, noticed=False, times=2)

    assert told not in ids(understander.understand(text, denied))
    assert told in ids(understander.understand(text, denied + lessons(understander, text, told, times=2)))


@pytest.mark.parametrize("times", [1, 3, 100])
def test_no_number_of_corrections_swamps_what_the_words_say(understander, strange, times):
    before = understander.understand(HOUSE).weights
    after = understander.understand(HOUSE, lessons(understander, HOUSE, strange, times=times)).weights
    moved = [after[fault] / before[fault] for fault in before]

    assert max(moved) / min(moved) <= 4.0
    assert np.mean([after[fault] for fault in understander.base.faults]) == pytest.approx(
        np.mean([before[fault] for fault in understander.base.faults])
    )


def test_a_correction_moves_the_faults_that_show_the_symptom(understander):
    base = understander.base
    fault, symptom = next(
        (fault.id, symptom)
        for fault in base.faults.values()
        for symptom, likelihood in fault.shows.items()
        if symptom in base.symptoms and base.scales.likelihoods[likelihood] > 0.85
    )
    taught = lessons(understander, HOUSE, symptom)
    weight = [understander.understand(HOUSE, told).weights[fault] for told in ((), taught)]

    assert weight[1] > weight[0]


def test_no_correction_silences_an_alarm(understander):
    text = "il y a de la fumée qui sort de mon PC"
    told = [alarm.symptom for alarm in alarms(text, understander.base)]
    taught = [lesson for symptom in told for lesson in lessons(understander, text, symptom, noticed=False, times=50)]

    assert [alarm.symptom for alarm in understander.understand(text, taught).alarms] == told


def test_a_lesson_about_a_symptom_that_the_base_no_longer_has_is_passed_over(understander):
    taught = lessons(understander, HOUSE, "symptom_of_another_base", times=5)

    assert understander.understand(HOUSE, taught) == understander.understand(HOUSE)


PRIVATE = ("gontran", "wazkiewicz", "quillefeu", "norbertine", "hildegarde", "pumpernick")
MAIL = """Bonjour, je m'appelle Gontran Wazkiewicz, mon poste PC-0412 (10.2.3.4) affiche un écran noir.
Écrivez-moi à g.wazkiewicz@example.org ou au 06 12 34 56 78. Mme Quillefeu a le même souci, et Norbertine aussi.
Cordialement,
Hildegarde Pumpernick
Service paie"""


def test_a_lesson_keeps_no_name_number_or_address(understander):
    kept = understander.memorable(MAIL)
    shown = " ".join(kept)

    assert {"ecran", "noir"} <= set(kept)
    for private in PRIVATE:
        assert private not in shown
        assert not set(understander.memorable(private)) & set(kept)
    assert not any(word.isdigit() for word in kept)


def test_a_name_of_the_house_is_left_out_however_it_is_written(understander):
    assert understander.memorable("l'écran de wazkiewicz est noir", {"wazkiewicz"}) == understander.memorable(
        "l'écran de est noir"
    )


def test_a_strange_word_is_kept_as_a_number_only(understander):
    kept = understander.memorable("gestimmo écran noir")

    assert "gestimmo" not in kept
    assert any(word.startswith("#") for word in kept)


def test_names_of_products_stay_where_the_trade_knows_them():
    assert redacted("quand j'ouvre Outlook avec Bernadette", keep={"outlook"}) == "quand j'ouvre Outlook avec"
