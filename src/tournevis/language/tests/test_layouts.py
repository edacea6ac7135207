import pytest

from tournevis.language.layouts import TO_AZERTY, TO_QWERTY, relayout

KNOWN = {"mon", "imprimante", "marche", "plus", "the", "printer", "will", "not", "print", "today"}


def test_french_typed_on_an_american_setting_is_put_back():
    assert relayout("mon imprimante ne marche plus".translate(TO_QWERTY), KNOWN) == (
        "mon imprimante ne marche plus",
        "azerty_on_qwerty",
    )


def test_english_typed_on_a_french_setting_is_put_back():
    assert relayout("the printer will not print today".translate(TO_AZERTY), KNOWN) == (
        "the printer will not print today",
        "qwerty_on_azerty",
    )


def test_a_few_words_typed_so_among_others_are_put_back():
    assert relayout("mon i;primante ne ,arche plus, imprimqnte plus, il mqrche", KNOWN) == (
        "mon i;primante ne ,arche plus, imprimante plus, il marche",
        "azerty_on_qwerty",
    )


def test_one_odd_word_is_a_slip_and_no_keyboard():
    assert relayout("mon imprimqnte fait du bruit", KNOWN) == ("mon imprimqnte fait du bruit", None)


@pytest.mark.parametrize("text", ["mon imprimante ne marche plus", "the printer will not print", "qqq zzz", "", "wq"])
def test_text_that_reads_as_it_stands_is_left_alone(text):
    assert relayout(text, KNOWN) == (text, None)


def test_both_tables_undo_each_other():
    text = "azerty qwerty, m; w.z"
    assert text.translate(TO_QWERTY).translate(TO_AZERTY) == text
