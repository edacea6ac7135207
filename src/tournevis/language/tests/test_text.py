import pytest

from tournevis.language.text import MAX_CHARACTERS, MAX_WORDS, clean, fold, squeeze, stem, tokens


def test_accents_ligatures_and_capitals_are_folded():
    assert fold("Œuvre d’ÉTÉ à Noël") == "oeuvre d'ete a noel"


def test_a_letter_held_for_long_counts_once():
    assert squeeze("heeeelp, suuuper") == "help, super"


def test_a_number_keeps_its_repeated_figures():
    assert tokens("erreur 1000") == ["erreur", "1000"]


def test_codes_stay_whole():
    assert tokens("code 0x80070643 ici") == ["code", "0x80070643", "ici"]


def test_accents_coded_twice_are_mended():
    assert clean("l'imprimante est bloquÃ©e, Ã§a ne marche pas") == "l'imprimante est bloquée, ça ne marche pas"


def test_right_accents_are_left_as_they_are():
    assert clean("château, naïf, Ångström") == "château, naïf, Ångström"


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00\x81" * 99, "\x00\ud800\ufffe", "", "😀🔥", b""])
def test_binary_garbage_becomes_harmless_text(raw):
    text = clean(raw)

    assert text.isprintable() or text == ""
    text.encode("utf-8")


def test_a_complaint_of_a_megabyte_is_cut():
    assert len(clean("panne " * 200_000)) == MAX_CHARACTERS
    assert len(tokens("panne " * 200_000)) == MAX_WORDS


def test_words_are_brought_to_their_stem_in_each_language():
    assert stem("imprimantes", "fr") == stem("imprimante", "fr")
    assert stem("printing", "en") == stem("printed", "en")
