"""Words by which things are found."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournevis.people import folding, plain
from tournevis.search import words
from tournevis.search.weighing import MOST_WORDS, Text, rarity, weigh
from tournevis.search.words import after, forms, typed


@pytest.mark.parametrize("module", [folding, plain, words])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


def test_every_form_of_a_word_finds_the_others():
    for one, other in [("imprimante", "imprimantes"), ("bloque", "bloquee"), ("printer", "printers")]:
        assert forms(one) & forms(other)


@given(st.text(alphabet="abyz0189", min_size=1, max_size=6), st.text(alphabet="abyz0189", max_size=4))
def test_what_begins_with_a_word_comes_before_what_follows_it(start, rest):
    end = after(start)
    assert start + rest >= start
    assert end is None or (start + rest < end or not start[-1].isalpha())


@given(st.text(max_size=200))
def test_any_text_has_words_or_none_and_never_fails(text):
    found = weigh([Text(text)])
    assert all(word and len(word) <= words.MAX_WORD for word in (*found.weights, *found.spelt))
    assert len(typed(text, 8)) <= 8


def test_a_word_weighs_more_in_a_title_or_repeated_but_not_without_end():
    title, text, many = (
        weigh([one]).weights["imprim"]
        for one in (Text("imprimante", 3.0), Text("imprimante"), Text("imprimante " * 500))
    )
    assert title > many > text
    assert many < 3 * text


def test_a_pasted_log_leaves_a_limited_number_of_words():
    text = " ".join(f"erreur{number}" for number in range(5000))
    assert len(weigh([Text(text)]).weights) == MOST_WORDS


def test_a_rare_word_tells_more_than_a_common_one_and_none_tells_nothing():
    assert rarity(1, 1000) > rarity(100, 1000) > rarity(1000, 1000) > 0
    assert rarity(5, 0) > 0
