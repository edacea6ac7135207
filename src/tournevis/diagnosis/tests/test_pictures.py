"""A step whose steps a drawing tells better has that drawing, in words too."""

import pytest
from django.utils.translation import override

from tournevis.diagnosis import showing
from tournevis.troubleshooting import Session, compile_model, load_base


@pytest.fixture(scope="module")
def shipped():
    return compile_model(load_base())


@pytest.mark.parametrize(("language", "words"), [("fr", "languette vers le haut"), ("en", "its tab upwards")])
def test_the_picture_of_a_remedy_comes_with_what_it_shows_in_the_readers_language(shipped, language, words):
    with override(language):
        shown = showing.remedy(Session(shipped), "printing.rejoin_wired", "windows")

    assert shown.picture.startswith("<svg ")
    assert 'role="img"' in shown.picture
    assert words in shown.picture


def test_a_remedy_without_a_picture_shows_none(shipped):
    assert showing.remedy(Session(shipped), "printing.purge_spool", "windows").picture is None
