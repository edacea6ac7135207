import pytest

from tournevis.language import detect


@pytest.mark.parametrize(
    "text",
    [
        "mon ordinateur rame",
        "sa marche plu du tou",
        "ecran noir",
        "L'IMPRIMANTE REFUSE D'IMPRIMER",
        "Outlook me demande le mot de passe",
        "wifi coupé",
        "j'ai un message « access denied » au démarrage",
    ],
)
def test_french_is_recognised(text):
    assert detect(text) == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "my computer is slow",
        "no internet pls",
        "screen black",
        "PRINTER JAMMED AGAIN",
        "Outlook keeps asking for my password",
        "cant login",
        "the client says « pas de signal » on the monitor",
    ],
)
def test_english_is_recognised(text):
    assert detect(text) == "en"


@pytest.mark.parametrize("text", ["", "12345", "😀", b"\x00\xff"])
def test_where_nothing_tells_french_is_taken(text):
    assert detect(text) == "fr"
