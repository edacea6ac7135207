import pytest

from tournevis.language.spelling import Speller

SPELLER = Speller(["imprimante", "bourrage", "ecran", "ordinateur", "printer", "password", "reunion"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("imprimente", "imprimante"),
        ("bourage", "bourrage"),
        ("ordinatuer", "ordinateur"),
        ("pasword", "password"),
        ("limprimante", "imprimante"),
        ("lordinatuer", "ordinateur"),
    ],
)
def test_a_slip_is_mended(typed, meant):
    assert SPELLER.mend([typed]) == [meant]


@pytest.mark.parametrize("word", ["ecran", "xyzzy", "ok", "0x80070643", "chaussette"])
def test_a_known_short_or_strange_word_is_left_alone(word):
    assert SPELLER.mend([word]) == [word]
