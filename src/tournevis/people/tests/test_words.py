"""Words by which things are found."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournevis.people import folding, words
from tournevis.people.words import after, terms, typed


@pytest.mark.parametrize("module", [folding, words])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


def test_every_form_of_a_word_finds_the_others():
    for one, other in [("imprimante", "imprimantes"), ("bloqué", "bloquée"), ("printer", "printers")]:
        assert terms(one) & terms(other)


@given(st.text(alphabet="abyz0189", min_size=1, max_size=6), st.text(alphabet="abyz0189", max_size=4))
def test_what_begins_with_a_word_comes_before_what_follows_it(start, rest):
    end = after(start)
    assert start + rest >= start
    assert end is None or (start + rest < end or not start[-1].isalpha())


@given(st.text(max_size=200))
def test_any_text_has_words_or_none_and_never_fails(text):
    assert all(word and len(word) <= words.MAX_LENGTH for word in terms(text))
    assert len(typed(text)) <= 8
