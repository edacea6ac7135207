"""The drawings of the base: each is used, takes the colour of the page, and is told in words."""

from xml.etree import ElementTree

import pytest

from tournevis.troubleshooting import load_base
from tournevis.troubleshooting.packs import Picture, load_pictures, shipped_folder
from tournevis.troubleshooting.packs.content import Text

PICTURES = load_pictures(shipped_folder())


def test_every_picture_is_shown_with_some_remedy():
    assert set(PICTURES) == {remedy.picture for remedy in load_base().remedies.values() if remedy.picture}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_a_drawing_in_the_colour_of_the_text(name):
    root = ElementTree.fromstring(PICTURES[name].drawing)

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("stroke") == "currentColor"
    assert len(PICTURES[name].drawing) < 4_000


def test_the_words_of_a_picture_cannot_break_out_of_their_place():
    picture = Picture('<svg width="1"></svg>', Text(fr='a"><b', en="a"))

    root = ElementTree.fromstring(picture.markup("fr"))

    assert root.get("aria-label") == 'a"><b'
